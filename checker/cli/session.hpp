// A walk step by step, as a person chooses.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "checker/cli/one_job.hpp"

namespace walkcheck {

struct SessionOptions {
  std::vector<std::string> paths;    // to be saved with a run
  std::vector<std::string> queries;  // told after each step
  bool echo = false;                 // what is read is written, too: `in` is no terminal
};

/// Reads commands from `in` until `q` or its end, and tells on `out` what they do; `?` lists them.
void run_session(const CheckedModel& model, const Job& job, const SessionOptions& options, std::istream& in,
                 std::ostream& out);

}  // namespace walkcheck
