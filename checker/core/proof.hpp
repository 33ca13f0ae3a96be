// Why a property holds, as something that another program can check.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "model/system/term.hpp"

namespace walkcheck {

class TransitionSystem;

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
    can_go_on     // no_deadlock: where the walk has not ended, it can step, or rivals can help it on (`helpers`)
  };
  Claim claim = Claim::never_bad;
  /// An inductive invariant: all clauses hold at the start, and every rule keeps them. With k = 1 they exclude all that
  /// the claim forbids; with k > 1, or `simple_path`, the claim is k-inductive relative to them (Sheeran, Singh,
  /// Stalmarck 2000).
  std::vector<Clause> invariant;
  std::uint32_t k = 1;
  bool simple_path = false;            // the induction step speaks of k+1 states that are all different
  std::vector<std::uint32_t> at_most;  // few_retries: one per retry of the system
  /// can_go_on: helpers[j] are rules of rivals, of which one may be taken with j+1 steps to go. The walk can go on with
  /// 0 steps where it has ended or a rule of the walker is enabled; with j+1 steps where it can with j, or where a rule
  /// among helpers[j] leads to a state in which it can with j. The claim: with helpers.size() steps it always can.
  std::vector<std::vector<std::uint32_t>> helpers;
  friend bool operator==(const Proof&, const Proof&) = default;
};

using ProofPointer = std::shared_ptr<const Proof>;

/// A check of a proof came to a limit before it knew.
struct CheckGaveUp : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// What is wrong with a proof of that property of the system (its index), or nothing: the proof holds. Throws
/// CheckGaveUp, and nothing else.
using ProofChecker =
    std::function<std::optional<std::string>(const TransitionSystem& system, std::size_t property, const Proof& proof)>;

}  // namespace walkcheck
