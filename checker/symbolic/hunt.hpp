// Bounded model checking of several targets at once: the shortest run to each.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "checker/core/verdict.hpp"
#include "checker/symbolic/limits.hpp"
#include "checker/symbolic/target.hpp"
#include "checker/symbolic/unrolling.hpp"

namespace walkcheck::symbolic {

class Hunt {
 public:
  /// Keeps references to both.
  Hunt(const TransitionSystem& system, Watch& watch);

  /// Before the first advance: what to look for. Both return the number of the aim.
  std::size_t look_for(const Target& target);
  std::size_t look_for_deadlock();
  /// It is of no interest any more.
  void drop(std::size_t aim) { aims_[aim].open = false; }

  /// Looks at all runs of no rule, the next time at all of one rule, and so on. ModelFault if a rule leaves the range
  /// of a variable. False if there is nothing to do: see `over`.
  bool advance();
  /// Nothing is left to be found, there are no longer runs, or the watch has stopped.
  [[nodiscard]] bool over() const;

  [[nodiscard]] const std::optional<Trace>& found(std::size_t aim) const { return aims_[aim].found; }
  /// Why the aim was given up.
  [[nodiscard]] const std::string& given_up(std::size_t aim) const { return aims_[aim].given_up; }
  /// All runs of at most so many rules were looked at; none: not even the starts.
  [[nodiscard]] std::optional<std::uint32_t> seen() const { return seen_; }
  /// All runs were looked at: there is none of `seen() + 1` rules.
  [[nodiscard]] bool exhausted() const { return exhausted_; }
  /// No state meets the initial condition.
  [[nodiscard]] bool nothing_starts() const { return exhausted_ && !seen_; }

 private:
  struct Aim {
    Term state;  // in the last state
    Term step;   // in the last but one: the last rule may show the mark
    std::optional<MarkId> mark = {};
    bool deadlock = false;
    bool open = true;
    std::optional<Trace> found = {};
    std::string given_up = {};
  };

  void look();
  [[nodiscard]] z3::expr question(const Aim& aim);
  void settle(Aim& aim, const Run& run);
  void settle_deadlock(Aim& aim, const Run& run);
  [[nodiscard]] Trace evidence(const Aim& aim, Run run) const;
  void report_fault(const Run& run) const;

  const SystemDraft& system_;
  Watch& watch_;
  Unrolling unrolling_;
  std::vector<Aim> aims_;
  bool started_ = false;
  std::optional<std::uint32_t> seen_;
  bool exhausted_ = false;
};

}  // namespace walkcheck::symbolic
