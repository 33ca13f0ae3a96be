#include <array>

#include <catch2/catch.hpp>

#include "checker/explore/explore.hpp"
#include "tests/checker/support/walk_race.hpp"

namespace walkcheck {

namespace {

struct Row {
  std::vector<std::uint32_t> entries;
  std::uint64_t states, transitions, errors, done;
  std::uint32_t levels;
};

void check(const Row& row) {
  CAPTURE(row.entries);
  const Answer answer = explore(seal(testing::walk_race(row.entries)), {}, nullptr);
  CHECK(answer.statistics.states == row.states);
  CHECK(answer.statistics.transitions == row.transitions);
  CHECK(answer.counts == std::vector<std::uint64_t>{row.errors, row.done});
  CHECK(answer.statistics.depth == row.levels);
  CHECK_FALSE(answer.stopped);
}

}  // namespace

TEST_CASE("walk-race has the states that other checkers count", "[explore]") {
  check({{1, 1}, 48, 121, 5, 5, 10});
  check({{1, 1, 1}, 112, 296, 13, 8, 15});
  check({{1, 1, 1, 1}, 200, 541, 24, 11, 20});
  check({{1, 1, 1, 1, 1}, 312, 856, 38, 14, 25});
  check({{2, 2}, 1127, 5656, 98, 49, 17});
  check({{3, 3}, 58322, 546249, 3993, 1331, 27});
  check({{2, 2, 2}, 157768, 1355418, 15600, 2704, 31});
}

TEST_CASE("walk-race S6 has the states that other checkers count", "[.large]") {
  check({{2, 2, 3}, 1117240, 13248682, 90768, 15376, 37});
}

TEST_CASE("walk-race S7 has the states that other checkers count", "[.large]") {
  check({{3, 2, 2}, 12235600, 149218056, 1216800, 140608, 40});
}

}  // namespace walkcheck
