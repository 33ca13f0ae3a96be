// An inductive invariant, learned from the reachable states of the system.
//
// After ICE (Garg, Loeding, Madhusudan, Neider 2014) and IC3's generalisation (Bradley 2011), with the best teacher
// there can be: every state that the solver comes up with against the candidate (it meets the clauses, but is one of
// those to be excluded, or steps out of the clauses) is either reachable, and then the claim is wrong, or not, and then
// a clause that excludes it and as many other unreachable states as possible makes the candidate stronger. A clause is
// true of every reachable state from the beginning, so none is ever taken back, and the loop ends.
//
// Nothing here needs to be trusted: whoever receives the clauses checks that they are inductive and enough.
#pragma once

#include <z3++.h>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "checker/core/proof.hpp"
#include "checker/core/reachable.hpp"
#include "checker/core/verdict.hpp"
#include "checker/symbolic/encoding.hpp"
#include "checker/symbolic/interrupter.hpp"
#include "checker/symbolic/target.hpp"
#include "checker/symbolic/unreachable_cubes.hpp"

namespace walkcheck::symbolic {

class Learner {
 public:
  struct Done {};
  struct GaveUp {
    std::string why;
  };
  /// Done, or a reachable state that stands against it, or the solver gave up.
  using Outcome = std::variant<Done, std::vector<Value>, GaveUp>;

  /// `states`: all reachable states of the system. Both are kept by reference.
  Learner(const TransitionSystem& system, const ReachableStates& states, const Limits& limits);

  /// The system's terms, to which more may be added.
  [[nodiscard]] Terms& terms() { return encoding_.terms(); }
  /// Adds clauses until no state that meets them all meets `never`.
  Outcome exclude(Term never);
  /// Adds clauses until every rule keeps them all.
  Outcome close();
  [[nodiscard]] const std::vector<Clause>& clauses() const { return clauses_; }

 private:
  z3::expr named(const z3::expr& formula);
  [[nodiscard]] z3::expr meets(const Clause& clause, const Frame& frame) const;
  Outcome exclude_all(const z3::expr_vector& question);

  UnreachableCubes cubes_;
  Interrupter interrupter_;
  z3::context context_;
  Encoding encoding_;
  z3::solver solver_;
  Frame here_, next_;
  z3::expr stepping_;
  std::vector<Clause> clauses_;
  std::size_t closed_ = 0;  // so many clauses are kept by every rule
  std::size_t names_ = 0;
};

}  // namespace walkcheck::symbolic
