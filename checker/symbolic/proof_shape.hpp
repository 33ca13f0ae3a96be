// What a proof must look like before anyone asks whether it proves anything.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "checker/core/proof.hpp"
#include "model/system/transition_system.hpp"

namespace walkcheck::symbolic {

/// Why the proof cannot be one of this property, if it cannot: a claim of another kind, numbers that do not belong to
/// the claim, a rule that is no rival's.
[[nodiscard]] std::optional<std::string> fault_of_claim(const SystemDraft& system, std::size_t property,
                                                        const Proof& proof);

/// Why the clauses cannot speak of this system, if they cannot: unknown variables or values, literals that are always
/// false or always true, two of one variable.
[[nodiscard]] std::optional<std::string> fault_of_clauses(const SystemDraft& system,
                                                          const std::vector<Clause>& clauses);

/// Proof::helpers stand for more runs of rivals than a formula can hold: it has a part for each.
[[nodiscard]] bool too_many_ways(const std::vector<std::vector<std::uint32_t>>& helpers);

}  // namespace walkcheck::symbolic
