// The same table for tables of any size: what holds is proved, what is broken is broken in a run of real tables.

#include <atomic>
#include <mutex>
#include <thread>

#include <catch2/catch.hpp>

#include "checker/cli/decide.hpp"
#include "checker/symbolic/certificate.hpp"
#include "checker/symbolic/check_proof.hpp"
#include "tests/checker/symbolic/support/solvers.hpp"
#include "tests/checker/symbolic/support/vary.hpp"
#include "tests/support/effort.hpp"
#include "tests/support/judge.hpp"

using namespace walkcheck;

namespace {

/// With sanitizers only those of one scenario.
std::vector<Job> jobs_of_any_size(const CheckedModel& model, const std::string& property) {
  return plan(model, {property, full_effort ? "" : "v17_pmd_only", "any"});
}

bool is_run_of_tables(const Result& result) {
  return result.evidence && !result.evidence->abstract && result.evidence->tables.find("pud[") != std::string::npos &&
         result.evidence->tables.find("any") == std::string::npos;
}

/// What was found out about all cells, in words where it is not as it should be.
struct Findings {
  std::size_t cells = 0, proofs = 0, clauses = 0, literals = 0, other_proofs = 0;
  std::vector<std::string> faults = {};
};

/// Solvers check the certificate; without any clause it fails; with a literal turned round it fails too, or is another
/// proof.
void check_certificate(const ProofOf& proof, Findings& found) {
  ++found.proofs;
  const std::string refused =
      testing::refused_by_a_solver(symbolic::certificate(*proof.system, proof.property, *proof.proof));
  if (!refused.empty()) found.faults.push_back(refused);
  const TransitionSystem about = symbolic::subject(*proof.system, *proof.proof);
  for (const testing::Variation& variation : testing::vary(*proof.system, proof.property, *proof.proof)) {
    ++(variation.literal ? found.literals : found.clauses);
    if (variation.answer == "sat") continue;
    const auto fault =
        symbolic::check_proof(*proof.system, proof.property, testing::varied(about, *proof.proof, variation));
    if (!variation.literal || variation.answer != "unsat" || fault)
      found.faults.push_back("a variation of clause " + std::to_string(variation.clause) + " is " + variation.answer);
    ++found.other_proofs;
  }
}

void check_result(const Job& job, const Result& result, Findings& found) {
  const std::size_t before = found.faults.size();
  ++found.cells;
  const std::string expected = result.expected.value_or("");
  if (name(result.verdict) != (expected == "holds" ? "proved" : expected)) found.faults.push_back(result.reason);
  if (result.verdict == Status::violated) {
    if (!is_run_of_tables(result)) found.faults.emplace_back("no run of real tables");
  } else if (!result.proof || result.evidence) {
    found.faults.emplace_back("no proof");
  } else {
    check_certificate(*result.proof, found);
  }
  for (std::size_t i = before; i < found.faults.size(); ++i) {
    found.faults[i] = job.scenario + ", locks " + job.locks + ", " + result.property + ": " +
                      std::string(name(result.verdict)) + ", " + found.faults[i];
  }
}

/// The jobs, two at a time.
Findings check_all(const CheckedModel& model, const std::vector<Job>& jobs) {
  Findings found;
  std::mutex mutex;
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i = next++; i < jobs.size(); i = next++) {
      Findings own;
      try {
        for (const Result& result : decide(model, jobs[i], {}, nullptr)) check_result(jobs[i], result, own);
      } catch (const std::exception& error) {
        own.faults.push_back(jobs[i].scenario + ": " + error.what());
      }
      const std::lock_guard lock(mutex);
      found.cells += own.cells;
      found.proofs += own.proofs;
      found.clauses += own.clauses;
      found.literals += own.literals;
      found.other_proofs += own.other_proofs;
      found.faults.insert(found.faults.end(), own.faults.begin(), own.faults.end());
    }
  };
  const std::jthread second(work);
  work();
  return found;
}

}  // namespace

TEST_CASE("every cell of the table is decided for tables of any size", "[v17]") {
  const auto loaded = load_repository("properties/v17");
  const Findings found = check_all(loaded.model, jobs_of_any_size(loaded.model, ""));
  CHECK(found.faults == std::vector<std::string>{});
  CHECK((found.cells == 152 || !full_effort));
  CHECK((found.proofs == 116 || !full_effort));
  CHECK(found.proofs > 0);
  WARN(found.clauses << " clauses left out; " << found.literals << " literals turned round, " << found.other_proofs
                     << " of them another proof");
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
  CHECK((most == expected || !full_effort));
  for (const auto& [scenario, retries] : most) CHECK(retries == expected.at(scenario));
  CHECK_FALSE(most.empty());
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

TEST_CASE("what a row fills a table with before it takes that away is found there", "[any]") {
  const auto loaded = load_text(R"(
level pmd { none, table }
level pte { none, present }
predicate none at pte = { none }
vma anon
lock pmd_lock per mm
rival fill at pmd: none ~ table { all present } ~ table takes pmd_lock
callback found for pte_entry { return -EBUSY }
walker walk { level pmd { descend } level pte { if none(*entry) { next }  if has(pte_entry) { err = pte_entry(entry) } } }
scenario small { walker walk  callback pte_entry = found  vma anon  rivals fill  tables pmd[1] pte[1]  tables any }
property nothing_is_found  never call  witness call  in small expect violated
)");
  for (const Job& job : plan(loaded.model, {})) {
    INFO(job.tables);
    CHECK(decide(loaded.model, job, {}, nullptr).front().verdict == Status::violated);
  }
}
