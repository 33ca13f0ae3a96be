// Exhaustive search, breadth first: every reachable state of one finite instance, and the shortest way to each fault.
#pragma once

#include "checker/core/verdict.hpp"
#include "model/system/transition_system.hpp"

namespace walkcheck {

/// One search decides all properties. It goes on after a violation, so that counters and `fired` speak of all reachable
/// states. The answer is the same on every run, apart from the time it took. A limit, or a state of more than 1,024
/// bits, leaves what is undecided `unknown`. ModelFault if a rule gives a variable a value out of its range.
[[nodiscard]] Answer explore(const TransitionSystem& system, const Limits& limits, Observer* observer);

}  // namespace walkcheck
