// Sets of states as conjunctions of bits, and the clauses over the model's variables that exclude them.
#pragma once

#include <z3++.h>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "checker/core/proof.hpp"
#include "checker/symbolic/encoding.hpp"
#include "checker/symbolic/limits.hpp"

namespace walkcheck::symbolic {

/// 2n: bit n of a frame (Encoding::layout) is true; 2n + 1: it is false.
using BitLiteral = std::uint32_t;

/// The states in which all of them hold. Sorted, each bit at most once.
using Cube = std::vector<BitLiteral>;

[[nodiscard]] inline std::size_t bit_of(BitLiteral literal) { return literal >> 1U; }
[[nodiscard]] inline bool is_negated(BitLiteral literal) { return (literal & 1U) != 0; }

[[nodiscard]] Cube cube_of(const std::vector<Value>& state, const std::vector<BitOf>& layout);
[[nodiscard]] bool contains(const Cube& cube, const std::vector<Value>& state, const std::vector<BitOf>& layout);
/// Every state of `inner` is one of `outer`; both are cubes of the same layout.
[[nodiscard]] bool covers(const Cube& outer, const Cube& inner);

/// The clause that is false in the states of the cube and true in all others. None: no state is in the cube, because no
/// variable has such a value.
[[nodiscard]] std::optional<Clause> clause_against(const Cube& cube, const SystemDraft& system,
                                                   const std::vector<BitOf>& layout);

/// An inductive invariant, of which each claim takes what it needs. Asks a solver that shares nothing with the one that
/// found the clauses: what `against` returns has been checked.
class Invariant {
 public:
  /// Keeps references to both.
  Invariant(const TransitionSystem& system, Watch& watch);

  /// The system's terms, to which more may be added.
  [[nodiscard]] Terms& terms() { return encoding_.terms(); }
  void add(Clause clause);

  /// Some of the clauses, in their order: they hold at the start, every rule keeps them, and no state that meets them
  /// meets `never`, one of terms(), or leaves the range of a variable. Or what is wrong.
  [[nodiscard]] std::variant<std::vector<Clause>, std::string> against(Term never);

 private:
  using Support = std::vector<std::size_t>;
  [[nodiscard]] z3::expr meets(const Clause& clause, const Frame& frame) const;
  [[nodiscard]] z3::expr constant(const std::string& name) const {
    return encoding_.context().bool_const(name.c_str());
  }
  [[nodiscard]] std::optional<Support> core_of(const std::vector<z3::expr>& question, const std::vector<bool>& needed);
  [[nodiscard]] bool holds_at_start(std::size_t clause);
  [[nodiscard]] std::string why_not(const std::string& what) const;

  Watch& watch_;
  z3::context context_;
  Encoding encoding_;
  Frame here_, next_;
  z3::solver starts_, steps_;
  z3::expr stepping_;
  std::vector<Clause> clauses_;
  // Per clause, the names by which the solvers know that it holds here, and that it is broken: in the start state, or
  // after the step.
  std::vector<z3::expr> holds_, broken_;
  std::unordered_map<unsigned, std::size_t> number_;  // of the clause, by the identity of its name in holds_
  std::size_t questions_ = 0;
};

}  // namespace walkcheck::symbolic
