// WalkerGraph as Boost.Graph sees it, without a copy. Found by argument-dependent lookup, hence in the namespace of
// WalkerGraph.
#pragma once

#include <boost/graph/graph_traits.hpp>
#include <boost/iterator/counting_iterator.hpp>
#include <boost/iterator/iterator_facade.hpp>
#include <cstdint>
#include <utility>

#include "checker/core/walker_graph.hpp"

namespace walkcheck {

struct WalkerEdge {
  std::uint32_t source = 0;
  std::uint64_t index = 0;
  friend bool operator==(const WalkerEdge&, const WalkerEdge&) = default;
};

class WalkerEdgeIterator : public boost::iterator_facade<WalkerEdgeIterator, WalkerEdge,
                                                         boost::random_access_traversal_tag, WalkerEdge, std::int64_t> {
 public:
  WalkerEdgeIterator() = default;
  WalkerEdgeIterator(std::uint32_t source, std::uint64_t index) : edge_{source, index} {}

 private:
  friend class boost::iterator_core_access;
  [[nodiscard]] WalkerEdge dereference() const { return edge_; }
  [[nodiscard]] bool equal(const WalkerEdgeIterator& other) const { return edge_ == other.edge_; }
  void increment() { ++edge_.index; }
  void decrement() { --edge_.index; }
  void advance(std::int64_t by) { edge_.index += static_cast<std::uint64_t>(by); }
  [[nodiscard]] std::int64_t distance_to(const WalkerEdgeIterator& other) const {
    return static_cast<std::int64_t>(other.edge_.index - edge_.index);
  }
  WalkerEdge edge_;
};

using WalkerStateIterator = boost::counting_iterator<std::uint32_t>;

inline std::uint32_t num_vertices(const WalkerGraph& graph) {
  return graph.first.empty() ? 0 : static_cast<std::uint32_t>(graph.first.size() - 1);
}
inline std::pair<WalkerStateIterator, WalkerStateIterator> vertices(const WalkerGraph& graph) {
  return {WalkerStateIterator(0), WalkerStateIterator(num_vertices(graph))};
}
inline std::pair<WalkerEdgeIterator, WalkerEdgeIterator> out_edges(std::uint32_t state, const WalkerGraph& graph) {
  return {WalkerEdgeIterator(state, graph.first[state]),
          WalkerEdgeIterator(state, graph.first[state + std::size_t{1}])};
}
inline std::uint64_t out_degree(std::uint32_t state, const WalkerGraph& graph) {
  return graph.first[state + std::size_t{1}] - graph.first[state];
}
inline std::uint32_t source(const WalkerEdge& edge, const WalkerGraph&) { return edge.source; }
inline std::uint32_t target(const WalkerEdge& edge, const WalkerGraph& graph) { return graph.edges[edge.index].target; }

}  // namespace walkcheck

template <>
struct boost::graph_traits<walkcheck::WalkerGraph> {
  using vertex_descriptor = std::uint32_t;
  using edge_descriptor = walkcheck::WalkerEdge;
  using vertex_iterator = walkcheck::WalkerStateIterator;
  using out_edge_iterator = walkcheck::WalkerEdgeIterator;
  using directed_category = boost::directed_tag;
  using edge_parallel_category = boost::allow_parallel_edge_tag;
  struct traversal_category : boost::vertex_list_graph_tag, boost::incidence_graph_tag {};
  using vertices_size_type = std::uint32_t;
  using edges_size_type = std::uint64_t;
  using degree_size_type = std::uint64_t;
  static constexpr vertex_descriptor null_vertex() { return ~vertex_descriptor{0}; }
};
