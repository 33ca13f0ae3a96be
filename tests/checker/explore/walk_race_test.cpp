#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "checker/explore/explore.hpp"
#include "model/meaning/checked_model.hpp"
#include "model/system/job.hpp"
#include "tests/checker/support/walk_race.hpp"

namespace walkcheck {

namespace {

/// What other checkers and a formula count.
struct Row {
  std::string id;
  std::vector<std::uint32_t> entries;
  std::uint64_t states, transitions, errors, done;
  std::uint32_t levels;
};

TransitionSystem from_file(const std::string& id) {
  Sources sources;
  Diagnostics diagnostics;
  const auto model = load({WALKCHECK_SOURCE_DIR "/tests/models/walk-race-" + id + ".walk"}, sources, diagnostics);
  for (const auto& fault : diagnostics.sorted()) UNSCOPED_INFO(render(fault, sources));
  REQUIRE(model);
  const std::vector<Job> jobs = plan(*model, {});
  REQUIRE(jobs.size() == 1);
  return lower(*model, jobs.front());
}

Answer check(const TransitionSystem& system, const Row& row) {
  Answer answer = explore(system, {}, nullptr);
  CHECK(answer.statistics.states == row.states);
  CHECK(answer.statistics.transitions == row.transitions);
  CHECK(answer.counts == std::vector<std::uint64_t>{row.errors, row.done});
  CHECK(answer.statistics.depth == row.levels);
  CHECK_FALSE(answer.stopped);
  return answer;
}

Answer check_file(const Row& row) {
  CAPTURE(row.id);
  Answer answer = check(from_file(row.id), row);
  REQUIRE(answer.verdicts.size() == 2);
  CHECK(answer.verdicts[0].status == Status::violated);
  CHECK(answer.verdicts[1].status == Status::holds);
  return answer;
}

const std::vector<Row> kRows = {
    {"U21", {1, 1}, 48, 121, 5, 5, 10},
    {"U31", {1, 1, 1}, 112, 296, 13, 8, 15},
    {"U41", {1, 1, 1, 1}, 200, 541, 24, 11, 20},
    {"U51", {1, 1, 1, 1, 1}, 312, 856, 38, 14, 25},
    {"T22", {2, 2}, 1127, 5656, 98, 49, 17},
    {"T23", {3, 3}, 58322, 546249, 3993, 1331, 27},
    {"S5", {2, 2, 2}, 157768, 1355418, 15600, 2704, 31},
    {"S6", {2, 2, 3}, 1117240, 13248682, 90768, 15376, 37},
};

}  // namespace

TEST_CASE("the walk-race files have the states that other checkers count", "[explore]") {
  for (const Row& row : kRows) check_file(row);
}

TEST_CASE("walk-race, put together as rules, has the same states", "[explore]") {
  for (const Row& row : kRows) {
    if (row.id == "S6") continue;  // as large ones tell nothing new
    CAPTURE(row.id);
    check(seal(testing::walk_race(row.entries)), row);
  }
}

#ifndef __SANITIZE_ADDRESS__  // with it, this would take minutes
TEST_CASE("walk-race-S7 is searched whole in less than 4 GiB", "[explore][large]") {
  const Answer answer = check_file({"S7", {3, 2, 2}, 12235600, 149218056, 1216800, 140608, 40});
  CHECK(answer.statistics.bytes < std::uint64_t{4} << 30);
}
#endif

}  // namespace walkcheck
