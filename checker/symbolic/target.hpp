// What the engines of this room decide: can it be reached?
#pragma once

#include <optional>

#include "checker/core/verdict.hpp"
#include "model/system/transition_system.hpp"

namespace walkcheck::symbolic {

/// A state that meets `state`, or a step that fires with `mark` (in a state that meets the mark's condition).
struct Target {
  std::optional<Term> state;
  std::optional<MarkId> mark;
};

[[nodiscard]] inline Target bad(const Property& property) { return {property.bad_state, property.bad_mark}; }
[[nodiscard]] inline Target witness(const Property& property) {
  return {property.witness_state, property.witness_mark};
}

/// The target as a term over one state: it is met in the state, or a rule can fire there with its mark. `terms` is a
/// copy of the system's, to which the result is added.
[[nodiscard]] Term met_in(const SystemDraft& system, const Target& target, Terms& terms);

}  // namespace walkcheck::symbolic
