// What must be true before a rule fires so that something is true after it.
#pragma once

#include "model/system/transition_system.hpp"

namespace walkcheck::symbolic {

/// The weakest precondition (Dijkstra 1975): the rule is enabled, keeps all variables within their ranges, and leads to
/// a state that meets `after`. `terms` are the system's, or more than those; the result is added to them.
[[nodiscard]] Term before(const SystemDraft& system, const Rule& rule, Term after, Terms& terms);

}  // namespace walkcheck::symbolic
