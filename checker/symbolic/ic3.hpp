// IC3, or PDR: what cannot be reached is shown so by clauses that are learned one state at a time.
#pragma once

#include <z3++.h>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "checker/core/verdict.hpp"
#include "checker/symbolic/levels.hpp"

namespace walkcheck::symbolic {

/// Many goals in one system; what is learned for one serves all. Time, memory and the observer are the watch's.
class Ic3 {
 public:
  /// Keeps references to both.
  Ic3(const TransitionSystem& system, Watch& watch);

  [[nodiscard]] Encoding& encoding() { return levels_.encoding(); }
  /// The state of which goals speak.
  [[nodiscard]] Frame& here() { return levels_.here(); }
  [[nodiscard]] bool nothing_starts() { return levels_.nothing_starts(); }

  struct Path {
    Trace trace;
    std::vector<Value> last;  // where it ends
  };
  /// A run to a state that meets `goal`, a formula over here(). None: no run of at most level() rules leads to one, or
  /// the watch has stopped. ModelFault if a rule leaves the range of a variable on the way.
  [[nodiscard]] std::optional<Path> run_to(const z3::expr& goal);
  /// From 0 upwards. To be called when run_to finds nothing (more) for all goals that matter.
  void deepen();
  [[nodiscard]] std::uint32_t level() const { return levels_.top(); }

  /// No reachable state is in one of these cubes: together they are an inductive invariant, which grows with deepen().
  [[nodiscard]] const std::vector<Cube>& never() const { return levels_.never(); }
  /// The same of cubes that are known from elsewhere, and are inductive in this system too.
  void keep(const std::vector<Cube>& cubes) { levels_.keep(cubes); }
  /// They exclude the goal: it cannot be reached.
  [[nodiscard]] bool is_excluded(const z3::expr& goal) { return levels_.is_excluded(goal); }

 private:
  /// States that lead to the goal, or, with one rule, into those of `next`.
  struct Obligation {
    Cube cube;
    std::uint32_t level = 0;
    std::uint32_t distance = 0;
    std::optional<std::size_t> next;
  };

  [[nodiscard]] std::optional<Path> block(const Cube& cube);
  [[nodiscard]] Cube generalised(Cube cube, std::uint32_t level);
  std::uint32_t exclude(Cube cube, std::uint32_t level);
  [[nodiscard]] std::optional<Path> follow(std::size_t obligation);

  const SystemDraft& system_;
  Watch& watch_;
  Levels levels_;
  std::vector<BitLiteral> ranks_;  // per literal: the lower ones are let go first
  std::vector<Obligation> obligations_;
};

}  // namespace walkcheck::symbolic
