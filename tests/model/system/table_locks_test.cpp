// Rows of several locks, and `lock_below`: one look at an entry that takes the lock of the table below it.

#include <catch2/catch.hpp>

#include <stdexcept>
#include <string>
#include <vector>

#include "tests/support/judge.hpp"

using namespace walkcheck;

namespace {

const std::string tables = R"(
level pmd { none, table, leaf }
level pte { none, present }
predicate none at pmd, pte = { none }
vma anon
lock pmd_lock per mm
lock pte_lock per pte table or is pmd_lock
rival alloc    at pmd: none -> table takes pmd_lock
rival fault    at pte: none -> present takes pte_lock
rival retract  at pmd: table, leaf -> none takes pmd_lock, pte_lock
rival retract_unlocked at pmd: table -> none takes pmd_lock
rivals polite = alloc, fault, retract
rivals rude = polite, retract_unlocked
)";

const std::string walk = R"(
walker walk {
  level pmd as walk_pmd_range {
    M1: if not lock_below(entry, pte_lock) { next }
    M2: descend
    M3: release pte_lock
    M4: let w = *entry
  }
  level pte as walk_pte_range { T1: let v = *entry }
}
)";

const std::string scenarios = R"(
scenario polite { walker walk  vma anon  rivals polite  tables pmd[2] pte[2]  locks split, single }
scenario rude = polite { rivals rude }
)";

/// The verdicts with and without merging, which must be the same.
std::vector<std::string> verdicts(const Loaded& loaded, const Job& job) {
  const auto merged = words(search(lower(loaded.model, job)));
  CHECK(merged == words(search(lower(loaded.model, job, {false, false, true}))));
  return merged;
}

}  // namespace

TEST_CASE("a row that takes the lock of the table below waits for it", "[rivals]") {
  const auto loaded = load_text(tables + walk + scenarios + R"(
property linked
  never error
  witness load(pte)
  in polite expect holds
  in rude expect violated
property locked
  never load(pte) while not held(pte_lock)
  witness load(pte)
  in polite, rude expect holds
property linked_for_good
  after visited(M3) never load(pmd) while value is none until next
  in polite, rude expect violated
)");
  for (const Job& job : finite_jobs(loaded.model, {})) {
    INFO(job.scenario << ", " << job.locks);
    // With one lock for all tables a row that takes any lock takes this one.
    const std::string linked = job.scenario == "rude" && job.locks == "split" ? "violated" : "holds";
    CHECK(verdicts(loaded, job) == std::vector<std::string>{linked, "holds", "violated"});
  }
}

TEST_CASE("a row needs no lock of a table that is not there", "[rivals]") {
  // A leaf goes while somebody holds the lock of whatever may lie below.
  const auto loaded = load_text(tables + R"(
rival huge at pmd: none -> leaf takes pmd_lock
walker walk {
  level pmd as walk_pmd_range {
    M1: if *entry is not leaf { next }
    M2: acquire pte_lock
    M3: let v = *entry
    M4: release pte_lock
  }
  level pte as walk_pte_range { T1: let v = *entry }
}
scenario leaves { walker walk  vma anon  rivals polite, huge  tables pmd[1] pte[1] }
property stays
  never load(pmd) while held(pte_lock) and value is none
  witness load(pmd)
  in leaves expect violated
)");
  for (const Job& job : finite_jobs(loaded.model, {}))
    CHECK(verdicts(loaded, job) == std::vector<std::string>{"violated"});
}

TEST_CASE("lock_below says no to all but tables, and takes nothing then", "[rivals]") {
  const auto loaded = load_text(tables + R"(
walker walk {
  level pmd as walk_pmd_range {
    M1: if lock_below(entry, pte_lock) { M2: release pte_lock  next }
    M3: acquire pte_lock
    M4: if lock_below(entry, pte_lock) { release pte_lock  next }
    M5: release pte_lock
  }
  level pte as walk_pte_range { T1: let v = *entry }
}
scenario twice { walker walk  vma anon  rivals polite  tables pmd[1] pte[1] }
property before_it_is_taken
  before load(pmd) never lock(pte_lock)
  at visited(M2) always held(pte_lock)
  at visited(M3) always locks_held == 0
  in twice expect holds
property taken_twice
  never error(self_deadlock)
  witness visited(M4)
  in twice expect violated
)");
  for (const Job& job : finite_jobs(loaded.model, {}))
    CHECK(verdicts(loaded, job) == std::vector<std::string>{"holds", "violated"});
}

TEST_CASE("tables of any size keep the lock of the table below until its entry is left", "[rivals][any]") {
  const auto loop = [](const std::string& release) {
    return load_text(tables + R"(
callback look for pmd_entry {
  if not lock_below(entry, pte_lock) { return 0 }
  for each pte page below entry { let v = *page }
)" + release + R"(
  return 0
}
walker walk {
  level pmd as walk_pmd_range { M1: if has(pmd_entry) { err = pmd_entry(entry) } }
  level pte as walk_pte_range { T1: let v = *entry }
}
scenario small { walker walk  callback pmd_entry = look  vma anon  rivals polite  tables any }
property linked
  never error
  witness load(pte)
  in small expect holds
property unlocked
  at returned(pmd_entry) always locks_held == 0
  in small expect holds
)");
  };
  const auto good = loop("release pte_lock");
  for (const Job& job : plan(good.model, {}))
    CHECK(words(search(lower(good.model, job))) == std::vector<std::string>{"holds", "holds"});
  const auto bad = loop("");
  for (const Job& job : plan(bad.model, {})) CHECK_THROWS_AS(lower(bad.model, job), std::domain_error);
}

TEST_CASE("locks of tables in the wrong place are faults", "[rivals]") {
  const auto faults = [](const std::string& text) { return faults_of(tables + text); };
  CHECK(faults("rival r at pmd: none ~ leaf ~ none takes pmd_lock, pte_lock") ==
        "a rival that others can see in the middle of its row takes one lock\n");
  CHECK(faults("rival r at pmd: none -> leaf takes pmd_lock, pmd_lock") == "'pmd_lock' is taken already\n");
  CHECK(faults("rival r at pmd: none -> leaf takes pmd_lock, pte_lok") == "there is no lock 'pte_lok' here\n");
  CHECK(faults("primitive p(pmd e) { if lock_below(e, pmd_lock) { } }") ==
        "'pmd_lock' is not the lock of the tables below this entry\n");
  CHECK(faults("primitive p(pte e) { if lock_below(e, pte_lock) { } }") ==
        "'pte_lock' is not the lock of the tables below this entry\n");
  CHECK(faults("primitive p(pmd e) { if lock_below(e) { } }") == "lock_below() takes an entry and a lock\n");
  CHECK(faults("primitive p(pmd e) { if lock_below(f, pte_lock) { } }") == "there is no entry 'f' here\n");
  CHECK(faults("primitive p(pmd e) { lock_below(e, pte_lock) }") ==
        "the answer of lock_below() says whether the lock is held\n");
  CHECK(faults("primitive p(pmd e) { if lock_below(e, pte_lock) == yes { } }") == "a condition cannot be compared\n");
  CHECK(faults("primitive lock_below(pmd e) { sleeps \"a while\" }") != "");
}
