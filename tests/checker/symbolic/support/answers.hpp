// Small helpers of the tests of engines and proofs.
#pragma once

#include <initializer_list>
#include <utility>

#include "checker/audit/audit.hpp"
#include "checker/symbolic/check_proof.hpp"
#include "tests/model/system/builder.hpp"

namespace walkcheck::symbolic {

inline Limits to_depth(std::uint32_t depth) {
  Limits limits;
  limits.max_depth = depth;
  return limits;
}

/// The answer; every trace was replayed, and every proof checked by code that shares nothing with the engine's.
inline Answer heard(const TransitionSystem& system, Answer answer) {
  return audit(system, std::move(answer), proof_checker()).answer();
}

/// A rule for each pair, from one value of the variable to another one.
inline void steps(testing::Builder& build, VariableId variable,
                  std::initializer_list<std::pair<std::int32_t, std::int32_t>> pairs) {
  for (const auto& [from, to] : pairs) build.rule(build.is(variable, from), {{variable, build.constant(to)}});
}

inline Proof invariant(std::vector<Clause> clauses) {
  Proof proof;
  proof.invariant = std::move(clauses);
  return proof;
}

inline bool accepted(const TransitionSystem& system, std::size_t property, const Proof& proof) {
  return !check_proof(system, property, proof);
}

}  // namespace walkcheck::symbolic
