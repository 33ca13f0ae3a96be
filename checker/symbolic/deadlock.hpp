// Places where the walk stands still for good.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "model/system/transition_system.hpp"

namespace walkcheck::symbolic {

/// The walk has not ended, and no rule of the walker is enabled. Added to `terms`, the system's or more than those.
[[nodiscard]] Term stands(const SystemDraft& system, Terms& terms);

/// What becomes of a state in which the walk stands, if rivals move.
struct Fate {
  enum class Kind : std::uint8_t {
    deadlock,  // whatever they do, the walk stands
    goes_on,   // after `rules` it has ended or can take a step
    too_large  // more states can follow than may be looked at
  };
  Kind kind = Kind::deadlock;
  std::vector<std::uint32_t> rules;  // as few as possible
};

/// Breadth first with fire(), through at most `most_states` states in which the walk stands.
[[nodiscard]] Fate fate_of(const SystemDraft& system, const std::vector<Value>& state, std::size_t most_states);

/// All states from which these rules lead to one in which the walk does not stand.
[[nodiscard]] Term can_go_on_after(const SystemDraft& system, const std::vector<std::uint32_t>& rules, Terms& terms);

}  // namespace walkcheck::symbolic
