// Jobs on several threads; what comes out does not depend on how many.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "checker/report/result.hpp"

namespace walkcheck {

/// Does the job with this number. Called from several threads at once, for each number once.
using DoJob = std::function<std::vector<Result>(std::size_t job)>;

/// A job that ended in an exception: a bug of walkcheck, a machine without memory, or a faulty model.
struct JobFault {
  std::size_t job = 0;
  std::string what;
  bool of_model =
      false;  // not a bug of walkcheck: the model does not do what it says, or is too large to be written out
};

struct Done {
  std::vector<Result> results;   // of all jobs that ended well, in the order of the jobs
  std::vector<JobFault> faults;  // in the order of the jobs
};

/// Calls `work` with 0 .. count-1 on `threads` threads, with each number once. It must not throw.
void for_each_number(std::size_t count, unsigned threads, const std::function<void(std::size_t)>& work);

/// Does jobs 0 .. jobs-1 on `threads` threads, at most one thread a job.
[[nodiscard]] Done do_jobs(std::size_t jobs, unsigned threads, const DoJob& do_job);

}  // namespace walkcheck
