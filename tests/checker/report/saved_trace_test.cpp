#include "checker/report/saved_trace.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/support/judge.hpp"

using namespace walkcheck;

namespace {

struct Race {
  Job job;
  TransitionSystem system;
  Trace trace;
};

Race race(const std::string& scenario = "v17_pmd_only") {
  const Loaded loaded = load_repository("properties/v17");
  Job job = finite_jobs(loaded.model, {"descends_only_into_tables", scenario, "pud[1] pmd[2] pte[1]"}).at(0);
  TransitionSystem system = lower(loaded.model, job);
  const auto audited = search(system);
  const auto& replayed = audited.verdicts().front().replayed;
  return {std::move(job), std::move(system), replayed ? replayed->trace : Trace{}};
}

std::string fault(const SavedTrace& saved, const SystemDraft& system) {
  try {
    static_cast<void>(restored(saved, system));
  } catch (const BadTrace& bad) {
    return bad.what();
  }
  return "";
}

}  // namespace

TEST_CASE("a trace that was saved is the same when it is read") {
  const auto [job, system, trace] = race();
  REQUIRE_FALSE(trace.rules.empty());
  const auto text = trace_text(saved({"properties/v17"}, job, *system, trace));
  const auto read = read_trace(text);
  CHECK(read.paths == std::vector<std::string>{"properties/v17"});
  CHECK(read.scenario == "v17_pmd_only");
  CHECK(read.tables == "pud[1] pmd[2] pte[1]");
  CHECK(read.locks == "split");
  CHECK(read.properties == std::vector<std::string>{"descends_only_into_tables"});
  CHECK(restored(read, *system) == trace);
  CHECK(trace_text(read) == text);
  Trace lasso = trace;
  lasso.loop_start = 2;
  CHECK(restored(read_trace(trace_text(saved({}, job, *system, lasso))), *system).loop_start == 2U);
}

TEST_CASE("a trace of another model is refused, and why") {
  const auto [job, system, trace] = race();
  const auto good = saved({}, job, *system, trace);
  auto bad = good;
  bad.steps[1].name = "walk_pud_range.U9";
  CHECK_THAT(fault(bad, *system), Catch::Contains("step 2") && Catch::Contains("walk_pud_range.U9"));
  bad = good;
  bad.steps[0].rule = 1'000'000;
  CHECK_THAT(fault(bad, *system), Catch::Contains("step 1"));
  bad = good;
  bad.steps[0].rival = true;
  CHECK_THAT(fault(bad, *system), Catch::Contains("step 1"));
  bad = good;
  bad.start[0].second = "tape";
  CHECK_THAT(fault(bad, *system), Catch::Contains("vma cannot be 'tape'"));
  CHECK_THAT(fault(good, *race("v17").system), Catch::Contains("other variables"));
  CHECK(fault(good, *system).empty());
}

TEST_CASE("what is no trace is refused") {
  CHECK_THROWS_AS(read_trace("{"), BadTrace);
  CHECK_THROWS_AS(read_trace("[]"), BadTrace);
  CHECK_THROWS_AS(read_trace("{\"schema\": \"walkcheck-results/1\"}"), BadTrace);
  CHECK_THROWS_AS(read_trace("{\"schema\": \"walkcheck-trace/1\"}"), BadTrace);
}

TEST_CASE("a saved trace follows its schema") {
  const auto [job, system, trace] = race();
  const auto document = nlohmann::json::parse(trace_text(saved({"a.prop"}, job, *system, trace)));
  std::ifstream file(std::string(WALKCHECK_SOURCE_DIR) + "/checker/report/walkcheck-trace-1.schema.json");
  const auto schema = nlohmann::json::parse(file);
  CHECK(document.size() == schema["required"].size());
  for (const auto& name : schema["required"]) CHECK(document.contains(name));
}
