// Systems made from systems: what is not a question of reachable states is made one.
#pragma once

#include <cstdint>
#include <vector>

#include "model/system/transition_system.hpp"

namespace walkcheck {

/// Liveness to safety (Biere, Artho, Schuppan 2002): the run may save its state once, where it is quiet; from then on
/// only the walker moves, through quiet states, and the property `closes` (the only one, with a bad_state) is broken
/// when the saved state comes back. Rule i of the system is rule i here while nothing is saved; rule R (R = number of
/// rules of the system) saves; the rules after it are the walker's after the save, in their order.
[[nodiscard]] TransitionSystem without_cycles(const TransitionSystem& system);

/// A run of `without_cycles(system)` that closes its cycle, as a lasso of `system`.
struct Lasso {
  std::vector<Value> start;
  std::vector<std::uint32_t> rules;
  std::size_t loop_start = 0;
};
[[nodiscard]] Lasso lasso_of(const TransitionSystem& system, const std::vector<Value>& start,
                             const std::vector<std::uint32_t>& rules);

/// The walk, left alone from some quiet moment on (no rival begins or stands inside a section), counts for each retry
/// how often it jumps back without leaving what the retry belongs to (Rule::retry, Rule::leaves). Its only property,
/// `goes on`, is broken by a jump beyond `at_most` (one number per retry).
[[nodiscard]] TransitionSystem left_alone(const TransitionSystem& system, const std::vector<std::uint32_t>& at_most);

}  // namespace walkcheck
