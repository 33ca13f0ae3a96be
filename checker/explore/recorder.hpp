// What a search writes down for the properties that are judged at its end.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "checker/core/walker_graph.hpp"

namespace walkcheck::exploration {

/// Rows of the walker's graph, in the order in which the search processes states.
class GraphRecorder {
 public:
  void add_state(bool quiet) { quiet_.push_back(quiet); }
  /// A walker rule leads from `source` to `target`; sources never decrease.
  void add_edge(std::uint32_t source, std::uint32_t target, std::uint32_t rule) {
    if (!quiet_[source] || !quiet_[target]) return;
    while (graph_.first.size() <= source) graph_.first.push_back(graph_.edges.size());
    graph_.edges.push_back({target, rule});
  }
  /// The graph over all states that were added. The recorder is empty then.
  [[nodiscard]] WalkerGraph take();
  [[nodiscard]] std::uint64_t bytes() const;

 private:
  std::vector<bool> quiet_;
  WalkerGraph graph_;
};

/// States in which the walk has not ended and no walker rule is enabled, with what rivals can make of them.
class StuckRecorder {
 public:
  /// States are named in ascending order.
  void add_state(std::uint32_t state);
  [[nodiscard]] bool knows(std::uint32_t state) const { return state < is_stuck_.size() && is_stuck_[state]; }
  /// A rule leads from `source`, which is stuck, to `target`. In the order of the sources.
  void add_edge(std::uint32_t source, std::uint32_t target) { edges_.push_back({source, target}); }
  /// The first stuck state from which no path leads to one that is not. States from `processed` on were never looked
  /// at: a path to one of them counts as an escape.
  [[nodiscard]] std::optional<std::uint32_t> first_deadlock(std::uint64_t processed) const;
  [[nodiscard]] std::uint64_t bytes() const;

 private:
  struct Edge {
    std::uint32_t source = 0;
    std::uint32_t target = 0;
  };
  std::vector<std::uint32_t> states_;
  std::vector<bool> is_stuck_;
  std::vector<Edge> edges_;
};

}  // namespace walkcheck::exploration
