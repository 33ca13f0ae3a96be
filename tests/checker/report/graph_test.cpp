// Graphs of states and how they are drawn.
#include "checker/explore/state_graph.hpp"

#include <catch2/catch.hpp>

#include "checker/report/dot.hpp"
#include "tests/golden/golden.hpp"
#include "tests/support/judge.hpp"

using namespace walkcheck;
using walkcheck::testing::require_golden;

namespace {

TransitionSystem system_of(const std::string& text) {
  const auto loaded = load_text(text);
  return lower(loaded.model, finite_jobs(loaded.model, {}).at(0));
}

/// Up from 0 or 1 to 3, and down from 3 to 0 by a rival.
const std::string small =
    "system s { var x : 0..4 start x < 2 rule \"up\" when x < 3 { x = x + 1 }\n"
    "  rival rule \"down\" when x == 3 { x = 0 } property p never x == 3 }";

}  // namespace

TEST_CASE("the graph of a small system, counted by hand") {
  const auto system = system_of(small);
  const auto graph = state_graph(*system, 10);
  CHECK(graph.complete);
  CHECK(graph.starts == 2);
  CHECK(graph.states == std::vector<std::vector<Value>>{{0}, {1}, {2}, {3}});
  REQUIRE(graph.edges.size() == 4);
  std::vector<std::pair<std::size_t, std::size_t>> ends;
  for (const auto& edge : graph.edges) ends.emplace_back(edge.from, edge.to);
  CHECK(ends == std::vector<std::pair<std::size_t, std::size_t>>{{0, 1}, {1, 2}, {2, 3}, {3, 0}});
  CHECK(graph.edges[2].rule == 0);
  CHECK(graph.edges[3].rule == 1);
}

TEST_CASE("a graph that is too large is not complete") {
  const auto system = system_of(small);
  CHECK(state_graph(*system, 4).complete);
  CHECK_FALSE(state_graph(*system, 3).complete);
  CHECK_FALSE(state_graph(*system, 1).complete);
}

TEST_CASE("as many states as the search finds") {
  const auto loaded = load_repository("tests/models/walk-race-U21.walk");
  const auto system = lower(loaded.model, finite_jobs(loaded.model, {}).at(0));
  const auto graph = state_graph(*system, 1000);
  const auto answer = search(system).answer();
  CHECK(graph.states.size() == answer.statistics.states);
  CHECK(graph.edges.size() == answer.statistics.transitions);
}

TEST_CASE("a graph as text for dot") {
  const auto system = std::make_shared<const TransitionSystem>(system_of(small));
  require_golden("graph_small.dot", dot(system, state_graph(**system, 10), "a \"small\" system"));
}

TEST_CASE("a run as text for dot") {
  const auto system = std::make_shared<const TransitionSystem>(system_of(small));
  const auto run = replay(*system, {{1}, {0, 0}, {}});
  require_golden("graph_run.dot", dot(Evidence{system, run}, "a run"));
  const auto lasso = replay(*system, {{1}, {0, 0, 1, 0}, 0});
  const auto text = dot(Evidence{system, lasso}, "a lasso");
  CHECK_THAT(text, Catch::Contains("3 -> 0 [") && !Catch::Contains("\n  4 ["));
}
