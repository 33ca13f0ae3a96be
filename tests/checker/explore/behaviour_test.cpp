#include "checker/explore/behaviour.hpp"

#include <catch2/catch.hpp>

#include "checker/audit/audit.hpp"
#include "tests/model/system/builder.hpp"

namespace walkcheck {

namespace {

using testing::Builder;
using Words = std::vector<std::string>;

struct Move {
  std::int32_t from, to;
  Words seen;
};

/// x goes as `moves` say, from 0.
TransitionSystem system_of(const std::vector<Move>& moves) {
  Builder build;
  const VariableId x = build.variable("x", 8);
  build.draft.initial.push_back(build.is(x, 0));
  for (const Move& move : moves) {
    build.rule(build.is(x, move.from), {{x, build.constant(move.to)}});
    for (const std::string& word : move.seen) build.draft.rules.back().observations.push_back({{}, word, {}});
  }
  return seal(build.draft);
}

void check_run(const TransitionSystem& system, const TellingRun& run) {
  const Replayed replayed = replay(system, run.trace);
  Words seen;
  for (std::size_t i = 0; i < run.trace.rules.size(); ++i) {
    for (const Note& note : system->rules[run.trace.rules[i]].observations) {
      seen.push_back(filled(note, system->terms, replayed.states[i]));
    }
  }
  // The last rule may show more than what tells.
  REQUIRE(seen.size() >= run.observations.size());
  seen.resize(run.observations.size());
  CHECK(seen == run.observations);
}

}  // namespace

TEST_CASE("unseen steps do not matter", "[behaviour]") {
  const auto one = system_of({{0, 1, {"a"}}, {1, 2, {"b"}}});
  const auto other = system_of({{0, 3, {}}, {3, 4, {"a"}}, {4, 5, {}}, {5, 4, {}}, {5, 6, {"b"}}});
  CHECK_FALSE(compare_behaviour(one, other, {}).difference);
  CHECK_FALSE(compare_behaviour(other, one, {}).difference);
  CHECK(compare_behaviour(one, other, {}).states == 8);
}

TEST_CASE("one rule may show several things", "[behaviour]") {
  const auto one = system_of({{0, 1, {"a", "b", "c"}}});
  const auto other = system_of({{0, 1, {"a"}}, {1, 2, {"b", "c"}}});
  CHECK_FALSE(compare_behaviour(one, other, {}).difference);
  const auto third = system_of({{0, 1, {"a", "b"}}, {1, 2, {"d"}}});
  const auto found = compare_behaviour(one, third, {});
  REQUIRE(found.difference);
  CHECK(found.difference->observations == Words{"a", "b", found.difference->of_first ? "c" : "d"});
  check_run(found.difference->of_first ? one : third, *found.difference);
}

TEST_CASE("who decides later shows the same sequences", "[behaviour]") {
  const auto early = system_of({{0, 1, {"a"}}, {0, 2, {"a"}}, {1, 3, {"b"}}, {2, 4, {"c"}}});
  const auto late = system_of({{0, 1, {"a"}}, {1, 3, {"b"}}, {1, 4, {"c"}}});
  CHECK_FALSE(compare_behaviour(early, late, {}).difference);
}

TEST_CASE("the run that tells is shortest and of the right one", "[behaviour]") {
  const auto round = system_of({{0, 1, {"a"}}, {1, 0, {"b"}}});
  const auto twice = system_of({{0, 1, {"a"}}, {1, 2, {"b"}}, {2, 3, {"a"}}, {3, 4, {"b"}}});
  const auto found = compare_behaviour(twice, round, {});
  REQUIRE(found.difference);
  CHECK_FALSE(found.difference->of_first);
  CHECK(found.difference->observations == Words{"a", "b", "a", "b", "a"});
  check_run(round, *found.difference);
  const auto mirrored = compare_behaviour(round, twice, {});
  REQUIRE(mirrored.difference);
  CHECK(mirrored.difference->of_first);
}

TEST_CASE("a limit ends the comparison", "[behaviour]") {
  const auto one = system_of({{0, 1, {"a"}}, {1, 2, {"b"}}});
  Limits limits;
  limits.max_states = 2;
  const auto answer = compare_behaviour(one, one, limits);
  CHECK(answer.stopped);
  CHECK_FALSE(answer.difference);
}

}  // namespace walkcheck
