// Proofs from a search that has come to its end: it knows all reachable states, which makes invariants easy to find.
// Nothing that it knows goes into the proof itself, so that who checks that checks the search as well.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "checker/core/reachable.hpp"
#include "checker/core/verdict.hpp"

namespace walkcheck::symbolic {

/// Making an invariant subset-minimal takes about as long as finding it: for people and files, who read it.
enum class InvariantSize : std::uint8_t { as_found, minimal };

/// The answer with `proved` in place of `holds`, and with a proof for `vacuous`, wherever one was found; all proofs of
/// one answer share one invariant. Where none was found the verdict keeps what the search said, with the reason.
/// `terminates` is left as it is.
[[nodiscard]] Answer prove(const TransitionSystem& system, Answer answer, const ReachableStates& states,
                           const Limits& limits, InvariantSize size = InvariantSize::minimal);

/// The least number of jumps back to each label, left alone (model/system/transforms.hpp: left_alone).
struct FewRetries {
  bool holds = false;
  ProofPointer proof;               // null: not proved, or not asked for
  std::vector<RetryBound> retries;  // of those that are taken at all
  std::string why_not;              // it does not hold, or is not proved
};
/// Every bound is tried from 0 up to `most`, with a search of its own.
[[nodiscard]] FewRetries prove_few_retries(const TransitionSystem& system, std::uint32_t most, bool with_proof,
                                           const Limits& limits);

}  // namespace walkcheck::symbolic
