// Strongly connected components (Tarjan 1972, Boost's, whose depth-first search keeps its own stack), then a
// breadth-first search inside one component.
#include <algorithm>
#include <boost/graph/strong_components.hpp>
#include <boost/property_map/property_map.hpp>
#include <boost/property_map/vector_property_map.hpp>

#include "checker/liveness/boost_graph.hpp"
#include "checker/liveness/liveness.hpp"

namespace walkcheck {

namespace {

/// The component of each state. States that no edge touches have their own.
std::vector<std::uint32_t> components(const WalkerGraph& graph) {
  const std::size_t count = num_vertices(graph);
  std::vector<std::uint32_t> component(count);
  std::vector<std::uint32_t> root(count);
  std::vector<std::uint32_t> discovered(count);
  std::vector<boost::default_color_type> color(count);
  const boost::identity_property_map index;
  const auto map = [&index](auto& values) { return boost::make_iterator_property_map(values.begin(), index); };
  boost::strong_components(
      graph, map(component),
      boost::root_map(map(root)).discover_time_map(map(discovered)).color_map(map(color)).vertex_index_map(index));
  return component;
}

/// The smallest state that an edge inside a component of several states, or an edge to itself, touches.
std::optional<std::uint32_t> first_on_cycle(const WalkerGraph& graph, const std::vector<std::uint32_t>& component) {
  for (std::uint32_t state = 0; state < num_vertices(graph); ++state) {
    for (std::uint64_t edge = graph.first[state]; edge < graph.first[state + std::size_t{1}]; ++edge) {
      // An edge inside a component always lies on a cycle.
      if (component[graph.edges[edge].target] == component[state]) return state;
    }
  }
  return std::nullopt;
}

struct Reached {
  std::uint32_t from = 0;
  std::uint32_t rule = 0;
  bool yes = false;
};

Cycle shortest_cycle(const WalkerGraph& graph, const std::vector<std::uint32_t>& component, std::uint32_t start) {
  std::vector<Reached> reached(num_vertices(graph));
  std::vector<std::uint32_t> queue = {start};
  for (std::size_t next = 0; !reached[start].yes; ++next) {
    const std::uint32_t state = queue.at(next);
    for (std::uint64_t i = graph.first[state]; i < graph.first[state + std::size_t{1}]; ++i) {
      const auto [target, rule] = graph.edges[i];
      if (component[target] != component[start] || reached[target].yes) continue;
      reached[target] = {state, rule, true};
      queue.push_back(target);
    }
  }
  Cycle cycle{start, {}};
  std::uint32_t state = start;
  do {
    cycle.rules.push_back(reached[state].rule);
    state = reached[state].from;
  } while (state != start);
  std::reverse(cycle.rules.begin(), cycle.rules.end());
  return cycle;
}

}  // namespace

std::optional<Cycle> find_cycle(const WalkerGraph& graph) {
  if (graph.edges.empty()) return std::nullopt;
  const std::vector<std::uint32_t> component = components(graph);
  const auto start = first_on_cycle(graph, component);
  if (!start) return std::nullopt;
  return shortest_cycle(graph, component, *start);
}

}  // namespace walkcheck
