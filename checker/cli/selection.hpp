// What to say when nothing was selected.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "model/system/job.hpp"

namespace walkcheck {

using Plan = std::function<std::vector<Job>(const Selection&)>;

/// Why `plan(selection)` is empty: the first glob that matches nothing by itself, with a near name if there is one.
[[nodiscard]] std::string why_empty(const Selection& selection, const Plan& plan);

}  // namespace walkcheck
