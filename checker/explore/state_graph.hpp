// The reachable states of a small system and the rules between them, to be drawn.
#pragma once

#include <cstdint>
#include <vector>

#include "model/system/transition_system.hpp"

namespace walkcheck {

struct StateGraph {
  struct Edge {
    std::size_t from = 0, to = 0;
    std::uint32_t rule = 0;
  };
  std::vector<std::vector<Value>> states;  // breadth first; the start states come first
  std::size_t starts = 0;
  std::vector<Edge> edges;  // by the state that they leave, then by rule
  bool complete = true;     // there are no more than `most` states
};

/// At most `most` states; of what lies beyond nothing is kept.
[[nodiscard]] StateGraph state_graph(const SystemDraft& system, std::size_t most);

}  // namespace walkcheck
