#include "checker/liveness/liveness.hpp"

#include <stdexcept>

#include <catch2/catch.hpp>

namespace walkcheck {

namespace {

/// rows[s] are the edges of state s.
WalkerGraph graph_of(const std::vector<std::vector<WalkerGraph::Edge>>& rows) {
  WalkerGraph graph;
  for (const auto& row : rows) {
    graph.first.push_back(graph.edges.size());
    graph.edges.insert(graph.edges.end(), row.begin(), row.end());
  }
  graph.first.push_back(graph.edges.size());
  return graph;
}

}  // namespace

TEST_CASE("a graph without a cycle has none", "[liveness]") {
  CHECK_FALSE(find_cycle({}));
  CHECK_FALSE(find_cycle(graph_of({{}, {}})));
  CHECK_FALSE(find_cycle(graph_of({{{1, 0}, {2, 0}}, {{2, 0}}, {}})));
}

TEST_CASE("the cycle is a shortest one through the first state on any", "[liveness]") {
  // 0 -> 1; 1 -> 2 -> 3 -> 1 and the short cut 2 -> 1; 4 -> 4.
  const auto cycle = find_cycle(graph_of({{{1, 9}}, {{2, 8}}, {{3, 7}, {1, 6}}, {{1, 5}}, {{4, 4}}}));
  REQUIRE(cycle);
  CHECK(cycle->state == 1);
  CHECK(cycle->rules == std::vector<std::uint32_t>{8, 6});
}

TEST_CASE("an edge to itself is a cycle", "[liveness]") {
  const auto cycle = find_cycle(graph_of({{{1, 0}}, {}, {{1, 1}, {2, 3}, {2, 4}}}));
  REQUIRE(cycle);
  CHECK(cycle->state == 2);
  CHECK(cycle->rules == std::vector<std::uint32_t>{3});
}

TEST_CASE("a long chain does not exhaust the stack", "[liveness]") {
  constexpr std::uint32_t length = 1000000;
  std::vector<std::vector<WalkerGraph::Edge>> rows(length);
  for (std::uint32_t i = 0; i + 1 < length; ++i) rows[i] = {{i + 1, 0}};
  CHECK_FALSE(find_cycle(graph_of(rows)));
  rows.back() = {{0, 1}};
  const auto cycle = find_cycle(graph_of(rows));
  REQUIRE(cycle);
  CHECK(cycle->rules.size() == length);
}

TEST_CASE("retries are counted until they are left", "[liveness]") {
  SystemDraft system;
  system.retries.resize(2);
  system.rules.resize(4);
  enum : std::uint32_t { step, retry_first, leave_first, retry_second };
  system.rules[retry_first].retry = 0;
  system.rules[leave_first].leaves = {0};
  system.rules[retry_second].retry = 1;
  // Two retries, leave, one retry: the most between two leaves is 2. On another branch 3, one of them of the second
  // retry.
  const WalkerGraph graph = graph_of({{{1, retry_first}, {5, step}},
                                      {{2, retry_first}},
                                      {{3, leave_first}},
                                      {{4, retry_first}},
                                      {},
                                      {{6, retry_second}},
                                      {{4, retry_second}}});
  const auto bounds = retry_bounds(system, graph);
  REQUIRE(bounds.size() == 2);
  CHECK(bounds[0].at_most == 2);
  CHECK(bounds[1].at_most == 2);
  CHECK_THROWS_AS(retry_bounds(system, graph_of({{{0, step}}})), std::logic_error);
}

}  // namespace walkcheck
