// k-induction: proves what bounded model checking cannot refute.
#pragma once

#include "checker/core/verdict.hpp"
#include "model/system/transition_system.hpp"

namespace walkcheck::symbolic {

/// `proved`, with the k that did it, once the witness of the property was reached; `vacuous`, with a proof, if that is
/// proved to be unreachable; `violated` by a shortest run; `holds` where all runs end. It does not prove the absence of
/// deadlocks: where nothing else is open, they are left `unknown`. Limits and ModelFault: as of bmc.
[[nodiscard]] Answer kind(const TransitionSystem& system, const Limits& limits, Observer* observer);

}  // namespace walkcheck::symbolic
