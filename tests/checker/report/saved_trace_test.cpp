#include "checker/report/saved_trace.hpp"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <unistd.h>

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
  const auto file = std::filesystem::temp_directory_path() / ("walkcheck-schema-" + std::to_string(::getpid()));
  const auto follows = [&](const std::string& text) {
    std::ofstream(file) << text;
    const std::string validate =
        "python3 -c \"import json, jsonschema; jsonschema.validate(json.load(open('" + file.string() +
        "')), json.load(open('" WALKCHECK_SOURCE_DIR "/checker/report/walkcheck-trace-1.schema.json')))\" 2>/dev/null";
    return std::system(validate.c_str()) == 0;
  };
  auto text = trace_text(saved({"a.prop"}, job, *system, trace));
  CHECK(follows(text));
  text.replace(text.find("\"walker\""), 8, "\"nobody\"");
  CHECK_FALSE(follows(text));
  std::filesystem::remove(file);
}
