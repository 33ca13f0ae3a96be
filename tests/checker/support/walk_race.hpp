// A page-table walk that races with mutators, as plain rules. Other checkers count its states, so its numbers are
// oracles.
#pragma once

#include <cstdint>
#include <vector>

#include "model/system/transition_system.hpp"

namespace walkcheck::testing {

/// `entries[l]` is the number of entries per table at level l, root first. Counts the states in ERR and in DONE.
[[nodiscard]] SystemDraft walk_race(const std::vector<std::uint32_t>& entries);

}  // namespace walkcheck::testing
