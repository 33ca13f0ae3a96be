// The walker's own steps between quiet states (no rival inside a critical section), as stored by a search.
#pragma once

#include <cstdint>
#include <vector>

namespace walkcheck {

/// Compressed rows: the edges of state s are edges[first[s]] .. edges[first[s + 1]]. Only edges between two quiet
/// states are kept.
struct WalkerGraph {
  struct Edge {
    std::uint32_t target = 0;
    std::uint32_t rule = 0;
  };
  std::vector<std::uint64_t> first;
  std::vector<Edge> edges;
};

}  // namespace walkcheck
