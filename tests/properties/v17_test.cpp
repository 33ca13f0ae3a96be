// The table that the review of the patch left to argument, as the search decides it, at every size.

#include <catch2/catch.hpp>

#include "tests/support/judge.hpp"

using namespace walkcheck;

namespace {

const std::vector<std::string> scenarios{
    "v17",        "v17_retry_on_unstable", "v17_recheck_unstable", "v17_without_dead_tests",
    "v17_review", "v17_review_unlocked"};

/// One letter a scenario, in the order above: h holds, v is violated.
const std::map<std::string, std::string> table{{"continue_never_descends", "hhhhhh"},
                                               {"again_terminates", "hhhhhh"},
                                               {"locked_pud_is_never_none", "hhhhhh"},
                                               {"locked_pud_is_present", "hhhhhh"},
                                               {"locked_pud_is_stable", "hhhhhh"},
                                               {"descends_only_into_tables", "vvhvhh"},
                                               {"no_needless_split", "vhvvhh"},
                                               {"never_sleeps_under_a_lock", "vvvvvh"},
                                               {"no_lock_taken_twice", "vvvvvh"},
                                               {"locks_released", "hhhhhh"},
                                               {"action_is_reset_before_callbacks", "hhhhhh"},
                                               {"error_stops_the_walk", "hhhhhh"},
                                               {"every_address_is_covered", "hhhhhh"},
                                               {"addresses_in_order", "hhhhhh"},
                                               {"hole_only_where_empty", "hhhhhh"},
                                               {"no_deadlock", "hhhhhh"}};

std::string verdict_of(char letter) { return letter == 'h' ? "holds" : "violated"; }

}  // namespace

TEST_CASE("the table of the review", "[v17]") {
  const auto loaded = load_repository("properties/v17");
  for (std::size_t i = 0; i < scenarios.size(); ++i) {
    std::size_t judged = 0;
    for (const Job& job : finite_jobs(loaded.model, {"", scenarios[i], ""})) {
      const auto verdicts = words(search(lower(loaded.model, job)));
      for (std::size_t k = 0; k < verdicts.size(); ++k) {
        INFO(job.scenario << ", " << job.tables << ", locks " << job.locks << ", " << job.tasks[k].property);
        CHECK(verdicts[k] == verdict_of(table.at(job.tasks[k].property).at(i)));
        ++judged;
      }
    }
    // Three sizes, and no_lock_taken_twice once more with single locks.
    CHECK(judged == 3 * (table.size() + 1));
  }
}

TEST_CASE("what the other scenarios are there to show", "[v17]") {
  const auto loaded = load_repository("properties/v17");
  const std::vector<std::pair<std::string, std::vector<std::string>>> violated{
      {"before", {"no_lock_taken_twice", "never_sleeps_under_a_lock"}},
      {"v17_clear_bad", {"locked_pud_is_never_none", "locked_pud_is_present", "locked_pud_is_stable"}},
      {"v17_pmd_only", {"descends_only_into_tables"}}};
  for (const auto& [scenario, properties] : violated) {
    for (const std::string& property : properties) {
      for (const Job& job : finite_jobs(loaded.model, {property, scenario, ""})) {
        INFO(scenario << ", " << job.tables << ", " << property);
        CHECK(words(search(lower(loaded.model, job))) == std::vector<std::string>{"violated"});
      }
    }
  }
}

TEST_CASE("how often a pud is retried when the walk is left alone", "[v17]") {
  const auto loaded = load_repository("properties/v17");
  const auto retries = [&](const std::string& scenario) {
    std::uint32_t most = 0;
    for (const Job& job : finite_jobs(loaded.model, {"again_terminates", scenario, ""})) {
      const auto system = lower(loaded.model, job);
      for (const auto& [retry, at_most] : retry_bounds(search(system).answer())) {
        if (system->retries.at(retry).origin.function == "walk_pud_range") most = std::max(most, at_most);
      }
    }
    return most;
  };
  CHECK(retries("v17") == 1);
  CHECK(retries("v17_review") == 2);
}

TEST_CASE("two remarks of the review prove themselves by statements that are never executed", "[v17]") {
  const auto loaded = load_repository("properties/v17");
  std::map<std::string, bool> executed;  // by step and function, for what the scenario says is dead
  std::map<std::string, bool> all;       // for every statement, by its place
  for (const Job& job : finite_jobs(loaded.model, {"", "v17", ""})) {
    const auto system = lower(loaded.model, job);
    const auto answer = search(system).answer();
    std::vector<bool> seen(system->statements.size(), false);
    for (std::size_t rule = 0; rule < answer.fired.size(); ++rule) {
      if (!answer.fired[rule]) continue;
      for (const auto statement : system->rules[rule].statements) seen[statement] = true;
    }
    for (std::size_t i = 0; i < seen.size(); ++i) {
      const StatementInfo& what = system->statements[i];
      if (!what.dead_because.empty()) executed[what.origin.step + " " + what.origin.function] |= seen[i];
      all[what.origin.file + std::to_string(what.origin.line) + what.text +
          (what.dead_because.empty() ? "" : " (explained)")] |= seen[i];
    }
  }
  CHECK(executed.at("H4 hmm_vma_walk_pud") == false);
  CHECK(executed.at("H5a hmm_vma_walk_pud") == false);
  for (const auto& [step, was] : executed) {
    INFO(step);
    CHECK_FALSE(was);
  }
  // Any other statement that is dead would have to be explained; the second of a dead pair needs no words of its own.
  std::string unexplained;
  for (const auto& [statement, was] : all) {
    if (!was && statement.find("(explained)") == std::string::npos) unexplained += statement + "\n";
  }
  CHECK(unexplained.empty());
}

TEST_CASE("a callback that answers AGAIN for ever on a leaf is shown the lasso", "[v17]") {
  const auto loaded = load_repository("properties/examples/own_callback.prop");
  for (const Job& job : finite_jobs(loaded.model, {})) {
    const auto system = lower(loaded.model, job);
    const auto audited = search(system);
    REQUIRE(audited.verdicts().size() == 1);
    REQUIRE(audited.verdicts().front().status == Status::violated);
    const Replayed& lasso = *audited.verdicts().front().replayed;
    REQUIRE(lasso.trace.loop_start.has_value());
    CHECK(*lasso.trace.loop_start < lasso.trace.rules.size());
    CHECK(lasso.states.at(*lasso.trace.loop_start) == lasso.states.back());
  }
}
