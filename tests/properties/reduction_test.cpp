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

TEST_CASE("a rival in the middle of its row overwrites a table that somebody else installs meanwhile", "[v17]") {
  // Nobody's row begins at a table, and still the pmd's table goes away under the lock of the pte's.
  const auto loaded = load_text(R"(
level pmd { none, table }
level pte { none, present }
predicate none at pmd, pte = { none }
vma anon
lock pmd_lock per mm
lock pte_lock per pte table
rival slow at pmd: none ~ none ~ none takes pmd_lock
rival quick at pmd: none -> table takes nothing
rival fault at pte: none -> present takes pte_lock
walker walk {
  level pmd as walk_pmd_range {
    M1: if none(*entry) { next }
    M2: descend
  }
  level pte as walk_pte_range {
    enter { acquire pte_lock }
    T1: if none(*entry) { next }
    leave { release pte_lock }
  }
}
scenario small {
  walker walk
  vma anon
  rivals slow, quick, fault
  tables pmd[1] pte[1]
}
property no_stale_table
  never error(stale_table) while held(pte_lock)
  witness load(pte)
  in small expect violated
)");
  for (const Job& job : plan(loaded.model, {})) {
    for (const bool merge : {true, false}) {
      CHECK(words(search(lower(loaded.model, job, {merge, true, true}))) == std::vector<std::string>{"violated"});
    }
  }
}

TEST_CASE("a table in the middle of a row is taken away by the row itself", "[v17]") {
  for (const std::string row : {"none ~ table ~ none", "none ~ table ~ table"}) {
    const auto loaded = load_text(R"(
level pmd { none, table }
level pte { none, present }
predicate none at pmd, pte = { none }
vma anon
lock pmd_lock per mm
lock pte_lock per pte table
rival in_the_middle at pmd: )" + row +
                                  R"( takes pmd_lock
rival fault at pte: none -> present takes pte_lock
walker walk {
  level pmd as walk_pmd_range {
    M1: if none(*entry) { next }
    M2: descend
  }
  level pte as walk_pte_range {
    enter { acquire pte_lock }
    T1: if none(*entry) { next }
    leave { release pte_lock }
  }
}
scenario small {
  walker walk
  vma anon
  rivals in_the_middle, fault
  tables pmd[1] pte[1]
}
property no_stale_table
  never error(stale_table) while held(pte_lock)
  witness load(pte)
  in small expect violated
)");
    for (const Job& job : plan(loaded.model, {})) {
      for (const bool merge : {true, false}) {
        INFO(row << (merge ? "" : ", unmerged"));
        CHECK(words(search(lower(loaded.model, job, {merge, true, true}))) == std::vector<std::string>{"violated"});
      }
    }
  }
}

TEST_CASE("a lock that a merged step takes was held", "[v17]") {
  // The walk ends inside its section: what lies between taking the lock and the load is one step, and no state.
  const auto loaded = load_text(R"(
level pmd { none, present }
predicate none at pmd = { none }
vma anon
lock pmd_lock per mm
rival fault at pmd: none -> present takes pmd_lock
walker walk {
  level pmd as walk_pmd_range {
    M1: acquire pmd_lock
    M2: if none(*entry) { next }
  }
}
scenario small {
  walker walk
  vma anon
  rivals fault
  tables pmd[1]
}
property never_locked
  always not held(pmd_lock)
  in small expect violated
property is_locked
  never descend
  witness held(pmd_lock)
  in small expect holds
)");
  for (const Job& job : plan(loaded.model, {})) {
    for (const bool merge : {true, false}) {
      CHECK(words(search(lower(loaded.model, job, {merge, true, true}))) ==
            std::vector<std::string>{"violated", "holds"});
    }
  }
}

TEST_CASE("a table that a folded level walks twice is not forgotten in between", "[v17]") {
  const auto loaded = load_text(R"(
level pmd { none, table }
level pte { none, present }
vma anon
rival fault at pte: none -> present
walker walk {
  level pmd as walk_pmd_range {
    M1: descend
    M2: descend
  }
  level pte as walk_pte_range {
    T1: let v = *entry
    T2: sleeps "so that rivals may come"
  }
}
scenario small {
  walker walk
  vma anon
  rivals fault
  tables pte[2]
}
scenario any_size = small { tables pte[any] }
property still_there
  at load(pte) always value in { none, present }
  in small, any_size expect holds
property once_there_it_stays
  let seen = yes at load(pte) and address == 0 and value is present initially no
  never load(pte) and address == 0 and value is none while seen == yes
  witness visited(M2)
  in small expect holds
property left_for_good
  let x = *pte at load(pte)
  after visited(M2) never next while *pte is none
  in small expect violated
)");
  for (const Job& job : plan(loaded.model, {"still_there", "any_size", ""}))
    CHECK_THROWS_AS(lower(loaded.model, job), std::domain_error);
  for (const Job& job : finite_jobs(loaded.model, {})) {
    for (const bool forget : {true, false}) {
      CHECK(words(search(lower(loaded.model, job, {true, forget, true}))) ==
            std::vector<std::string>{"holds", "holds", "violated"});
    }
  }
}

TEST_CASE("conditions on states are judged at all events, and not at the end", "[v17]") {
  const auto loaded = load_text(R"(
level pmd { none, present }
vma anon
rival fault at pmd: none -> present takes nothing
callback again for pmd_entry {
  choose answer in { AGAIN }
  action = answer
  return 0
}
walker walk {
  level pmd as walk_pmd_range {
    M1: if has(pmd_entry) { pmd_entry(entry) }
    M2: stop
  }
}
scenario small {
  walker walk
  callback pmd_entry = again
  vma anon
  rivals fault
  tables pmd[2]
}
property in_passing "The answer is gone before the next state."
  always not (action == AGAIN)
  in small expect violated
property in_passing_beside_events
  never action == AGAIN
  witness load or end
  in small expect violated
property seen_in_passing
  never descend
  witness action == AGAIN
  in small expect holds
property the_end_reads_nothing
  let x = *pmd at call
  let seen = yes at end initially no
  never *pmd is present while seen == yes
  in small expect holds
)");
  for (const Job& job : plan(loaded.model, {})) {
    for (const bool merge : {true, false}) {
      for (const bool forget : {true, false}) {
        CHECK(words(search(lower(loaded.model, job, {merge, forget, true}))) ==
              std::vector<std::string>{"violated", "violated", "holds", "holds"});
      }
    }
  }
}

TEST_CASE("what the walk has left is not there, whether it is forgotten or not", "[v17]") {
  const auto loaded = load_text(R"(
level pmd { none, table }
level pte { none, present }
predicate huge at pte = { none }
vma anon
rival install at pmd: none -> table takes nothing
walker walk {
  level pmd as walk_pmd_range {
    M1: descend
  }
  level pte as walk_pte_range {
    T1: if huge(*entry) { next }
  }
}
scenario small {
  walker walk
  vma anon
  rivals install
  tables pmd[2] pte[1]
}
property the_root_has_states "Also when all its entries are passed."
  always *pmd in { none, table }
  in small expect holds
property end_is_nowhere "Judged nowhere, so nothing breaks it."
  at end always *pmd in { none }
  in small expect holds
property below_is_left
  at next(pmd) and not huge(*pte) always address < 0
  witness next(pmd) and not huge(*pte)
  in small expect vacuous
property captures_what_is_there
  let last = *pte at next
  always last in { none, present }
  in small expect holds
)");
  for (const Job& job : plan(loaded.model, {})) {
    for (const bool forget : {true, false}) {
      CAPTURE(forget);
      CHECK(words(search(lower(loaded.model, job, {true, forget, true}))) ==
            std::vector<std::string>{"holds", "holds", "vacuous", "holds"});
    }
  }
}
