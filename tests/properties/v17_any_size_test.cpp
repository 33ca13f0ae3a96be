// The same table for tables of any size: what holds is proved, what is broken is broken in a run of real tables.

#include <catch2/catch.hpp>

#include "checker/cli/decide.hpp"
#include "checker/symbolic/show_proof.hpp"
#include "tests/support/judge.hpp"

using namespace walkcheck;

namespace {

std::vector<Job> jobs_of_any_size(const CheckedModel& model, const std::string& property) {
  return plan(model, {property, "", "any"});
}

void check_evidence(const Result& result) {
  if (result.verdict == Status::proved || result.verdict == Status::vacuous) {
    REQUIRE(result.proof.has_value());
    CHECK(result.proof->proof != nullptr);
    CHECK_FALSE(result.evidence.has_value());
  }
  if (result.verdict == Status::violated) {
    REQUIRE(result.evidence.has_value());
    CHECK_FALSE(result.evidence->abstract);
    CHECK(result.evidence->tables.find("any") == std::string::npos);
    CHECK(result.evidence->tables.find("pud[") != std::string::npos);
  }
}

}  // namespace

TEST_CASE("every cell of the table is decided for tables of any size", "[v17]") {
  const auto loaded = load_repository("properties/v17");
  std::size_t cells = 0;
  for (const Job& job : jobs_of_any_size(loaded.model, "")) {
    for (const Result& result : decide(loaded.model, job, {}, nullptr)) {
      INFO(job.scenario << ", locks " << job.locks << ", " << result.property << ": " << result.reason);
      REQUIRE(result.expected.has_value());
      CHECK(name(result.verdict) == (*result.expected == "holds" ? "proved" : *result.expected));
      check_evidence(result);
      ++cells;
    }
  }
  CHECK(cells == 152);
}

TEST_CASE("the least number of retries, proved for any size", "[v17]") {
  const auto loaded = load_repository("properties/v17");
  std::map<std::string, std::uint32_t> most;
  for (const Job& job : jobs_of_any_size(loaded.model, "again_terminates")) {
    for (const Result& result : decide(loaded.model, job, {}, nullptr)) {
      REQUIRE(result.verdict == Status::proved);
      for (const RetryLimit& retry : result.retries) {
        if (retry.entry == "pud") most[job.scenario] = std::max(most[job.scenario], retry.at_most);
      }
    }
  }
  const std::map<std::string, std::uint32_t> expected{{"before", 1},
                                                      {"v17", 1},
                                                      {"v17_without_dead_tests", 1},
                                                      {"v17_clear_bad", 1},
                                                      {"v17_pmd_only", 1},
                                                      {"v17_retry_on_unstable", 2},
                                                      {"v17_recheck_unstable", 2},
                                                      {"v17_review", 2},
                                                      {"v17_review_unlocked", 2}};
  CHECK(most == expected);
}

TEST_CASE("a callback that answers AGAIN for ever is refuted with a lasso, whatever the size", "[v17]") {
  const auto loaded = load_text(R"(
callback impatient for pmd_entry {
  A1: if trans_huge(*entry) {
    action = AGAIN
    return 0
  }
  A2: return 0
}
scenario impatient_walk = v17_pmd_only {
  callback pmd_entry = impatient
  callback pte_entry = null
  tables any
}
property impatient_walk_ends
  terminates when rivals stop
  witness retry
  in impatient_walk expect violated
)",
                                {"properties/v17/scenarios.walk"});
  const auto jobs = plan(loaded.model, {});
  REQUIRE(jobs.size() == 1);
  const auto results = decide(loaded.model, jobs.front(), {}, nullptr);
  REQUIRE(results.size() == 1);
  CHECK(results.front().verdict == Status::violated);
  REQUIRE(results.front().evidence.has_value());
  CHECK(results.front().evidence->replayed.trace.loop_start.has_value());
}
