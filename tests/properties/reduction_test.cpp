// What lowering leaves out must change no verdict: the whole of properties/v17 again, unmerged, with nothing forgotten,
// and with guards that ask for everything.

#include <catch2/catch.hpp>

#include "tests/support/judge.hpp"

using namespace walkcheck;

TEST_CASE("guards that ask for what follows from the place give the same system", "[reduction]") {
  const auto loaded = load_repository("properties/v17");
  for (const Job& job : finite_jobs(loaded.model, {"", "", "*pmd[1] pte[1]"})) {
    INFO(job.scenario << ", " << job.tables << ", " << job.locks);
    const auto usual = search(lower(loaded.model, job)).answer();
    const auto asking = search(lower(loaded.model, job, {true, true, false})).answer();
    CHECK(usual.statistics.states == asking.statistics.states);
    CHECK(usual.statistics.transitions == asking.statistics.transitions);
    CHECK(usual.statistics.depth == asking.statistics.depth);
  }
}

TEST_CASE("merging changes no verdict", "[reduction]") {
  const auto loaded = load_repository("properties/v17");
  for (const Job& job : finite_jobs(loaded.model, {})) {
    INFO(job.scenario << ", " << job.tables << ", " << job.locks);
    const auto merged = search(lower(loaded.model, job));
    const auto unmerged = search(lower(loaded.model, job, {false, true, true}));
    CHECK(words(merged) == words(unmerged));
    CHECK(retry_bounds(merged.answer()) == retry_bounds(unmerged.answer()));
    CHECK(merged.answer().statistics.states <= unmerged.answer().statistics.states);
    // Whoever clears a pud without its lock forbids it.
    if (job.scenario != "v17_clear_bad") CHECK(merged.answer().statistics.states < unmerged.answer().statistics.states);
  }
}

TEST_CASE("forgetting what was passed changes no verdict", "[reduction]") {
  const auto loaded = load_repository("properties/v17");
  for (const Job& job : finite_jobs(loaded.model, {})) {
    INFO(job.scenario << ", " << job.tables << ", " << job.locks);
    const auto usual = search(lower(loaded.model, job));
    const auto keeping = search(lower(loaded.model, job, {true, false, true}));
    CHECK(words(usual) == words(keeping));
    CHECK(retry_bounds(usual.answer()) == retry_bounds(keeping.answer()));
  }
}
