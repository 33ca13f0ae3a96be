// From a job to its results: lower, ask engines, audit, and for tables of any size the way back to finite ones.
#pragma once

#include <vector>

#include "checker/core/verdict.hpp"
#include "checker/report/result.hpp"
#include "model/system/job.hpp"

namespace walkcheck {

struct Question {
  const Engine* engine = nullptr;  // null: what suits best (`auto`)
  bool agree = false;              // ask every engine, and compare
  Limits limits;
};

/// `auto`: a search, and where that stops at a limit k-induction, then PDR; in tables of any size a search of the
/// abstract system and proofs of what holds there. What is said first by the clock is never what counts, so that
/// verdicts do not depend on the machine. Disagreement (agree.hpp) if two engines contradict each other.
[[nodiscard]] std::vector<Result> decide(const CheckedModel& model, const Job& job, const Question& question,
                                         Observer* observer);

/// For a job with tables of any size (any_size.cpp).
[[nodiscard]] std::vector<Result> decide_any_size(const CheckedModel& model, const Job& job, const Question& question,
                                                  Observer* observer);

/// Every trace replayed, every proof judged by a fresh solver.
[[nodiscard]] Audited audit_all(const TransitionSystem& system, Answer answer);

}  // namespace walkcheck
