// The step of k-induction (Sheeran, Singh, Stalmarck 2000), for several claims at once.
#pragma once

#include <z3++.h>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "checker/symbolic/encoding.hpp"
#include "checker/symbolic/limits.hpp"
#include "checker/symbolic/target.hpp"
#include "model/system/transition_system.hpp"

namespace walkcheck::symbolic {

/// Rows of states, each a step after the one before, that end where a target is met; none of the others meets it.
class Induction {
 public:
  /// Rows of one state. Keeps references to both.
  Induction(const TransitionSystem& system, Watch& watch);

  /// The claim that the target is never met, and no rule ever leaves the range of a variable. Its number.
  std::size_t claim(const Target& target);

  /// One state more, before all the others.
  void lengthen();
  /// Rows have k+1 states.
  [[nodiscard]] std::uint32_t k() const { return static_cast<std::uint32_t>(frames_.size()) - 1; }

  /// No row of k+1 states, all different, ends in the target of the claim of this number: if it is not met by any run
  /// of less than k rules either, it is never met. None: the watch has stopped.
  [[nodiscard]] std::optional<bool> is_inductive(std::size_t number);
  /// Whether that took the condition that states are different.
  [[nodiscard]] bool asked_for_different_states(std::size_t claim) const { return claims_[claim].different; }

 private:
  struct Claim {
    Term met;
    std::vector<VariableId> matters;  // all that decides whether and when a run meets the target
    z3::expr asked;
    std::uint32_t rows = 0;  // so many states before the last were told not to meet the target
    bool different = false;
  };

  [[nodiscard]] z3::expr meets(const Claim& claim, std::size_t frame);
  /// False if all states of the row differ already.
  bool tell_different(Claim& claim, const z3::model& model);

  const SystemDraft& system_;
  Watch& watch_;
  z3::context context_;
  Encoding encoding_;
  z3::solver solver_;
  std::deque<Frame> frames_;  // the last state first
  std::vector<Claim> claims_;
};

}  // namespace walkcheck::symbolic
