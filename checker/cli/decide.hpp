// From a job to its results: lower, ask engines, audit, and for tables of any size the way back to finite ones.
#pragma once

#include <string_view>
#include <vector>

#include "checker/cli/time_left.hpp"
#include "checker/core/verdict.hpp"
#include "checker/report/result.hpp"
#include "model/system/job.hpp"

namespace walkcheck {

struct Question {
  const Engine* engine = nullptr;  // null: what suits best (`auto`)
  bool agree = false;              // ask every engine, and compare
  bool shows_proofs = true;        // somebody reads the invariants: they are to be small
  Limits limits;
};

/// `auto`: a search; one of many states waits for PDR to find what is easy to prove, and where it stops at a limit come
/// k-induction, then PDR with more patience. In tables of any size a search of the abstract system and proofs of what
/// holds there. Nothing runs beside something else for the clock to say which was first, so that verdicts do not depend
/// on the machine. Disagreement (agree.hpp) if two engines contradict each other.
[[nodiscard]] std::vector<Result> decide(const CheckedModel& model, const Job& job, const Question& question,
                                         Observer* observer);

/// Tells the observer, if there is one, what is done from now on; and what that is when this engine (null: `auto`)
/// begins.
void enter(Observer* observer, std::string_view phase);
[[nodiscard]] std::string_view phase_of(const Engine* engine);

/// What all engines say of one system.
struct Consensus {
  Answer answer;                               // the surest of them
  std::vector<std::vector<Opinion>> opinions;  // of each property, in the order of the engines; only with `agree`
};
/// Disagreement if two contradict each other.
[[nodiscard]] Consensus ask_all(const Job& job, const TransitionSystem& system, const TimeLeft& time,
                                Observer* observer);

/// For a job with tables of any size (any_size.cpp).
[[nodiscard]] std::vector<Result> decide_any_size(const CheckedModel& model, const Job& job, const Question& question,
                                                  Observer* observer);

/// Every trace replayed, every proof judged by a fresh solver, in `max_time` each (else in ten minutes).
[[nodiscard]] Audited audit_all(const TransitionSystem& system, Answer answer, const Limits& limits = {});

}  // namespace walkcheck
