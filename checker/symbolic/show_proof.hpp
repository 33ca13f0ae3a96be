// Proofs as text for people, in the words of the model. Nothing reads it back.
//
// A clause is shown as an implication: what is unusual about a state, a colon, what follows from it.
//
//   at U7, vma is anon: pud[0] is table or none, or pud_lock is walker
//
// A literal that is false for at most as many values as it is true for stands on the left, denied; the others on the
// right. If that leaves the right side empty, one goes there after all: "at U7: pud[0] is not leaf". The control
// variable's name alone stands before its values; values without names that follow each other are shown as 3..17.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "checker/core/proof.hpp"
#include "model/system/transition_system.hpp"

namespace walkcheck::symbolic {

/// One clause, on one line of any length.
[[nodiscard]] std::string show_clause(const SystemDraft& system, const Clause& clause);

/// `text`, each line begun by `head` and at most 75 columns wide where its words allow it; further lines are indented.
[[nodiscard]] std::string fold(std::string_view head, std::string_view text);

struct ShownProof {
  std::string claim;                  // and how it is shown
  std::vector<std::string> rests_on;  // the clauses in the order of their variables, and what else the proof fixes
};
/// `system` is the one of which the clauses speak: for claims about a transformed system, that one (`subject`).
[[nodiscard]] ShownProof show_proof(const SystemDraft& system, const Proof& proof);

}  // namespace walkcheck::symbolic
