// Two versions of a walker or of a callback under the same rivals, or two scenarios.
#pragma once

#include <string>
#include <vector>

#include "checker/cli/decide.hpp"
#include "checker/report/comparison.hpp"
#include "model/system/job.hpp"

namespace walkcheck {

struct ComparePlan {
  std::string one, other;  // two scenarios, two walkers, or two callbacks of one slot
  Selection selection;     // in which scenarios, sizes, and about which properties
  Question question;
};

/// One comparison for each scenario that uses `one`, with `other` in its place; of two scenarios, just those.
/// std::invalid_argument, in words for the user, if the names are not what can be compared.
[[nodiscard]] std::vector<Comparison> compare(const CheckedModel& model, const ComparePlan& plan);

}  // namespace walkcheck
