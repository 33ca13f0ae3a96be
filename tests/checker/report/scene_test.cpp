#include "checker/report/scene.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

#include "tests/support/judge.hpp"

using namespace walkcheck;

namespace {

/// The scenes of the shortest run that breaks a property: at the start, then after each step.
std::vector<Scene> scenes(const std::string& scenario, const std::string& property, const std::string& tables) {
  const Loaded loaded = load_repository("properties/v17");
  const auto jobs = finite_jobs(loaded.model, {property, scenario, tables});
  REQUIRE(jobs.size() == 1);
  const TransitionSystem system = lower(loaded.model, jobs.front());
  const Audited audited = search(system);
  REQUIRE(audited.verdicts().front().replayed.has_value());
  const auto& states = audited.verdicts().front().replayed->states;
  std::vector<Scene> all = {scene(*system, states.front())};
  for (std::size_t i = 1; i < states.size(); ++i) all.push_back(scene(*system, states[i], states[i - 1]));
  return all;
}

}  // namespace

TEST_CASE("the tables of a race, state by state") {
  const auto all = scenes("v17_pmd_only", "descends_only_into_tables", "pud[1] pmd[2] pte[1]");
  const Scene& start = all.front();
  REQUIRE(start.tables.size() == 4);
  CHECK(start.tables[0].level == "pud");
  CHECK(start.tables[0].entries.front().state == "leaf");
  CHECK(start.tables[0].entries.front().below == 1U);
  CHECK_FALSE(start.tables[1].exists);
  CHECK(start.tables[1].entries.size() == 2);
  CHECK(start.tables[3].above == 1U);
  CHECK(start.tables[3].entry == 1);
  CHECK(start.choices.front().name == "vma");
  CHECK(start.choices.front().value == "dax");
  const auto split = std::find_if(all.begin(), all.end(), [](const Scene& each) {
    return each.tables[0].entries.front().changed && each.tables[0].entries.front().state == "none";
  });
  REQUIRE(split != all.end());
  CHECK(split->tables[0].walked);
  CHECK(split->tables[0].entries.front().cursor);
  CHECK(split->place == "U7 of walk_pud_range()");
}

TEST_CASE("every lock and every table of a scene is that of its variables") {
  for (const auto& each : scenes("v17", "never_sleeps_under_a_lock", "pud[1] pmd[2] pte[1]")) {
    std::vector<std::string> locks;
    for (const auto& lock : each.locks) locks.push_back(lock.name.substr(0, lock.name.find('[')));
    for (const auto& lock : locks) CHECK((lock == "pud_lock" || lock == "pmd_lock" || lock == "pte_lock"));
    for (const auto& table : each.tables)
      for (const auto& entry : table.entries) CHECK(entry.name.substr(0, 3) == table.level);
  }
}

TEST_CASE("who holds a lock, and whose it is") {
  const auto all = scenes("v17", "never_sleeps_under_a_lock", "pud[1] pmd[2] pte[1]");
  const auto held = std::find_if(all.begin(), all.end(), [](const Scene& each) {
    return std::any_of(each.locks.begin(), each.locks.end(), [](const auto& lock) { return lock.holder == "walker"; });
  });
  REQUIRE(held != all.end());
  const auto lock =
      std::find_if(held->locks.begin(), held->locks.end(), [](const auto& each) { return each.holder == "walker"; });
  CHECK(lock->changed);
  CHECK(lock->name == "pud_lock");
}

TEST_CASE("what was chosen at the start stays so, also where the walk has ended") {
  const auto all = scenes("v17_pmd_only", "descends_only_into_tables", "pud[1] pmd[2] pte[1]");
  CHECK(all.back().place == "ended");
  for (const auto& each : all) {
    CHECK(each.choices.front().value == "dax");
    CHECK_FALSE(each.choices.front().changed);
  }
}

TEST_CASE("the walk is in no table of which it cannot be known") {
  for (const auto& each : scenes("v17", "descends_only_into_tables", "pud[1] pmd[2] pte[1]"))
    for (const auto& table : each.tables) CHECK((table.exists || !table.walked || table.stale));
}

TEST_CASE("tables follow their variables where others are dropped") {
  const Loaded loaded = load_repository("properties/v17");
  std::size_t systems = 0;
  for (const auto& job : finite_jobs(loaded.model, {"descends_only_into_tables", "v17*", "pud[1]*"})) {
    const TransitionSystem system = lower(loaded.model, job);
    const auto& tables = system->tables;
    const auto& variables = system->variables;
    REQUIRE_FALSE(tables.empty());
    for (const auto& level : tables.levels) {
      for (const auto entry : level.entries) {
        CHECK(variables[entry].kind == Variable::Kind::entry);
        CHECK(variables[entry].name.substr(0, level.name.size()) == level.name);
      }
      if (level.cursor) CHECK(variables[*level.cursor].name == level.name + ".cursor");
      if (level.pointer) CHECK(variables[*level.pointer].name == level.name + ".table");
    }
    for (const auto& lock : tables.locks) {
      CHECK(variables[lock.variable].kind == Variable::Kind::lock);
      CHECK(variables[lock.variable].name.substr(0, lock.name.size()) == lock.name);
    }
    ++systems;
  }
  CHECK(systems > 3);
}

TEST_CASE("where the walk stands is not told if it is not kept") {
  const auto all = scenes("v17_pmd_only", "descends_only_into_tables", "pud[1] pmd[2] pte[1]");
  for (const auto& table : all.front().tables) CHECK(table.walked == (table.level == "pud"));
}
