#include "checker/cli/compare.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <stdexcept>

#include "checker/report/outcome.hpp"
#include "tests/support/judge.hpp"

using namespace walkcheck;

namespace {

const std::string levels =
    "level pmd { none, table, leaf }\n"
    "level pte { none, present }\n"
    "predicate none at pmd, pte = { none }\n"
    "vma anon\n"
    "lock l per mm\n"
    "rival fault at pmd: none -> leaf takes l\n"
    "rival zap at pmd: leaf -> none takes l\n"
    "rival alloc at pmd: none -> table takes l\n"
    "rival map at pte: none -> present takes l\n";

// One look decides in `careful`, two in `hasty`; `thorough` looks once more than it needs to.
const std::string walks =
    "walker hasty {\n"
    "  level pmd as walk_pmd_range {\n"
    "    M1: if none(*entry) or *entry is leaf { next }\n"
    "    M2: if has(pmd_entry) { err = pmd_entry(entry)  if err { stop } }\n"
    "    M3: descend\n"
    "  }\n"
    "  level pte as walk_pte_range { T1: if none(*entry) { hole } }\n"
    "}\n"
    "walker careful = hasty { level pmd { replace M1: let v = *entry  if v is not table { next } } }\n"
    "walker thorough = careful { level pmd { insert after M1: M1a: if none(*entry) { next } } }\n"
    "callback quiet for pmd_entry { return 0 }\n"
    "callback noisy for pmd_entry { K1: choose answer in { SUBTREE, CONTINUE }  action = answer  return 0 }\n"
    "callback deep for pte_entry { return 0 }\n"
    "scenario s { walker hasty  callback pmd_entry = quiet  vma anon  rivals fault, zap, alloc, map\n"
    "  tables pmd[1] pte[1]  tables pmd[2] pte[1] }\n"
    "scenario t = s { walker careful }\n"
    "property through_tables never error(bad_deref) witness descend in s expect violated in t expect holds\n";

std::vector<Comparison> compared(const std::string& one, const std::string& other, const std::string& scenario = "") {
  const auto loaded = load_text(levels + walks);
  return compare(loaded.model, {one, other, {"", scenario, ""}, {}});
}

Comparison only(const std::vector<Comparison>& all) {
  REQUIRE(all.size() == 1);
  return all.front();
}

std::string said(const std::string& one, const std::string& other, const std::string& scenario = "") {
  try {
    static_cast<void>(compared(one, other, scenario));
  } catch (const std::invalid_argument& fault) {
    return fault.what();
  }
  return "";
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("two walkers in the scenario that uses the first", "[compare]") {
  const Comparison found = only(compared("hasty", "careful"));
  CHECK(found.scenario == "s");
  REQUIRE(found.cells.size() == 2);
  for (const ComparedCell& cell : found.cells) {
    CHECK(cell.one.verdict == Status::violated);
    CHECK(cell.other.verdict == Status::holds);
  }
  CHECK(exit_code(found) == exit_unexpected);
  const std::string text = report_comparison(found);
  INFO(text);
  CHECK(has(text, "hasty and careful, in s\n"));
  CHECK(has(text, "through_tables is violated in s\n"));
  CHECK(has(text, "<- here"));
  CHECK(has(text, "2 verdicts compared, 2 differ, 0 undecided\n"));
}

TEST_CASE("two scenarios are asked what either of them is asked", "[compare]") {
  const Comparison found = only(compared("s", "t"));
  CHECK(found.cells.size() == 2);
  CHECK(exit_code(found) == exit_unexpected);
}

TEST_CASE("what a caller cannot tell apart is the same", "[compare]") {
  const Comparison found = only(compared("careful", "thorough"));
  CHECK_FALSE(found.behaviour);
  CHECK(found.same_in == std::vector<std::string>{"pmd[1] pte[1]", "pmd[2] pte[1]"});
  CHECK(exit_code(found) == exit_as_expected);
  CHECK(has(report_comparison(found), "A caller cannot tell them apart"));
}

TEST_CASE("an answer that only one gives tells them apart", "[compare]") {
  for (const auto& [one, other] : {std::pair{"quiet", "noisy"}, std::pair{"noisy", "quiet"}}) {
    const auto loaded = load_text(levels + walks +
                                  "scenario u = t { callback pmd_entry = noisy }\n"
                                  "property ends never error witness descend in u expect holds\n");
    const auto all = compare(loaded.model, {one, other, {"", one == std::string("quiet") ? "t" : "u", ""}, {}});
    const Comparison found = only(all);
    REQUIRE(found.behaviour);
    CHECK(found.behaviour->of_first == (one == std::string("noisy")));
    CHECK(found.behaviour->tables == "pmd[1] pte[1]");
    CHECK(found.behaviour->observations ==
          std::vector<std::string>{"pmd_entry at address 0 is called", "pmd_entry at address 0 returns 0, CONTINUE"});
    CHECK_FALSE(found.behaviour->evidence.replayed.trace.rules.empty());
    CHECK(exit_code(found) == exit_unexpected);
    CHECK(has(report_comparison(found), "pmd_entry at address 0 returns 0, CONTINUE"));
  }
}

TEST_CASE("a limit leaves it open", "[compare]") {
  const auto loaded = load_text(levels + walks);
  Question question;
  question.engine = nullptr;
  question.limits.max_states = 3;
  const Comparison found = only(compare(loaded.model, {"careful", "thorough", {"", "", "pmd[1]*"}, question}));
  CHECK(exit_code(found) == exit_undecided);
  CHECK(has(report_comparison(found), "undecided: pmd[1] pte[1]: the limit of 3 states"));
}

TEST_CASE("what cannot be compared is told", "[compare]") {
  CHECK(has(said("hastie", "careful"), "nothing is called 'hastie'; did you mean 'hasty'?"));
  CHECK(has(said("hasty", "quiet"), "are not of one kind"));
  CHECK(has(said("quiet", "deep"), "are no callbacks of one slot"));
  CHECK(has(said("deep", "deep"), "no scenario uses 'deep'"));
  CHECK(has(said("hasty", "careful", "t"), "no scenario that matches --scenario 't' uses 'hasty'"));
}
