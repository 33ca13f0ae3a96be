// A run at a glance: of each scenario how many verdicts there are of each kind, and which properties it breaks.
#pragma once

#include <span>
#include <string>

#include "checker/report/result.hpp"

namespace walkcheck {

/// In the order of the results; at most `page_width` columns where the names leave room. Where no race is drawn below,
/// it ends with the command that draws the shortest; `files`: of that command, "properties/v17".
[[nodiscard]] std::string overview(std::span<const Result* const> results, const std::string& files);

}  // namespace walkcheck
