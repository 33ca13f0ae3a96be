// The longest path, counted in retries: states in reverse topological order, each one asks its successors.
#include <algorithm>
#include <boost/graph/topological_sort.hpp>
#include <boost/property_map/property_map.hpp>
#include <iterator>
#include <stdexcept>

#include "checker/liveness/boost_graph.hpp"
#include "checker/liveness/liveness.hpp"

namespace walkcheck {

namespace {

/// Every state comes after all its successors.
std::vector<std::uint32_t> successors_first(const WalkerGraph& graph) {
  std::vector<std::uint32_t> order;
  order.reserve(num_vertices(graph));
  std::vector<boost::default_color_type> color(num_vertices(graph));
  const boost::identity_property_map index;
  try {
    boost::topological_sort(
        graph, std::back_inserter(order),
        boost::color_map(boost::make_iterator_property_map(color.begin(), index)).vertex_index_map(index));
  } catch (const boost::not_a_dag&) {
    throw std::logic_error("retries have no bound: the walker's graph has a cycle");
  }
  return order;
}

enum class Effect : std::uint8_t { none, retries, leaves };

std::vector<Effect> effects(const SystemDraft& system, RetryId retry) {
  std::vector<Effect> result;
  for (const Rule& rule : system.rules) {
    const bool leaves = std::find(rule.leaves.begin(), rule.leaves.end(), retry) != rule.leaves.end();
    if (leaves)
      result.push_back(Effect::leaves);
    else
      result.push_back(rule.retry == retry ? Effect::retries : Effect::none);
  }
  return result;
}

}  // namespace

std::vector<RetryBound> retry_bounds(const SystemDraft& system, const WalkerGraph& graph) {
  std::vector<RetryBound> bounds;
  if (system.retries.empty()) return bounds;
  const std::vector<std::uint32_t> order = successors_first(graph);
  for (RetryId retry = 0; retry < system.retries.size(); ++retry) {
    const std::vector<Effect> effect = effects(system, retry);
    std::vector<std::uint32_t> most(num_vertices(graph));
    for (const std::uint32_t state : order) {
      for (std::uint64_t i = graph.first[state]; i < graph.first[state + std::size_t{1}]; ++i) {
        const auto [target, rule] = graph.edges[i];
        if (effect[rule] == Effect::leaves) continue;
        most[state] = std::max(most[state], most[target] + (effect[rule] == Effect::retries ? 1 : 0));
      }
    }
    bounds.push_back({retry, most.empty() ? 0 : *std::max_element(most.begin(), most.end())});
  }
  return bounds;
}

}  // namespace walkcheck
