// JUnit XML that both common schemas admit, Ant's and that of Jenkins.
#pragma once

#include <string>

#include "checker/report/report.hpp"

namespace walkcheck {

/// A suite for each search, a test case for each property, its class the scenario, its name with the size, as CI
/// systems take cases of one class and name for one. Not as expected is a failure; undecided, or ended in a fault, an
/// error. What is violated as expected passes, its race in the suite's system-out.
[[nodiscard]] std::string report_junit(const Report& report);

}  // namespace walkcheck
