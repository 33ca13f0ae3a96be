#include "checker/cli/simulate.hpp"

#include <catch2/catch.hpp>

#include "checker/cli/one_job.hpp"
#include "checker/report/broken.hpp"
#include "tests/support/judge.hpp"

using namespace walkcheck;

namespace {

TransitionSystem lowered(const std::string& path, const Selection& selection) {
  const Loaded loaded = load_repository(path);
  return lower(loaded.model, one_job(loaded.model, selection));
}

const Selection split_race{"descends_only_into_tables", "v17_pmd_only", "pud[1] pmd[2] pte[1]"};

std::vector<std::size_t> broken(const SystemDraft& system, const Replayed& run) {
  std::vector<std::size_t> properties;
  for (const auto& each : broken_at_end(system, run)) properties.push_back(each.property);
  return properties;
}

}  // namespace

TEST_CASE("random runs find a race, and what they find is a run that breaks the property") {
  const auto system = lowered("properties/v17", split_race);
  const auto found = simulate(system, {.runs = 2000, .seed = 1, .steps = 100});
  REQUIRE(found.properties.size() == 1);
  REQUIRE(found.properties[0].shortest.has_value());
  const auto run = replay(system, found.properties[0].shortest->trace);
  CHECK(run.states == found.properties[0].shortest->states);
  CHECK(broken(*system, run) == std::vector<std::size_t>{0});
  CHECK(run.trace.rules.size() >= 7);  // the search says that there is none shorter
  CHECK(found.ended + found.stopped <= 2000);
  CHECK(found.properties[0].runs < 100);
}

TEST_CASE("the same seed gives the same runs, another one others") {
  const auto system = lowered("properties/v17", split_race);
  const auto once = simulate(system, {.runs = 50, .seed = 7, .steps = 100});
  const auto again = simulate(system, {.runs = 50, .seed = 7, .steps = 100});
  const auto other = simulate(system, {.runs = 50, .seed = 8, .steps = 100});
  CHECK(once.steps == again.steps);
  CHECK(once.steps != other.steps);
}

TEST_CASE("a run is no longer than asked for") {
  const auto system = lowered("properties/v17", split_race);
  const auto found = simulate(system, {.runs = 20, .seed = 1, .steps = 2});
  CHECK(found.steps <= 40);
  CHECK(found.steps > 20);
}

TEST_CASE("a loop of the walk alone is seen, and where it begins") {
  const auto system = lowered("properties/examples/own_callback.prop",
                              {"impatient_walk_ends", "impatient_walk", "pud[1] pmd[2] pte[1]"});
  const auto found = simulate(system, {.runs = 500, .seed = 1, .steps = 100});
  REQUIRE(found.properties[0].shortest.has_value());
  const auto& run = *found.properties[0].shortest;
  REQUIRE(run.trace.loop_start.has_value());
  CHECK(run.states[*run.trace.loop_start] == run.states.back());
}

TEST_CASE("a deadlock is one only if no rival can end it") {
  const auto stuck = [](const std::string& rival) {
    const auto loaded = load_text(
        "system s { var x : 0..2 = 0 rule \"go\" when x == 0 { x = 1 }\n  rule \"on\" when x == 2 { x = 0 }\n" + rival +
        "  property p never deadlock }");
    const auto system = lower(loaded.model, finite_jobs(loaded.model, {}).at(0));
    return broken(*system, replay(system, {{0}, {0}, {}}));
  };
  CHECK(stuck("") == std::vector<std::size_t>{0});
  CHECK(stuck("  rival rule \"help\" when x == 1 { x = 2 }\n").empty());
  CHECK(stuck("  rival rule \"idle\" when x == 1 { x = 1 }\n") == std::vector<std::size_t>{0});
}
