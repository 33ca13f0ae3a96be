// Where the walk cannot step: which rules of rivals help it on (Proof::Claim::can_go_on).
#pragma once

#include <optional>
#include <vector>

#include "model/system/transition_system.hpp"

namespace walkcheck::symbolic {

/// The walk has not ended, can take no step, and none of `helpers` (see Proof::helpers) changes that. Terms are added
/// to `terms`, a copy of the system's.
[[nodiscard]] Term stands_still(const SystemDraft& system, const std::vector<std::vector<std::uint32_t>>& helpers,
                                Terms& terms);

/// A shortest run of rivals' rules from `state` to one in which a rule of the walker is enabled; at most `most_states`
/// states are looked at. None: there is none, or it is not found.
[[nodiscard]] std::optional<std::vector<std::uint32_t>> way_on(const SystemDraft& system,
                                                               const std::vector<Value>& state,
                                                               std::size_t most_states);

}  // namespace walkcheck::symbolic
