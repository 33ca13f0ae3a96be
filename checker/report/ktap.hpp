// KTAP version 1, the format of kernel tests (Documentation/dev-tools/ktap.rst of the kernel).
#pragma once

#include <string>

#include "checker/report/report.hpp"

namespace walkcheck {

/// A test for each search, a subtest for each property. Not as expected is "not ok"; undecided, or ended in a fault,
/// "not ok" with the directive ERROR, and not SKIP, which lets the whole pass. The race of what is not as expected
/// stands above its line. In a line of a result the only '#' is the one before a directive or a remark.
[[nodiscard]] std::string report_ktap(const Report& report);

}  // namespace walkcheck
