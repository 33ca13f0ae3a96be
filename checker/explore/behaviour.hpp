// Two walks as their callers see them: which callbacks are called and where, what they answer, what is returned.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "checker/core/verdict.hpp"
#include "model/system/transition_system.hpp"

namespace walkcheck {

/// A run of one system, and no run of the other looks the same.
struct TellingRun {
  bool of_first = true;
  Trace trace;                            // as short as it can be for what it shows
  std::vector<std::string> observations;  // in their order; the last is the one that the other cannot show
};

struct BehaviourAnswer {
  std::optional<TellingRun> difference;  // of the fewest observations; none: both show the same sequences
  std::optional<std::string> stopped;    // a limit ended the comparison; nothing is known then
  std::uint64_t states = 0;              // of both
};

/// Compares the sequences of observations (Rule::observations) of the runs of two finite systems; what rivals do is not
/// seen. Sequences that stop in the middle are sequences, too: what is compared are safety properties (Alpern,
/// Schneider 1985), and no waiting. Sets of states are followed in step (Rabin, Scott 1959), with at most
/// `Limits::max_states` pairs of them.
[[nodiscard]] BehaviourAnswer compare_behaviour(const TransitionSystem& one, const TransitionSystem& other,
                                                const Limits& limits);

}  // namespace walkcheck
