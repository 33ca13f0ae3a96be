// Exhaustive search, breadth first: every reachable state of one finite instance, and the shortest way to each fault.
#pragma once

#include "checker/core/reachable.hpp"
#include "checker/core/verdict.hpp"
#include "model/system/transition_system.hpp"

namespace walkcheck {

/// One search decides all properties. It goes on after a violation, so that counters and `fired` speak of all reachable
/// states. The answer is the same on every run, apart from the time it took. A limit, or a state of more than 1,024
/// bits, leaves what is undecided `unknown`. ModelFault if a rule gives a variable a value out of its range.
[[nodiscard]] Answer explore(const TransitionSystem& system, const Limits& limits, Observer* observer);

/// The same, with all reachable states, if the search came to its end.
struct Explored {
  Answer answer;
  std::optional<ReachableStates> states;
};
[[nodiscard]] Explored explore_states(const TransitionSystem& system, const Limits& limits, Observer* observer);

}  // namespace walkcheck
