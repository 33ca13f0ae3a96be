// Runs of 0, 1, 2, ... rules from a start, as one formula that grows (Biere, Cimatti, Clarke, Zhu 1999), in a solver
// that keeps what it learned (Een, Sorensson 2003).
#pragma once

#include <z3++.h>
#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "checker/core/verdict.hpp"
#include "checker/symbolic/encoding.hpp"
#include "checker/symbolic/limits.hpp"

namespace walkcheck::symbolic {

/// The states of a run, the start first.
using Run = std::vector<std::vector<Value>>;

class Unrolling {
 public:
  /// Runs of 0 rules. Keeps references to both.
  Unrolling(const SystemDraft& system, Watch& watch);

  /// One rule more.
  void deepen();
  /// How many rules.
  [[nodiscard]] std::uint32_t depth() const { return static_cast<std::uint32_t>(frames_.size()) - 1; }
  [[nodiscard]] Encoding& encoding() { return encoding_; }
  [[nodiscard]] const Terms& terms() const { return encoding_.terms(); }
  /// The state after `index` rules.
  [[nodiscard]] Frame& frame(std::uint32_t index) { return frames_[index]; }

  /// Whether a run of this many rules meets `question`, a formula over its frames. None: the watch has stopped.
  [[nodiscard]] std::optional<bool> has_run(const z3::expr& question);
  /// After the answer yes: whether the run that was found meets `formula`, and its states.
  [[nodiscard]] bool meets(const z3::expr& formula) const;
  [[nodiscard]] Run run() const;

 private:
  Watch& watch_;
  z3::context context_;
  Encoding encoding_;
  z3::solver solver_;
  std::deque<Frame> frames_;
  std::optional<z3::model> model_;
  std::uint32_t questions_ = 0;
};

/// The rules that lead from one state of the run to the next; of several the first. ModelFault if a rule before it
/// leaves the range of a variable; std::logic_error if there is none.
[[nodiscard]] Trace trace_of(const SystemDraft& system, const Run& run);

/// The first rule that is enabled in `state` and fires there with `mark`.
[[nodiscard]] std::optional<std::uint32_t> rule_with_mark(const SystemDraft& system, const std::vector<Value>& state,
                                                          MarkId mark);

}  // namespace walkcheck::symbolic
