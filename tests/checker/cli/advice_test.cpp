// What is said where a verdict stays open, and what a limit of time is a limit of.
#include "checker/cli/advice.hpp"

#include <catch2/catch.hpp>

#include <thread>

#include "checker/cli/engines.hpp"

using namespace walkcheck;

namespace {

Question question(const std::string& engine, const Limits& limits = {}) {
  Question question;
  for (const Engine& row : engines()) {
    if (row.name == engine) question.engine = &row;
  }
  question.limits = limits;
  return question;
}

Job of_size(const std::string& tables) {
  Job job;
  job.tables = tables;
  job.shape.any = tables == "any";
  return job;
}

}  // namespace

TEST_CASE("the limits that were given are named, and no others", "[advice]") {
  Limits limits;
  CHECK(advice(of_size("any"), question("auto", limits)).empty());
  limits.max_states = 1000;
  CHECK(advice(of_size("any"), question("auto", limits)) == "to decide it, raise --max-states");
  limits.max_time = std::chrono::duration<double>(1);
  CHECK(advice(of_size("any"), question("auto", limits)) == "to decide it, raise --max-states or --max-time");
}

TEST_CASE("every engine knows others", "[advice]") {
  for (const Engine& row : engines()) {
    const std::string told = advice(of_size(""), question(std::string(row.name)));
    CHECK_THAT(told, Catch::Contains("take --engine "));
    CHECK_THAT(told, !Catch::Contains(std::string(row.name) + ","));
  }
}

TEST_CASE("smaller tables are advised where there are any", "[advice]") {
  CHECK_THAT(advice(of_size("pud[2] pmd[2] pte[2]"), question("explore")), Catch::Contains("(--tables)"));
  CHECK_THAT(advice(of_size("any"), question("explore")), !Catch::Contains("(--tables)"));
  CHECK_THAT(advice(of_size(""), question("explore")), !Catch::Contains("(--tables)"));
}

TEST_CASE("a limit of time is one for all that is done", "[advice]") {
  Limits limits;
  CHECK_FALSE(TimeLeft(limits).limits().max_time.has_value());
  CHECK_FALSE(TimeLeft(limits).is_up());
  limits.max_time = std::chrono::duration<double>(1000);
  const TimeLeft much(limits);
  CHECK(much.limits().max_time->count() <= 1000);
  CHECK(much.limits(0.25).max_time->count() <= 250);
  CHECK_FALSE(much.is_up());
  limits.max_time = std::chrono::duration<double>(0.01);
  const TimeLeft little(limits);
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  CHECK(little.is_up());
  // What is asked all the same ends at once, and names the whole limit.
  CHECK(little.limits().max_time->count() <= 0.001);
  CHECK(time_is_up(little.limits()) == "the limit of 0.01 seconds is reached");
}
