// Nothing unaudited is printed: every trace is replayed by `fire`, step by step, and every proof checked again, before
// anyone sees it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "checker/core/verdict.hpp"
#include "model/system/transition_system.hpp"

namespace walkcheck {

/// A trace with its states recomputed by replay: states[i] is the state before rules[i]; one more than rules.
struct Replayed {
  Trace trace;
  std::vector<std::vector<Value>> states;
};

struct AuditedVerdict {
  Status status = Status::unknown;
  std::string reason;
  std::optional<Replayed> replayed;  // exactly with `violated`
  ProofPointer proof = nullptr;      // with `proved`, and maybe with `vacuous`
};

/// The states of a run that breaks nothing. std::logic_error if it is no run of the system.
[[nodiscard]] Replayed replay(const TransitionSystem& system, Trace trace);

/// An answer whose evidence was checked again. Only `audit` makes one.
class Audited {
 public:
  [[nodiscard]] const Answer& answer() const { return answer_; }
  [[nodiscard]] const std::vector<AuditedVerdict>& verdicts() const { return verdicts_; }
  friend Audited audit(const TransitionSystem& system, Answer answer, const ProofChecker& check);

 private:
  explicit Audited(Answer answer) : answer_(std::move(answer)) {}
  Answer answer_;
  std::vector<AuditedVerdict> verdicts_;
};

/// Replays every trace with `is_initial` and `fire`, and checks that its last step or state breaks the property it is
/// said to break: a safety property by its bad state or mark; `terminates` by a loop of walker rules through quiet
/// states; `no_deadlock` by a last state where no walker rule is enabled and the walk has not ended. Asks `check` about
/// every proof: `proved` needs one that the property holds, `vacuous` may have one that nothing shows its witness, and
/// no other verdict has any. Evidence that fails is a bug of the engine: std::logic_error that names the property.
[[nodiscard]] Audited audit(const TransitionSystem& system, Answer answer, const ProofChecker& check);

/// The same for engines that prove nothing: a proof, or a verdict that needs one, fails.
[[nodiscard]] Audited audit(const TransitionSystem& system, Answer answer);

}  // namespace walkcheck
