// What engines say of one system, and which of it cannot be true at once.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "checker/audit/audit.hpp"
#include "tests/agreement/judge_with.hpp"

namespace walkcheck::testing {

/// An engine's answer to one system, audited.
struct Opinion {
  std::string engine;
  bool shortest = false;
  Audited audited;
};

/// The steps of the trace of a violated property.
[[nodiscard]] std::optional<std::size_t> length_of(const Audited& audited, std::size_t property);
/// "holds", or "violated in 7 steps", or "bounded 12".
[[nodiscard]] std::string in_words(const Audited& audited, std::size_t property);

/// Everything about which two of the opinions contradict each other; `where` is the name of the job.
[[nodiscard]] std::vector<Disagreement> contradictions(const TransitionSystem& system, const std::string& where,
                                                       const std::vector<Opinion>& opinions);

/// True if no two of these can both be said of one property; `bounded` and `unknown` contradict nothing.
[[nodiscard]] bool contradict(Status one, Status other);

/// The naive search against the first engine's answer: states, transitions, counts, rules that fire, statuses, lengths.
[[nodiscard]] std::vector<Disagreement> against_naive(const TransitionSystem& system, const std::string& where,
                                                      const Audited& audited);

/// True if the naive search would try so many start states at most.
[[nodiscard]] bool few_starts(const SystemDraft& system, std::uint64_t most);

}  // namespace walkcheck::testing
