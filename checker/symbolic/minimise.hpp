// Small inductive invariants from large ones: what people read should hold nothing that the proof can do without.
#pragma once

#include <stop_token>
#include <vector>

#include "checker/core/proof.hpp"
#include "checker/symbolic/target.hpp"
#include "model/system/transition_system.hpp"

namespace walkcheck::symbolic {

/// Some of `clauses`, in their order, that still are an inductive invariant and exclude the target (and every update
/// out of range), while no part of them is and does. std::logic_error if all of them together are not, or do not.
[[nodiscard]] std::vector<Clause> minimise(const TransitionSystem& system, const Target& target,
                                           std::vector<Clause> clauses);

/// The same for any condition: `never` is one of `terms`, the system's and perhaps more. Interrupted, it gives what is
/// still an invariant, but perhaps not the least.
[[nodiscard]] std::vector<Clause> minimise(const TransitionSystem& system, const Terms& terms, Term never,
                                           std::vector<Clause> clauses, const std::stop_token& interrupt = {});

/// The clauses without literals that the invariant can do without; each is as strong as before or stronger. They stay
/// an inductive invariant, which they must be (std::logic_error).
[[nodiscard]] std::vector<Clause> shrink(const TransitionSystem& system, std::vector<Clause> clauses);

}  // namespace walkcheck::symbolic
