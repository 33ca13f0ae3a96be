// The search against the naive one, on random systems; every trace is audited.
#include <catch2/catch.hpp>

#include "checker/audit/audit.hpp"
#include "checker/explore/explore.hpp"
#include "tests/checker/support/naive.hpp"
#include "tests/checker/support/random_system.hpp"

namespace walkcheck {

namespace {

void compare(std::uint32_t seed, std::uint32_t padding, std::vector<int>& seen) {
  CAPTURE(seed, padding);
  const TransitionSystem system = seal(testing::random_system(seed, padding));
  const testing::NaiveAnswer naive = testing::search_naively(*system);
  const Audited audited = audit(system, explore(system, {}, nullptr));
  const Answer& answer = audited.answer();
  REQUIRE(answer.statistics.states == naive.states);
  REQUIRE(answer.statistics.transitions == naive.transitions);
  REQUIRE(answer.statistics.depth == naive.depth);
  REQUIRE(answer.counts == naive.counts);
  REQUIRE(answer.fired == naive.fired);
  for (std::size_t i = 0; i < answer.verdicts.size(); ++i) {
    CAPTURE(i);
    REQUIRE(answer.verdicts[i].status == naive.statuses[i]);
    ++seen[static_cast<std::size_t>(answer.verdicts[i].status)];
    if (naive.lengths[i]) REQUIRE(answer.verdicts[i].trace->rules.size() == *naive.lengths[i]);
  }
}

}  // namespace

TEST_CASE("the search agrees with the naive one on random systems", "[explore]") {
  std::vector<int> seen(6);
  for (std::uint32_t seed = 0; seed < 300; ++seed) compare(seed, 0, seen);
  for (std::uint32_t seed = 400; seed < 460; ++seed) compare(seed, 4, seen);
  for (std::uint32_t seed = 500; seed < 540; ++seed) compare(seed, 11, seen);
  for (std::uint32_t seed = 600; seed < 606; ++seed) compare(seed, 30, seen);
  CHECK(seen[static_cast<std::size_t>(Status::holds)] > 100);
  CHECK(seen[static_cast<std::size_t>(Status::violated)] > 100);
  CHECK(seen[static_cast<std::size_t>(Status::vacuous)] > 10);
}

TEST_CASE("two searches give the same answer", "[explore]") {
  for (std::uint32_t seed = 0; seed < 50; ++seed) {
    const TransitionSystem system = seal(testing::random_system(seed, 0));
    const Answer first = explore(system, {}, nullptr);
    const Answer second = explore(system, {}, nullptr);
    REQUIRE(first.verdicts.size() == second.verdicts.size());
    for (std::size_t i = 0; i < first.verdicts.size(); ++i)
      REQUIRE(first.verdicts[i].trace == second.verdicts[i].trace);
  }
}

}  // namespace walkcheck
