// walkcheck check: decides, and reports.
#pragma once

#include <string>

#include "checker/cli/command.hpp"
#include "checker/cli/report_files.hpp"
#include "checker/cli/shared_options.hpp"

namespace walkcheck {

struct CheckOptions {
  Subject subject;
  Question question;
  Labour labour;
  ReportOptions reports;
  std::string certificates;  // a folder for proofs, empty for none
  bool traces = false;
  bool tabs = false;  // in races
  bool invariants = false;
  bool quiet = false;
  bool overview = false;
  bool coverage = false;  // what never happens must be explained
};

void check_options(CLI::App& sub, CheckOptions& options);

[[nodiscard]] int check(const CheckOptions& options, const Console& console);

[[nodiscard]] Action check_command(CLI::App& sub);

}  // namespace walkcheck
