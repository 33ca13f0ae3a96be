// Property directed reachability: proofs, and runs, without unrolling and without visiting states one by one.
#pragma once

#include "checker/core/verdict.hpp"
#include "model/system/transition_system.hpp"

namespace walkcheck::symbolic {

/// `proved` by an inductive invariant, once the witness of the property was reached; `vacuous`, with a proof, if that
/// is proved to be unreachable; `violated` by a run, not always a shortest one; `unknown` where time or memory ended
/// it, or a deadlock cannot be told from a long wait. Given time it ends by itself. ModelFault if a run comes to a rule
/// that gives a variable a value out of its range.
[[nodiscard]] Answer pdr(const TransitionSystem& system, const Limits& limits, Observer* observer);

}  // namespace walkcheck::symbolic
