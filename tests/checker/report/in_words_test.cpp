#include "checker/report/in_words.hpp"

#include <catch2/catch.hpp>

#include "checker/report/legend.hpp"
#include "checker/report/race.hpp"
#include "checker/report/wrap.hpp"
#include "tests/checker/report/samples.hpp"
#include "tests/golden/golden.hpp"
#include "tests/support/judge.hpp"

using namespace walkcheck;
using namespace walkcheck::testing;

namespace {

/// The first violated result of a scenario's property.
Result violated(const std::string& path, const std::string& scenario, const std::string& property) {
  const Loaded loaded = load_repository(path);
  for (const auto& job : finite_jobs(loaded.model, {property, scenario, "pud[1]*"})) {
    const auto system = std::make_shared<const TransitionSystem>(lower(loaded.model, job));
    const Audited audited = search(*system);
    for (auto& result : collect(job, system, audited.answer(), audited.verdicts())) {
      if (result.evidence) return result;
    }
  }
  FAIL("nothing is violated");
  return {};
}

std::string words(const std::string& path, const std::string& scenario, const std::string& property) {
  const auto text = in_words(violated(path, scenario, property));
  CHECK(widest_line(text) <= page_width);
  return text;
}

}  // namespace

TEST_CASE("a race in words: what was read, what changed, what went wrong, what was assumed") {
  require_golden("words_race.txt", words("properties/v17", "v17", "no_needless_split"));
  require_golden("words_split.txt", words("properties/v17", "v17_pmd_only", "descends_only_into_tables"));
}

TEST_CASE("where nobody else is needed, the words say so") {
  const auto text = words("properties/v17", "v17", "never_sleeps_under_a_lock");
  CHECK_THAT(text, Catch::Contains("Nobody else is needed"));
  CHECK_THAT(text, !Catch::Contains("CPU1"));
}

TEST_CASE("the locks that the walker holds at the end are told, with where it took them") {
  CHECK_THAT(words("properties/v17", "v17", "never_sleeps_under_a_lock"),
             Catch::Contains("CPU0 holds pud_lock, taken in pud_trans_huge_lock(), step H1."));
  // Dropped before the end, and taken twice: what is left.
  CHECK_THAT(words("properties/history", "numa_maps_v65", "no_action_is_left"), !Catch::Contains("CPU0 holds"));
}

TEST_CASE("who changes an entry under which lock is told") {
  const auto text = words("properties/v17", "v17_pmd_only", "descends_only_into_tables");
  CHECK_THAT(text, Catch::Contains("changes pud from leaf to\nnone, under pud_lock (in split_huge_pud(), step U6)."));
  CHECK_THAT(text, Catch::Contains("changes pud from none to leaf, under pud_lock."));
  CHECK_THAT(words("properties/v17", "v17_clear_bad", "locked_pud_is_stable"), !Catch::Contains("late, under"));
}

TEST_CASE("an answer of AGAIN is told") {
  CHECK_THAT(words("properties/history", "numa_maps_v65", "no_action_is_left"),
             Catch::Contains("On CPU0\npmd_entry returns 0, AGAIN (in walk_pmd_range(), step M3)."));
}

TEST_CASE("a lasso in words: what is seen each time, and that it does not end") {
  require_golden("words_lasso.txt", words("properties/history", "damon_v65", "damon_ends"));
}

TEST_CASE("what broke the property in passing is told") {
  const auto text = words("properties/history", "smaps_shmem_v65rc", "smaps_shmem");
  CHECK_THAT(text, Catch::Contains("may sleep: cond_resched_rcu() (in\nshmem_partial_swap_usage(), step S3)"));
}

TEST_CASE("what the walker remembers is told where it decides by it") {
  const auto text = words("properties/history", "numa_maps_fix1", "stale_action");
  CHECK_THAT(text, Catch::Matches("[^]*CPU0\\sfinds\\sthat\\saction\\sis\\sAGAIN\\s[^]*"));
}

TEST_CASE("the steps of a race stand in files") {
  const auto where = legend(*violated("properties/v17", "v17", "no_needless_split").evidence);
  CHECK_THAT(where, Catch::Contains("model/kernel/walkers/v17.walk: U1 line "));
  CHECK_THAT(where, Catch::Contains("/model/kernel/callbacks/hmm.walk: H1 line "));
  CHECK_THAT(where, Catch::Contains(", U6 "));
}

TEST_CASE("a run ends where the property breaks, though its last step goes on") {
  const auto text = words("properties/history", "smaps_shmem_v65rc", "smaps_shmem");
  const auto race_text =
      race(*violated("properties/history", "smaps_shmem_v65rc", "smaps_shmem").evidence, Property::Kind::safety);
  CHECK_THAT(race_text, Catch::EndsWith("may sleep: cond_resched_rcu()  <- here\n"));
  CHECK_THAT(text, !Catch::Contains("drops"));
}
