// What may decide what is open.
#pragma once

#include <string>

#include "checker/cli/decide.hpp"

namespace walkcheck {

/// Which options to change so that a job with open verdicts may be decided: the limits that were given, another engine,
/// smaller tables.
[[nodiscard]] std::string advice(const Job& job, const Question& question);

}  // namespace walkcheck
