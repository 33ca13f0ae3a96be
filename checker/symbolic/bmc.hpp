// Bounded model checking: finds the shortest run to each fault, and needs no more memory than the formula that asks.
#pragma once

#include <functional>
#include <string_view>

#include "checker/core/verdict.hpp"
#include "checker/symbolic/hunts.hpp"
#include "checker/symbolic/limits.hpp"
#include "model/system/transition_system.hpp"

namespace walkcheck::symbolic {

/// `violated` by a shortest run; `holds` or `vacuous` only where all runs end; else, up to Limits::max_depth rules,
/// `bounded`, or `unknown` where time or memory ended it. Without a limit it may go on for ever. ModelFault if a run
/// comes to a rule that gives a variable a value out of its range.
[[nodiscard]] Answer bmc(const TransitionSystem& system, const Limits& limits, Observer* observer);

/// Calls `work`. What Z3 throws, and lack of memory, stop the watch instead.
void within(Watch& watch, const std::function<void()>& work);

/// The verdicts are those that follow from runs alone; `hunts` is null if they could not even begin.
[[nodiscard]] Answer answer_of(std::string_view engine, const TransitionSystem& system, const Watch& watch,
                               const Hunts* hunts);

}  // namespace walkcheck::symbolic
