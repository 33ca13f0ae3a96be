// What a proof must be, asked of every state that there is: for systems of a few thousand states, reachable or not.
#pragma once

#include <cstdint>
#include <vector>

#include "checker/core/proof.hpp"
#include "model/system/transition_system.hpp"

namespace walkcheck::testing {

/// How many states there are, reachable or not.
[[nodiscard]] std::uint64_t count_states(const SystemDraft& system);

/// Do the clauses hold at the start, and does every rule keep them?
[[nodiscard]] bool is_inductive(const SystemDraft& system, const std::vector<Clause>& clauses);

/// Is it a proof? For claims about the system itself (never_bad, never_shown, can_go_on); with `simple_path`, states
/// differ if any variable does.
[[nodiscard]] bool proves(const SystemDraft& system, std::size_t property, const Proof& proof);

/// One clause for each state that is not reachable, which excludes it and no other.
[[nodiscard]] std::vector<Clause> exclude_unreachable(const SystemDraft& system);

/// The clause that excludes this state and no other.
[[nodiscard]] Clause exclude(const SystemDraft& system, const std::vector<Value>& state);

/// Every state, or every reachable one.
[[nodiscard]] std::vector<std::vector<Value>> all_states(const SystemDraft& system);
[[nodiscard]] std::vector<std::vector<Value>> reachable_states(const SystemDraft& system);

}  // namespace walkcheck::testing
