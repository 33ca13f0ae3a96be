#include "checker/report/race.hpp"

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include "checker/report/cpus.hpp"
#include "tests/checker/report/samples.hpp"
#include "tests/golden/golden.hpp"
#include "tests/support/judge.hpp"

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
  CHECK(text == "CPU0\nagain and again:\nwalk_pud_range()\n goto again // U4\n");
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
  script.rule(Actor::walker, {script.note("U3", "walk_pud_range", "hmm_vma_walk_pud() returns CONTINUE")});
  script.rule(Actor::rival, {script.note("", "", "zap: pud leaf -> none")}, {{1, 0}});
  const auto text = race(script.play({2}), Property::Kind::safety);
  CHECK(text ==
        "at the start: pud[0] is leaf\n\n"
        "CPU0                                        CPU1\n"
        "walk_pud_range()\n"
        " hmm_vma_walk_pud() returns CONTINUE // U3\n"
        "                                            zap: pud leaf -> none  <- here\n");
}

TEST_CASE("a system without notes shows rules and changes") {
  Script script({{"x", 3, nullptr, Variable::Kind::local, {}}});
  script.rule(Actor::walker, {}, {{1, 2}});
  script.rule(Actor::rival, {}, {{1, 0}});
  CHECK(race(script.play({1}), Property::Kind::safety) ==
        "at the start: x is 1\n\n"
        "CPU0                                   CPU1\n"
        "rule 0: at 0 -> 1, x 1 -> 2\n"
        "                                       rule 1: at 1 -> 2, x 2 -> 0  <- here\n");
}

TEST_CASE("a detail is drawn where it may have broken the property") {
  Script script({entry("pud[0]")});
  const auto detail = [&](const char* what) {
    auto note = script.note("S3", "smaps_pte_range", what);
    note.weight = Note::Weight::detail;
    return note;
  };
  script.rule(Actor::walker, {detail("may sleep: before"), script.note("S3", "smaps_pte_range", "takes pte_lock")});
  script.rule(Actor::walker, {detail("may sleep: below"), script.note("S4", "smaps_pte_range", "drops pte_lock")});
  CHECK(race(script.play({0, 1}), Property::Kind::safety) ==
        "CPU0\nsmaps_pte_range()\n takes pte_lock // S3\n may sleep: below\n drops pte_lock // S4  <- here\n");
}

TEST_CASE("a store of what is there already is no change") {
  Script script({entry("pud[0]")});
  auto store = script.note("V7", "move_normal_pmd", "pud[0] {} -> none", {1});
  store.weight = Note::Weight::change;
  store.entry = 1;
  script.rule(Actor::walker, {store});
  CHECK(race(script.play({0}), Property::Kind::safety) ==
        "CPU0\nmove_normal_pmd()\n pud[0] = none, as it was // V7  <- here\n");
}

TEST_CASE("a deadlock ends in waiting") {
  Script script({entry("pud[0]")});
  script.rule(Actor::walker, {script.note("U2", "walk_pud_range", "waits for pud_lock")});
  CHECK(race(script.play({0}), Property::Kind::no_deadlock) ==
        "CPU0\nwalk_pud_range()\n waits for pud_lock // U2\nhere the walker waits, and nobody can wake it\n");
}

TEST_CASE("a start may break a property by itself") {
  const Script script({entry("pud[0]")});
  CHECK(race(script.play({2}), Property::Kind::safety) ==
        "at the start: pud[0] is leaf\n\nCPU0\nalready at the start\n");
}

namespace {

/// A race of the real model, as its diagram.
std::string real(const std::string& scenario, const std::string& property, const DiagramStyle& style = {}) {
  const Loaded loaded = load_repository("properties/v17");
  const auto jobs = finite_jobs(loaded.model, {property, scenario, "pud[1] pmd[2] pte[1]"});
  REQUIRE_FALSE(jobs.empty());
  const auto system = std::make_shared<const TransitionSystem>(lower(loaded.model, jobs.front()));
  const Audited audited = search(*system);
  REQUIRE(audited.verdicts().front().replayed.has_value());
  return race({system, *audited.verdicts().front().replayed}, Property::Kind::safety, style);
}

}  // namespace

TEST_CASE("a race of the kernel's walk: calls are nested, and what is only seen is a remark") {
  const auto text = real("v17_pmd_only", "descends_only_into_tables");
  require_golden("race_kernel.txt", text);
  CHECK(widest_line(text) <= page_width);
}

TEST_CASE("a race stays the same where a callback is in between and others act in the middle of a call") {
  require_golden("race_kernel_callback.txt", real("v17", "no_needless_split"));
}

TEST_CASE("tabs stand at every eighth column, and nowhere else") {
  const auto text = real("v17_pmd_only", "descends_only_into_tables", {.tabs = true});
  CHECK_THAT(text, Catch::Contains("CPU0\t\t\t\t\t\tCPU1\n"));
  CHECK_THAT(text, Catch::Contains("\n\t\t\t\t\t\thuge_fault\n\t\t\t\t\t\t pud none -> leaf\n"));
  // Expanded, it is what is drawn with spaces.
  std::string expanded;
  std::size_t column = 0;
  for (const char c : text) {
    const std::size_t width = c == '\t' ? 8 - column % 8 : 1;
    expanded += c == '\t' ? std::string(width, ' ') : std::string(1, c);
    column = c == '\n' ? 0 : column + width;
  }
  CHECK(expanded == real("v17_pmd_only", "descends_only_into_tables"));
}

TEST_CASE("who is half done has a CPU to himself") {
  // Another one acts while the first is in its critical section, and once more when it is done.
  Script script(
      {entry("pud[0]"), {"pud_lock", 3, names({"free", "walker", "split at pud[0]"}), Variable::Kind::lock, {}}});
  script.draft().groups.push_back({"fault", at(3, "", "")});
  script.rule(Actor::rival, {script.note("", "", "split: pud[0] leaf -> none")}, {{1, 0}, {2, 2}});
  script.rule(Actor::rival, {script.note("", "", "fault: pud[0] none -> leaf")}, {{1, 2}});
  script.draft().rules.back().group = 2;
  script.rule(Actor::rival, {script.note("", "", "split: pud[0] leaf -> table")}, {{1, 1}, {2, 0}});
  script.rule(Actor::rival, {script.note("", "", "fault: pud[0] table -> none")}, {{1, 0}});
  script.draft().rules.back().group = 2;
  script.rule(Actor::walker, {script.note("U1", "walk_pud_range", "pud[0] is none")});
  const Evidence evidence = script.play({2, 0});
  CHECK(cpus(evidence) == std::vector<std::size_t>{1, 2, 1, 1, 0});
  const auto text = race(evidence, Property::Kind::safety);
  require_golden("race_three_cpus.txt", text);
  CHECK(widest_line(text) <= page_width);
}

TEST_CASE("four CPUs stand beside each other") {
  // Three others look, one after the other, before any of them stores.
  Script script({entry("pud[0]"), entry("pud[1]"), entry("pud[2]")});
  for (std::uint32_t i = 1; i <= 3; ++i) {
    script.draft().groups.push_back({"rival", at(i, "", ""), {}});
    auto look = script.note("", "", fmt::format("clear_bad: sees pud[{}]", i - 1));
    look.remark = true;
    look.entry = i;
    script.rule(Actor::rival, {look});
    script.draft().rules.back().group = i;
  }
  for (std::uint32_t i = 1; i <= 3; ++i) {
    auto store = script.note("", "", fmt::format("clear_bad: pud[{}] leaf -> none", i - 1));
    store.entry = i;
    script.rule(Actor::rival, {store}, {{i, 0}});
    script.draft().rules.back().group = i;
  }
  script.rule(Actor::walker, {script.note("U7", "walk_pud_range", "pud[0] is none")});
  const Evidence evidence = script.play({1, 1, 1});
  CHECK(cpus(evidence) == std::vector<std::size_t>{1, 2, 3, 1, 2, 3, 0});
  const auto text = race(evidence, Property::Kind::safety);
  require_golden("race_four_cpus.txt", text);
  CHECK(widest_line(text) <= page_width);
}
