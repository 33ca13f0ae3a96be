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
