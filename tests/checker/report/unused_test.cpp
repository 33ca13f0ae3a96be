#include "checker/report/unused.hpp"

#include <catch2/catch.hpp>

#include "tests/checker/report/samples.hpp"

using namespace walkcheck;
using walkcheck::testing::at;
using walkcheck::testing::search;

namespace {

/// A block of three statements: executed or not.
std::shared_ptr<Search> block(bool first, bool second, bool third) {
  auto made = search("v17", "pud[1]");
  made->statements = {{at(1, "U1", "walk_pud_range"), "one", {}, first},
                      {at(2, "U2", "walk_pud_range"), "two", 0, second},
                      {at(3, "U3", "walk_pud_range"), "three", 1, third}};
  return made;
}

std::string dead_in(const std::vector<const Search*>& searches) {
  std::string lines;
  for (const auto& dead : dead_statements(searches)) lines += dead.origin.step + ' ';
  return lines;
}

std::shared_ptr<Search> rivals(bool first, bool second) {
  auto made = search("v17", "pud[1]");
  made->groups = {{"zap_pud", at(1, "", ""), first}, {"split_pud", at(2, "", ""), second}};
  return made;
}

}  // namespace

TEST_CASE("of a run of dead statements the first is reported") {
  CHECK(dead_in({block(true, false, false).get()}) == "U2 ");
  CHECK(dead_in({block(false, true, false).get()}) == "U1 U3 ");
  CHECK(dead_in({block(true, true, true).get()}).empty());
}

TEST_CASE("a statement is dead if no size executes it") {
  const auto one = block(true, false, false);
  const auto other = block(true, true, false);
  CHECK(dead_in({one.get(), other.get()}) == "U3 ");
  CHECK(dead_in({other.get(), one.get()}) == "U3 ");
}

TEST_CASE("a size that does not have a statement says nothing of it") {
  const auto one = block(true, true, false);
  const auto without = search("v17", "pmd[1]");
  CHECK(dead_in({one.get(), without.get()}) == "U3 ");
}

TEST_CASE("a search that was stopped finds nothing dead, but shows what lives") {
  const auto stopped = block(true, false, true);
  stopped->complete = false;
  CHECK(dead_in({stopped.get()}).empty());
  CHECK(dead_in({stopped.get(), block(true, false, false).get()}) == "U2 ");
}

TEST_CASE("rivals that fire in no size") {
  const auto one = rivals(false, false);
  const auto other = rivals(false, true);
  const std::vector<const Search*> both{one.get(), other.get()};
  REQUIRE(never_fired(both).size() == 1);
  CHECK(never_fired(both)[0].name == "zap_pud");
  one->complete = false;
  other->complete = false;
  CHECK(never_fired(both).empty());
}

TEST_CASE("a dead statement is shown with its place") {
  CHECK(show(DeadStatement{at(7, "U7", "walk_pud_range"), "goto again"}) ==
        "model/walk.walk:7 U7 walk_pud_range: goto again");
  CHECK(show(DeadStatement{at(7, "", ""), "goto again"}) == "model/walk.walk:7: goto again");
}

namespace {

/// A search of `scenario` with one statement and one row.
std::shared_ptr<Search> one_of_each(const std::string& scenario, bool executed, bool fired) {
  auto made = search(scenario, "pud[1]");
  made->statements = {{at(1, "U1", "walk_pud_range"), "one", {}, executed}};
  made->groups = {{"zap_pud", at(9, "", ""), fired}};
  return made;
}

}  // namespace

TEST_CASE("a run is covered by all of its scenarios together, the rows of each by itself") {
  const auto first = one_of_each("first", false, true);
  const auto second = one_of_each("second", true, false);
  const std::vector<const Search*> both{first.get(), second.get()};
  const auto missing = uncovered(both);
  CHECK(missing.statements.empty());
  REQUIRE(missing.silent.size() == 1);
  CHECK(missing.silent[0].first == "second");
  CHECK(show(missing.silent[0].second) == "zap_pud (model/walk.walk:9)");
  CHECK(uncovered(std::vector<const Search*>{first.get()}).statements.size() == 1);
}

TEST_CASE("what a scenario explains is covered") {
  const auto first = one_of_each("first", false, false);
  first->statements[0].dead_because = "nothing makes it so";
  first->groups[0].dead_because = "nobody maps anything";
  CHECK(uncovered(std::vector<const Search*>{first.get()}).empty());
  CHECK(show(first->groups[0]) == "zap_pud (model/walk.walk:9) (as expected: nobody maps anything)");
  // The reason counts for a scenario that has none, too: it is one statement.
  const auto second = one_of_each("second", false, true);
  CHECK(uncovered(std::vector<const Search*>{first.get(), second.get()}).empty());
}

TEST_CASE("a row that fires though the scenario says never") {
  const auto wrong = one_of_each("first", true, true);
  wrong->groups[0].dead_because = "nobody maps anything";
  CHECK(wrongly_silent(std::vector<const Search*>{wrong.get()}).size() == 1);
}

TEST_CASE("the rules of a system are its own affair") {
  const auto system = one_of_each("system", true, false);
  system->tables.clear();
  CHECK(uncovered(std::vector<const Search*>{system.get()}).empty());
}
