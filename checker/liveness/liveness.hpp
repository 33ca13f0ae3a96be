// Questions to the walker's graph: does the walk, left alone, go in circles; and if not, how often does it retry?
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "checker/core/verdict.hpp"
#include "checker/core/walker_graph.hpp"
#include "model/system/transition_system.hpp"

namespace walkcheck {

/// A loop of walker steps: these rules lead from `state` back to it.
struct Cycle {
  std::uint32_t state = 0;
  std::vector<std::uint32_t> rules;
};

/// A shortest cycle through the smallest state that lies on any; of several, the first in the order of the edges.
[[nodiscard]] std::optional<Cycle> find_cycle(const WalkerGraph& graph);

/// For each retry of the system, in its order: the most steps with this retry that one path takes before a step that
/// leaves it. The graph has no cycle: std::logic_error.
[[nodiscard]] std::vector<RetryBound> retry_bounds(const SystemDraft& system, const WalkerGraph& graph);

}  // namespace walkcheck
