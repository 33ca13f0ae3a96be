// The race: how rivals beside the walker break a property.
#pragma once

#include <string>

#include "checker/report/result.hpp"

namespace walkcheck {

/// The trace of a violated result as a diagram: the walker on CPU0 under the names of the kernel's functions, the
/// rivals on CPU1; for a lasso the way in, then the loop. No line is wider than `page_width` columns. Ends with a
/// newline.
[[nodiscard]] std::string race(const Evidence& evidence, Property::Kind kind);

}  // namespace walkcheck
