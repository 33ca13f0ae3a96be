// Why a property holds, as something that another program can check.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "model/system/term.hpp"

namespace walkcheck {

/// The variable has one of `values` (sorted, not empty, not all that it can have).
struct Literal {
  VariableId variable = 0;
  std::vector<Value> values;
  friend bool operator==(const Literal&, const Literal&) = default;
};
/// One of them is true; at most one literal for a variable.
using Clause = std::vector<Literal>;

/// What is proved about which system. Nothing here is trusted: the audit makes the system and the queries again.
struct Proof {
  enum class Claim : std::uint8_t {
    never_bad,    // safety: no reachable state or step is bad
    never_shown,  // no reachable state or step shows the witness: the property is vacuous
    no_cycle,     // terminates: `without_cycles` of the system (model/system/transforms.hpp) never closes its cycle
    few_retries,  // terminates, tables of any size: `left_alone` of the system, with `at_most`, never counts further
    can_go_on     // no_deadlock: where the walk has not ended, at most helpers.size() rules of rivals later it can step
  };
  Claim claim = Claim::never_bad;
  /// All hold in every reachable state, and are kept by every rule. With k > 1 they are only assumed to hold, not to be
  /// enough: then the claim is k-inductive relative to them (Sheeran, Singh, Staalmarck 2000).
  std::vector<Clause> invariant;
  std::uint32_t k = 1;
  bool simple_path = false;  // the induction step speaks of k+1 states that are all different
  std::vector<std::uint32_t> at_most;                // few_retries: one per retry of the system
  std::vector<std::vector<std::uint32_t>> helpers;   // can_go_on: the rules of rivals that may help with 1, 2, ... steps left
  friend bool operator==(const Proof&, const Proof&) = default;
};

using ProofPointer = std::shared_ptr<const Proof>;

}  // namespace walkcheck
