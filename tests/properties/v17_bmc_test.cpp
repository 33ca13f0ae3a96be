// The search and bounded model checking share nothing but the transition system: on the same finite tables they find
// runs of the same length, neither of which can be shortened.
#include <catch2/catch.hpp>

#include "checker/cli/decide.hpp"
#include "checker/symbolic/bmc.hpp"
#include "tests/support/effort.hpp"
#include "tests/support/judge.hpp"

using namespace walkcheck;

namespace {

std::size_t steps(const Replayed& replayed) { return replayed.trace.rules.size(); }

/// The job, with nothing asked but the safety properties that the search says are violated.
Job of_violated(Job job, const TransitionSystem& system, const Audited& searched) {
  std::vector<Task> tasks;
  for (std::size_t i = 0; i < job.tasks.size(); ++i) {
    if (searched.verdicts()[i].status == Status::violated && system->properties[i].kind == Property::Kind::safety)
      tasks.push_back(job.tasks[i]);
  }
  job.tasks = tasks;
  return job;
}

}  // namespace

TEST_CASE("on the same tables bmc's runs are as long as those of the search", "[v17]") {
  const auto loaded = load_repository("properties/v17");
  std::size_t compared = 0;
  for (const Job& all : finite_jobs(loaded.model, {"", full_effort ? "" : "v17_pmd_only", ""})) {
    const TransitionSystem whole = lower(loaded.model, all);
    const Job job = of_violated(all, whole, search(whole));
    if (job.tasks.empty()) continue;
    const TransitionSystem system = lower(loaded.model, job);
    const Audited searched = search(system);
    Limits limits;
    limits.max_time = std::chrono::seconds(100);
    const Audited unrolled = audit_all(system, symbolic::bmc(system, limits, nullptr));
    for (std::size_t i = 0; i < job.tasks.size(); ++i) {
      INFO(job.scenario << ", " << job.tables << ", locks " << job.locks << ", " << job.tasks[i].property);
      REQUIRE(unrolled.verdicts()[i].status == Status::violated);
      CHECK(steps(*unrolled.verdicts()[i].replayed) == steps(*searched.verdicts()[i].replayed));
      ++compared;
    }
  }
  CHECK(compared > least(60));
}
