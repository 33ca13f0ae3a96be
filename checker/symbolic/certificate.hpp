// A proof as an SMT-LIB 2 file: whoever doubts it needs a solver, and nothing of walkcheck.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "checker/core/proof.hpp"
#include "model/system/transition_system.hpp"

namespace walkcheck::symbolic {

/// The system of which the clauses of the proof speak: `system`, or what is made of it (model/system/transforms.hpp)
/// for claims that are not about its reachable states.
[[nodiscard]] TransitionSystem subject(const TransitionSystem& system, const Proof& proof);

/// The file in parts.
struct Certificate {
  struct Query {
    std::string name;     // "consecution"
    std::string meaning;  // what a solution would be
    bool of_target = false;
    std::vector<std::string> assertions;  // Boolean terms, all of which hold in a solution
  };
  std::string heading;      // comments
  std::string definitions;  // of the system and the invariant: the same for all proofs that share them
  std::string target;       // its definition
  std::vector<Query> queries;

  [[nodiscard]] std::string text() const;
};

/// std::logic_error if the proof has not the shape of one for this property (proof_shape.hpp). The proof holds if every
/// query is unsatisfiable.
[[nodiscard]] Certificate certify(const TransitionSystem& system, std::size_t property, const Proof& proof);

/// The whole file.
[[nodiscard]] std::string certificate(const TransitionSystem& system, std::size_t property, const Proof& proof);

}  // namespace walkcheck::symbolic
