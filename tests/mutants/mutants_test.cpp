// The properties must notice what goes wrong: each planted fault flips the verdict that is named here.

#include <algorithm>
#include <map>

#include <catch2/catch.hpp>

#include "tests/support/judge.hpp"

using namespace walkcheck;

namespace {

struct Mutant {
  std::string scenario, base;
  std::string property;  // one that notices
  std::string verdict;   // what becomes of it
};

const std::string unlocked = "v17_review_unlocked";

const std::vector<Mutant> mutants{
    {"mutant_drop_U1", unlocked, "again_terminates", "violated"},
    {"mutant_hole_without_next", unlocked, "again_terminates", "violated"},
    {"mutant_drop_U2", unlocked, "action_is_reset_before_callbacks", "violated"},
    {"mutant_ignore_error_of_pud_entry", unlocked, "error_stops_the_walk", "violated"},
    {"mutant_drop_U4", unlocked, "no_needless_split", "violated"},
    {"mutant_again_means_next", unlocked, "every_address_is_covered", "violated"},
    {"mutant_drop_U5", unlocked, "continue_never_descends", "violated"},
    {"mutant_drop_U6", unlocked, "again_terminates", "violated"},
    {"mutant_drop_U7", unlocked, "descends_only_into_tables", "violated"},
    {"mutant_swap_U6_U7", unlocked, "again_terminates", "violated"},
    {"mutant_drop_U9", unlocked, "error_stops_the_walk", "violated"},
    {"mutant_bad_means_hole", unlocked, "hole_only_where_empty", "violated"},
    {"mutant_drop_M2", "v17_pmd_only", "action_is_reset_before_callbacks", "violated"},
    {"mutant_leave_without_unlock", "v17_pmd_only", "locks_released", "violated"},
    {"mutant_forget_unlock", unlocked, "locks_released", "violated"},
    {"mutant_forget_unlock_when_filled", unlocked, "locks_released", "violated"},
    {"mutant_unlock_twice", unlocked, "locks_released", "violated"},
    {"mutant_again_for_tables", unlocked, "again_terminates", "violated"},
    {"mutant_fault_before_unlock", unlocked, "never_sleeps_under_a_lock", "violated"},
    {"mutant_pmd_without_leaf_tests", unlocked, "descends_only_into_tables", "violated"},
    {"mutant_lock_without_recheck", unlocked, "locked_pud_is_never_none", "violated"},
    {"mutant_fail_without_unlock", unlocked, "locks_released", "violated"},
    {"mutant_success_without_lock", unlocked, "locks_released", "violated"},
    {"mutant_split_without_unlock", unlocked, "no_lock_taken_twice", "violated"},
    {"mutant_leaf_is_stable", unlocked, "descends_only_into_tables", "violated"},
    {"mutant_zap_takes_tables", unlocked, "descends_only_into_tables", "violated"},
    {"mutant_zap_without_lock", unlocked, "locked_pud_is_stable", "violated"},
    {"mutant_fault_over_table", unlocked, "descends_only_into_tables", "violated"},
    {"mutant_collapse_under_the_walk", unlocked, "descends_only_into_tables", "violated"},
    {"mutant_migration_never_ends", unlocked, "no_deadlock", "violated"},
};

/// The verdict of each property over all sizes: a violation in one is a violation.
std::map<std::string, std::string> verdicts(const CheckedModel& model, const std::string& scenario,
                                            const std::string& base) {
  std::map<std::string, std::string> found;
  for (Job job : finite_jobs(model, {"", base, ""})) {
    job.scenario = scenario;
    const auto judged = words(search(lower(model, job)));
    for (std::size_t i = 0; i < judged.size(); ++i) {
      auto& verdict = found.emplace(job.tasks[i].property, judged[i]).first->second;
      if (judged[i] == "violated") verdict = judged[i];
    }
  }
  return found;
}

}  // namespace

TEST_CASE("each planted fault flips a verdict", "[mutants]") {
  const auto loaded = load_repository(std::vector<std::string>{"properties/v17", "tests/mutants/mutants.walk"});
  std::map<std::string, std::map<std::string, std::string>> bases;
  for (const Mutant& mutant : mutants) {
    if (!bases.contains(mutant.base)) bases[mutant.base] = verdicts(loaded.model, mutant.base, mutant.base);
    const auto& sound = bases[mutant.base];
    const auto faulty = verdicts(loaded.model, mutant.scenario, mutant.base);
    std::string flipped;
    for (const auto& [property, verdict] : faulty) {
      if (sound.at(property) != verdict) flipped += property + " is " + verdict + "; ";
    }
    INFO(mutant.scenario << ": " << flipped);
    CHECK(sound.at(mutant.property) == "holds");
    CHECK(faulty.at(mutant.property) == mutant.verdict);
  }
}
