// From what a search saw to its answer.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "checker/core/verdict.hpp"
#include "checker/explore/compiled_system.hpp"
#include "checker/explore/judge.hpp"
#include "checker/explore/recorder.hpp"

namespace walkcheck::exploration {

struct Findings {
  Statistics statistics;
  const Judge& judge;
  std::vector<std::uint8_t> fired;     // per rule
  std::optional<GraphRecorder> graph;  // exactly if a property asks for termination
  std::optional<StuckRecorder> stuck;  // exactly if one asks for the absence of deadlocks
  std::uint64_t processed = 0;         // states whose successors are all known
  std::optional<std::string> stopped;  // by a limit
  std::function<Trace(std::uint32_t state)> path_to;
  std::vector<std::optional<Trace>> shortest;  // per property, of what the judge saw; or empty
};

[[nodiscard]] Answer conclude(const CompiledSystem& compiled, Findings findings);

}  // namespace walkcheck::exploration
