#include <catch2/catch.hpp>

#include "checker/report/section.hpp"
#include "checker/report/text.hpp"
#include "tests/checker/report/samples.hpp"
#include "tests/golden/golden.hpp"

using namespace walkcheck;
using namespace walkcheck::testing;

namespace {

std::vector<Result> two_scenarios() {
  const auto small = search("v17_without_dead_tests", "pud[2] pmd[1] pte[1]");
  small->assumptions = {
      "Rivals of ENV-R: everything that may change a table under a walk that holds mmap_lock for read.",
      "Page-table locks are split."};
  small->statements = {{at(33, "U7", "walk_pud_range"), "goto again", {}, false}};
  small->groups = {{"late_clear_pud", at(12, "", ""), false}};
  const auto deep = search("v17_without_dead_tests", "pgd[1] p4d[1] pud[1] pmd[1] pte[1]", "single");
  deep->assumptions = {small->assumptions[0]};
  deep->statements = small->statements;
  deep->groups = small->groups;
  deep->statistics.states = 1234567;
  const auto system = search("U21", "", "");
  system->counts = {{"ERR", 1200}};

  std::vector<Result> results;
  results.push_back(result(small, "again_terminates", Status::holds, "holds"));
  results.back().retries = {{"again: at pud[0] (walk_pud_range)", "pud", at(5, "again", "walk_pud_range"), 1},
                            {"again: at pud[1] (walk_pud_range)", "pud", at(5, "again", "walk_pud_range"), 2}};
  results.push_back(result(small, "action_is_reset_before_callbacks", Status::violated, "violated"));
  results.back().because = "remark 1: the walk looks only once";
  results.back().evidence = pmd_only_race();
  results.push_back(result(deep, "again_terminates", Status::unknown, "holds"));
  results.back().reason = "stopped after 10,000 states at depth 12; give it more with --max-states";
  results.push_back(result(small, "descends_only_into_tables", Status::holds));
  results.push_back(result(small, "needs_an_antecedent", Status::vacuous, "holds"));
  results.back().because = "the callback is there";
  results.back().reason = "no reachable state meets returned(pud_entry, AGAIN)";
  results.push_back(result(system, "no_error", Status::violated));
  results.back().evidence = pmd_only_race();
  return results;
}

}  // namespace

TEST_CASE("the whole report") {
  const auto text = report_text(two_scenarios(), {.seconds = 1.25});
  require_golden("report.txt", text);
  CHECK(widest_line(text) <= table_width);
}

TEST_CASE("of a part of the properties or sizes, what never happens is counted and not listed") {
  const auto text = report_text(two_scenarios(), {.part = true});
  CHECK_THAT(text, Catch::Contains("\n  1 statement is never executed, 1 rival or callback never fired;"));
  CHECK_THAT(text, !Catch::Contains("never executed:"));
  CHECK_THAT(text, !Catch::Contains("executed in none"));
}

TEST_CASE("what is broken in the same way in several sizes is drawn once") {
  std::vector<Result> results;
  for (const auto* locks : {"split", "single"}) {
    results.push_back(result(search("U21", "pud[2] pmd[1] pte[1]", locks), "no_error", Status::violated));
    results.back().evidence = pmd_only_race();
  }
  results.push_back(result(search("U21", "any", "split"), "no_error", Status::violated));
  results.back().evidence = pmd_only_race();
  results.back().evidence->tables = "pud[2] pmd[1] pte[1]";
  results.push_back(result(search("other", "pud[2] pmd[1] pte[1]", "split"), "no_error", Status::violated));
  results.back().evidence = pmd_only_race();
  const auto text = report_text(results, {.traces = true});
  CHECK_THAT(text, Catch::Contains("tables pud[2] pmd[1] pte[1], locks split\n"
                                   "the same run with pud[2] pmd[1] pte[1], locks single\n"
                                   "the same run with tables of any size, locks split\n"));
  std::size_t drawn = 0;
  for (auto at = text.find("<- here"); at != std::string::npos; at = text.find("<- here", at + 1)) ++drawn;
  CHECK(drawn == 2);
}

TEST_CASE("what each engine says stands under what is said") {
  const auto made = search("U21", "", "");
  std::vector<Result> results{result(made, "no_error", Status::violated, "violated")};
  results[0].opinions = {{"explore", Status::violated, {}, 7}, {"bmc", Status::bounded, 12, {}}};
  const auto text = report_text(results, {});
  CHECK_THAT(text, Catch::Contains("\n         explore: violated in 7 steps; bmc: bounded, up to 12 steps\n"));
}

TEST_CASE("what a proof rests on, a clause a line") {
  const auto made = search("v17", "any");
  std::vector<Result> results{result(made, "a", Status::proved), result(made, "b", Status::proved),
                              result(made, "c", Status::proved)};
  for (auto& each : results) {
    each.proof = ProofOf{};
    each.claim = "nothing is bad, by two clauses";
    each.invariant = {"where at U7: pud is table", "pud is not bad"};
  }
  results[1].claim = "nothing is bad by nature";
  results[1].invariant = {};
  const auto text = report_text(results, {.invariants = true});
  CHECK_THAT(text, Catch::Contains("\na, c in v17: nothing is bad, by two clauses:\n"
                                   "  - where at U7: pud is table\n  - pud is not bad\n"));
  CHECK_THAT(text, Catch::Contains("\nb in v17: nothing is bad by nature\n\n"));
}

TEST_CASE("all traces, if asked for") {
  const auto text = report_text(two_scenarios(), {.traces = true, .seconds = 1.25});
  CHECK(text.find("action_is_reset_before_callbacks is violated in v17_without_dead_tests") != std::string::npos);
  CHECK(widest_line(text) <= table_width);
}

TEST_CASE("of several sizes the shortest race is shown") {
  const auto big = search("v17", "pud[2] pmd[1] pte[1]");
  const auto small = search("v17", "pud[1] pmd[1] pte[1]");
  std::vector<Result> results{result(big, "p", Status::violated), result(small, "p", Status::violated)};
  results[0].evidence = pmd_only_race();
  Script script({});
  script.rule(Actor::walker, {script.note("U1", "walk_pud_range", "a single step")});
  results[1].evidence = script.play({});
  const auto text = report_text(results, {});
  CHECK(text.find("a single step") != std::string::npos);
  CHECK(text.find("huge_fault") == std::string::npos);
}

TEST_CASE("a quiet report is empty when all is as expected") {
  const std::vector<Result> fine{result(search("v17", "pud[1]"), "p", Status::holds)};
  CHECK(report_text(fine, {.quiet = true}).empty());
  const auto text = report_text(two_scenarios(), {.quiet = true});
  CHECK(text.find("no_error") != std::string::npos);
  CHECK(text.find("assumptions") == std::string::npos);
}

TEST_CASE("an overview counts by scenario, and shows what is not as expected") {
  const auto text = report_text(two_scenarios(), {.overview = true});
  require_golden("overview.txt", text);
  CHECK(widest_line(text) <= table_width);
}

TEST_CASE("an overview says how a race is drawn, unless one is") {
  std::vector<Result> results{result(search("v17", "pud[2] pmd[1] pte[1]"), "p", Status::violated, "violated")};
  results.back().evidence = pmd_only_race();
  CHECK_THAT(report_text(results, {.overview = true, .files = "properties/v17 my.prop"}),
             Catch::Contains("\nHow a property is broken:\n  walkcheck check properties/v17 my.prop --scenario v17 "
                             "--property p --tables 2/1/1 --traces\n"));
  results.back().expected = "holds";
  CHECK_THAT(report_text(results, {.overview = true}), !Catch::Contains("How a property"));
}

TEST_CASE("colour says how a verdict meets its expectation and moves nothing") {
  const auto some = search("v17", "pud[1]");
  CHECK(verdict_word(result(some, "p", Status::violated, "violated"), true) == "\x1b[32mviolated\x1b[0m ");
  CHECK(verdict_word(result(some, "p", Status::violated), true) == "\x1b[31mviolated\x1b[0m ");
  CHECK(verdict_word(result(some, "p", Status::unknown), true) == "\x1b[33munknown\x1b[0m  ");
  CHECK(verdict_word(result(some, "p", Status::holds), false) == "holds    ");
}

TEST_CASE("sizes are abbreviated by their numbers, where that tells them apart") {
  const auto split = search("v17", "pud[2] pmd[1] pte[1]");
  const auto single = search("v17", "pud[2] pmd[1] pte[1]", "single");
  const auto upper = search("v17", "pud[1] pmd[1]");
  const auto lower = search("v17", "pmd[1] pte[1]");
  const auto elsewhere = search("before", "pmd[1] pte[1]");
  const auto any = search("v17", "any");
  const auto system = search("U21", "", "");
  const SizeLabels label(
      {split.get(), single.get(), upper.get(), lower.get(), elsewhere.get(), any.get(), system.get()});
  CHECK(label(*split) == "2/1/1");
  CHECK(label(*single) == "2/1/1s");
  CHECK(label(*upper) == "pud[1] pmd[1] split");
  CHECK(label(*lower) == "pmd[1] pte[1] split");
  CHECK(label(*elsewhere) == "1/1");
  CHECK(label(*any) == "any");
  CHECK(label(*system).empty());
}

TEST_CASE("the bound of a retry is told when every size has one") {
  const auto some = search("v17", "pud[1]");
  std::vector<Result> results{result(some, "again_terminates", Status::holds)};
  results[0].retries = {{"again: at pud[0] (walk_pud_range)", "pud", at(5, "again", "walk_pud_range"), 1},
                        {"again: at pud[1] (walk_pud_range)", "pud", at(5, "again", "walk_pud_range"), 2}};
  CHECK_THAT(report_text(results, {}), Catch::Contains("again: at a pud is taken at most twice (walk_pud_range)"));
  results.push_back(result(search("v17", "pud[2]"), "again_terminates", Status::unknown));
  CHECK_THAT(report_text(results, {}), !Catch::Contains("is taken"));
}

TEST_CASE("a reason that many share is told once") {
  const auto some = search("v17", "pud[1]");
  std::vector<Result> results{result(some, "first", Status::unknown), result(some, "second", Status::unknown)};
  for (auto& one : results) one.reason = "the limit is reached";
  const auto text = report_text(results, {});
  CHECK(text.find("the limit is reached") == text.rfind("the limit is reached"));
  CHECK_THAT(text, Catch::Contains("for the reason told above"));
}
