// Random runs of a system: what they break, and the shortest of them.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "checker/audit/audit.hpp"

namespace walkcheck {

struct Simulation {
  std::uint64_t runs = 0;
  std::uint64_t seed = 1;
  std::size_t steps = 200;  // of a run, at most
};

struct Simulated {
  struct OfProperty {
    std::uint64_t runs = 0;            // that broke it
    std::optional<Replayed> shortest;  // of these, the first
  };
  std::vector<OfProperty> properties;  // in the order of the system
  std::uint64_t ended = 0;             // runs in which the walk came to its end
  std::uint64_t stopped = 0;           // in which nothing more could happen before
  std::uint64_t steps = 0;             // of all runs
};

/// Each run begins in any start state (of the first `most_starts`). A step is the walker's or a rival's with the same
/// probability, if both can move, and any of theirs. The same seed gives the same runs, on every machine. A run goes on
/// after it has broken a property, and counts once for each.
[[nodiscard]] Simulated simulate(const TransitionSystem& system, const Simulation& wanted);

}  // namespace walkcheck
