// Where the text of the steps stands that a race names.
#pragma once

#include <string>

#include "checker/report/result.hpp"

namespace walkcheck {

/// "model/kernel/walkers/v17.walk: U1 line 36, U6 47, U7 49; ...", in the order of the race. Empty where no step has a
/// name.
[[nodiscard]] std::string legend(const Evidence& evidence);

}  // namespace walkcheck
