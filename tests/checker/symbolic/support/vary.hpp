// Proofs with one thing changed: whether a certificate would notice.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "checker/core/proof.hpp"
#include "model/system/transition_system.hpp"

namespace walkcheck::testing {

/// A clause of a proof is left out; or one literal of it says the opposite.
struct Variation {
  std::size_t clause = 0;
  std::optional<std::size_t> literal;  // absent: the clause is left out
  std::string answer = {};             // of z3: "unsat" if all queries of the certificate still are
};

/// The variation of the proof itself. `system` is the one of which the clauses speak (symbolic::subject).
[[nodiscard]] Proof varied(const TransitionSystem& system, const Proof& proof, const Variation& variation);

/// Every variation, with z3's answer to all queries of the certificate at once: it is "sat" if one of them is not
/// unsatisfiable any more. One run of z3 on the text of the certificate, in which each clause can be switched off and
/// each literal turned round. std::runtime_error if the certificate is not understood, or is not "unsat" unchanged.
[[nodiscard]] std::vector<Variation> vary(const TransitionSystem& system, std::size_t property, const Proof& proof);

}  // namespace walkcheck::testing
