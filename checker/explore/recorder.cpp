#include "checker/explore/recorder.hpp"

#include <algorithm>
#include <utility>

namespace walkcheck::exploration {

WalkerGraph GraphRecorder::take() {
  while (graph_.first.size() <= quiet_.size()) graph_.first.push_back(graph_.edges.size());
  quiet_.clear();
  return std::exchange(graph_, {});
}

std::uint64_t GraphRecorder::bytes() const {
  return quiet_.capacity() / 8 + graph_.first.capacity() * sizeof(std::uint64_t) +
         graph_.edges.capacity() * sizeof(WalkerGraph::Edge);
}

void StuckRecorder::add_state(std::uint32_t state) {
  states_.push_back(state);
  is_stuck_.resize(state + std::size_t{1});
  is_stuck_[state] = true;
}

std::uint64_t StuckRecorder::bytes() const {
  return states_.capacity() * sizeof(std::uint32_t) + is_stuck_.capacity() / 8 + edges_.capacity() * sizeof(Edge);
}

std::optional<std::uint32_t> StuckRecorder::first_deadlock(std::uint64_t processed) const {
  std::vector<bool> escapes(is_stuck_.size());
  std::vector<std::uint32_t> open;
  const auto escape = [&](std::uint32_t state) {
    if (escapes[state]) return;
    escapes[state] = true;
    open.push_back(state);
  };
  std::vector<Edge> inner;
  for (const Edge& edge : edges_) {
    if (edge.target >= processed || !knows(edge.target))
      escape(edge.source);
    else
      inner.push_back(edge);
  }
  std::sort(inner.begin(), inner.end(), [](const Edge& x, const Edge& y) { return x.target < y.target; });
  while (!open.empty()) {
    const std::uint32_t target = open.back();
    open.pop_back();
    const auto before = [](const Edge& edge, std::uint32_t state) { return edge.target < state; };
    for (auto edge = std::lower_bound(inner.begin(), inner.end(), target, before); edge != inner.end(); ++edge) {
      if (edge->target != target) break;
      escape(edge->source);
    }
  }
  for (const std::uint32_t state : states_) {
    if (state < processed && !escapes[state]) return state;
  }
  return std::nullopt;
}

}  // namespace walkcheck::exploration
