// What a run breaks at its end, judged as an audit judges evidence.
#pragma once

#include <optional>
#include <vector>

#include "checker/audit/audit.hpp"

namespace walkcheck {

struct Broken {
  std::size_t property = 0;               // its number in the system
  std::optional<std::size_t> loop_start;  // of `terminates`: what comes after is a loop
};

/// The properties that the last step (or the start, if there is none) breaks: by a bad mark or state; `terminates` if
/// walker steps alone, through quiet states, lead back to a state of the run; `no_deadlock` if the walker waits and
/// nothing that rivals do lets it go on (undecided after a thousand states of theirs, and then not told).
[[nodiscard]] std::vector<Broken> broken_at_end(const SystemDraft& system, const Replayed& run);

}  // namespace walkcheck
