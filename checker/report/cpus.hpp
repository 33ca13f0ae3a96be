// On which CPU each step of a run happens.
#pragma once

#include <cstddef>
#include <vector>

#include "checker/report/result.hpp"

namespace walkcheck {

/// One number for each rule of the trace: 0 is the walker's. A rival's row that others see half done (in its critical
/// section, or between what it saw and what it stores) has its CPU for itself until it is done; so there are as few
/// CPUs as can be.
[[nodiscard]] std::vector<std::size_t> cpus(const Evidence& evidence);

}  // namespace walkcheck
