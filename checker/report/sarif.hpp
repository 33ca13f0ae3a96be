// SARIF 2.1.0, for code scanning: a rule for each property, a result for each verdict, races as code flows.
#pragma once

#include <string>

#include "checker/report/report.hpp"

namespace walkcheck {

/// `kind` of a result: not as expected is "fail"; undecided "open"; proved or held as expected "pass"; another verdict
/// that was expected, such as a race that is known, "informational". A run that breaks a property is a code flow with a
/// thread for each CPU: CPU0 walks, CPU1 are the rivals; their places in the model are in one order of execution. Paths
/// are relative to SRCROOT, the folder in which walkcheck ran. A fault is a notification, and the run unsuccessful.
[[nodiscard]] std::string report_sarif(const Report& report);

}  // namespace walkcheck
