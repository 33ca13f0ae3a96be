// All that one run has to tell, whatever the format.
#pragma once

#include <chrono>
#include <span>
#include <string>
#include <vector>

#include "checker/report/result.hpp"
#include "model/system/job.hpp"

namespace walkcheck {

/// A job that ended without results.
struct Fault {
  Job job;
  std::string what;
  bool of_model = false;  // the model is at fault, not walkcheck
};

struct Report {
  std::span<const Result> results;  // in the order of the jobs
  std::vector<Fault> faults = {};   // in the order of the jobs
  bool coverage = false;            // what never happens, and no scenario says why, is not as expected
  std::chrono::system_clock::time_point began = {};
  double seconds = 0;        // how long the run took
  bool interrupted = false;  // a signal ended it: what is `unknown` may be so for that alone
};

}  // namespace walkcheck
