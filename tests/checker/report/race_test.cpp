#include "checker/report/race.hpp"

#include <catch2/catch.hpp>

#include "tests/checker/report/samples.hpp"
#include "tests/golden/golden.hpp"

using namespace walkcheck;
using namespace walkcheck::testing;

namespace {

Variable entry(std::string name) {
  return {std::move(name), 3, names({"none", "table", "leaf"}), Variable::Kind::entry, {}};
}

Evidence endless_again() {
  Script script({entry("pud[0]")});
  script.rule(Actor::walker, {script.note("U1", "walk_pud_range", "pud is {}", {1})});
  script.rule(Actor::walker, {script.note("H1", "always_again", "action = AGAIN")});
  script.rule(Actor::walker, {script.note("U4", "walk_pud_range", "goto again")});
  script.loop_to(1);
  return script.play({2}, 1);
}

}  // namespace

TEST_CASE("a race between a split and a fault") {
  const auto text = race(pmd_only_race(), Property::Kind::safety);
  require_golden("race_pmd_only.txt", text);
  CHECK(widest_line(text) <= page_width);
}

TEST_CASE("a lasso has a way in and a loop") {
  require_golden("race_lasso.txt", race(endless_again(), Property::Kind::terminates));
}

TEST_CASE("a loop from the start has no way in") {
  Script script({entry("pud[0]")});
  script.rule(Actor::walker, {script.note("U4", "walk_pud_range", "goto again")});
  script.loop_to(0);
  const auto text = race(script.play({0}, 0), Property::Kind::terminates);
  CHECK(text == "CPU0 (walk_page_range)\nagain and again:\n walk_pud_range()\n  U4 goto again\n");
}

TEST_CASE("long lines make room for each other, then are wrapped") {
  Script script({entry("pud[0]")});
  const std::string tale = "hmm_vma_walk_pud() returns 0 after it has looked at the entry for a second time";
  script.rule(Actor::walker, {script.note("U3", "walk_pud_range", tale)});
  script.rule(Actor::rival, {script.note("", "", "a_rival_with_a_long_name: " + tale)});
  script.rule(Actor::walker, {script.note("U4", "walk_pud_range", "action is CONTINUE, which is what one would want")});
  const auto text = race(script.play({2}), Property::Kind::safety);
  require_golden("race_wrapped.txt", text);
  CHECK(widest_line(text) <= page_width);
}

TEST_CASE("walker lines take the room that rivals leave") {
  Script script({entry("pud[0]")});
  script.rule(Actor::walker, {script.note("U3", "walk_pud_range", "hmm_vma_walk_pud() returns 0, CONTINUE")});
  script.rule(Actor::rival, {script.note("", "", "zap: pud leaf -> none")}, {{1, 0}});
  const auto text = race(script.play({2}), Property::Kind::safety);
  CHECK(text ==
        "at the start: pud[0] is leaf\n\n"
        "CPU0 (walk_page_range)                      CPU1\n"
        " walk_pud_range()\n"
        "  U3 hmm_vma_walk_pud() returns 0, CONTINUE\n"
        "                                             zap: pud leaf -> none  <- here\n");
}

TEST_CASE("a system without notes shows rules and changes") {
  Script script({{"x", 3, nullptr, Variable::Kind::local, {}}});
  script.rule(Actor::walker, {}, {{1, 2}});
  script.rule(Actor::rival, {}, {{1, 0}});
  CHECK(race(script.play({1}), Property::Kind::safety) ==
        "at the start: x is 1\n\n"
        "CPU0                                  CPU1\n"
        "  rule 0: at 0 -> 1, x 1 -> 2\n"
        "                                       rule 1: at 1 -> 2, x 2 -> 0  <- here\n");
}

TEST_CASE("a deadlock ends in waiting") {
  Script script({entry("pud[0]")});
  script.rule(Actor::walker, {script.note("U2", "walk_pud_range", "waits for pud_lock")});
  CHECK(race(script.play({0}), Property::Kind::no_deadlock) ==
        "CPU0 (walk_page_range)\n walk_pud_range()\n  U2 waits for pud_lock\nhere the walker waits, and nobody can "
        "wake it\n");
}

TEST_CASE("a start may break a property by itself") {
  const Script script({entry("pud[0]")});
  CHECK(race(script.play({2}), Property::Kind::safety) ==
        "at the start: pud[0] is leaf\n\nCPU0\nalready at the start\n");
}
