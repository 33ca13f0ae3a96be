#include "checker/report/explanation.hpp"

#include <catch2/catch.hpp>

#include "tests/checker/report/samples.hpp"
#include "tests/golden/golden.hpp"
#include "tests/support/judge.hpp"

using namespace walkcheck;
using namespace walkcheck::testing;

namespace {

Evidence evidence(const std::string& path, const Selection& selection) {
  const Loaded loaded = load_repository(path);
  const auto jobs = finite_jobs(loaded.model, selection);
  REQUIRE(jobs.size() == 1);
  const auto system = std::make_shared<const TransitionSystem>(lower(loaded.model, jobs.front()));
  const Audited audited = search(*system);
  REQUIRE(audited.verdicts().front().replayed.has_value());
  return {system, *audited.verdicts().front().replayed};
}

Evidence split_race() {
  return evidence("properties/v17", {"descends_only_into_tables", "v17_pmd_only", "pud[1] pmd[2] pte[1]"});
}

std::vector<Query> queries(const SystemDraft& system, const std::vector<std::string>& texts) {
  std::vector<Query> all;
  Sources sources;
  Diagnostics faults;
  for (const auto& text : texts) all.push_back(read_query(system, text, "query", sources, faults).value());
  return all;
}

}  // namespace

TEST_CASE("a race step by step, with queries") {
  const auto run = split_race();
  const auto text = explain({run, Property::Kind::safety, queries(**run.system, {"*pud is leaf", "pmd[0]"}), {}});
  require_golden("explain_race.txt", text);
  CHECK(widest_line(text) <= page_width);
}

TEST_CASE("a lasso step by step") {
  const auto run = evidence("properties/examples/own_callback.prop",
                            {"impatient_walk_ends", "impatient_walk", "pud[1] pmd[2] pte[1]"});
  require_golden("explain_lasso.txt", explain({run, Property::Kind::terminates, {}, {}}));
}

TEST_CASE("a system step by step") {
  const auto run = evidence("tests/models/walk-race-U21.walk", {"never_reaches_ERR", "", ""});
  require_golden("explain_system.txt", explain({run, Property::Kind::safety, {}, {}}));
}

TEST_CASE("what is hidden is counted, and what it changed is told") {
  const auto run = split_race();
  const auto text = explain({run, Property::Kind::safety, {}, {{}, {"rival", "vma"}}});
  CHECK_THAT(text, Catch::Contains("1 step  not shown"));
  CHECK_THAT(text, !Catch::Contains("huge_fault") && !Catch::Contains("vma"));
  CHECK_THAT(text, Catch::Contains("pud leaf, was none"));
  const auto rivals = explain({run, Property::Kind::safety, {}, {{"huge_fault*"}, {}}});
  CHECK_THAT(rivals, Catch::Contains("4 steps  not shown") && Catch::Contains("  5  CPU1"));
  // The step that breaks the property is never left out.
  CHECK_THAT(rivals, Catch::Contains("  7  CPU0") && !Catch::Contains("  4  CPU0"));
  CHECK_THAT(explain({run, Property::Kind::safety, {}, {{"pmd*"}, {}}}), !Catch::Contains("> pud"));
}

TEST_CASE("a glob that matches nothing is told") {
  const auto run = split_race();
  CHECK(idle_globs(**run.system, {{"pud*", "rival"}, {"walk_pud_range"}}).empty());
  const auto faults = idle_globs(**run.system, {{"pudd"}, {}});
  REQUIRE(faults.size() == 1);
  CHECK_THAT(faults.front(), Catch::Contains("'pudd'") && Catch::Contains("did you mean 'pud'?"));
}

TEST_CASE("a CPU is an actor, too") {
  const auto run = split_race();
  CHECK(idle_globs(**run.system, {{"CPU1"}, {"CPU0"}}).empty());
  const auto text = explain({run, Property::Kind::safety, {}, {{"CPU1"}, {}}});
  CHECK_THAT(text, Catch::Contains("  5  CPU1") && !Catch::Contains("  4  CPU0"));
}
