// A run at a glance: of each scenario how many verdicts there are of each kind, and which properties it breaks.
#pragma once

#include <span>
#include <string>

#include "checker/report/result.hpp"

namespace walkcheck {

/// In the order of the results; at most `page_width` columns where the names leave room. Says how to see a race.
[[nodiscard]] std::string overview(std::span<const Result* const> results);

}  // namespace walkcheck
