// Rows that free a table after a lock: who holds it reads an empty table, who has dropped it uses one that is gone.
#include <catch2/catch.hpp>

#include <string>
#include <vector>

#include "tests/support/judge.hpp"

using namespace walkcheck;

namespace {

const std::string tables = R"(
level pmd { none, table }
level pte { none, present }
predicate none at pmd, pte = { none }
vma anon
lock pmd_lock per mm
lock pte_lock per pte table or is pmd_lock
lock rcu per mm
rival alloc at pmd: none -> table { all present } takes pmd_lock
rival retract at pmd: table -> none takes pmd_lock frees after rcu
walker walk {
  level pmd { M1: if has(pmd_entry) { err = pmd_entry(entry) } }
  level pte { T1: next }
}
)";

/// The verdict on `judged` of a walk whose pmd_entry is `body`, with and without merging, which must be the same.
std::string verdict(const std::string& body, const std::string& judged) {
  const auto loaded = load_text(tables + "callback look for pmd_entry {" + body + " return 0 }\n" +
                                "scenario small { walker walk  callback pmd_entry = look  vma anon  "
                                "rivals alloc, retract  tables pmd[1] pte[2] }\n" +
                                "property asked " + judged + " witness call in small expect holds\n");
  const Job job = plan(loaded.model, {}).front();
  const auto merged = words(search(lower(loaded.model, job)));
  CHECK(merged == words(search(lower(loaded.model, job, {false, false, true}))));
  return merged.front();
}

const std::string no_error = "never error";

}  // namespace

TEST_CASE("who holds the lock may read the table that was taken away", "[rcu]") {
  CHECK(verdict("acquire rcu  for each pte p below entry { let v = *p } else { } release rcu", no_error) == "holds");
  CHECK(verdict("for each pte p below entry { let v = *p } else { }", no_error) == "violated");
  CHECK(verdict("for each pte p below entry { acquire rcu  let v = *p  release rcu } else { }", no_error) ==
        "violated");
}

TEST_CASE("all that is read there is none, whatever is linked in its place by then", "[rcu]") {
  const std::string body =
      "acquire rcu  for each pte p below entry { K1: let v = *p  K2: let w = *p  "
      "if v is none and w is present { K3: goto out } } else { }  out: release rcu";
  // Nobody fills an entry here, so an entry that was empty once stays so; the new table at its place is full.
  CHECK(verdict(body, "never visited(K3)") == "holds");
  const std::string emptied =
      "acquire rcu  for each pte p below entry { let v = *p  if v is none { K3: goto out } } "
      "else { }  out: release rcu";
  CHECK(verdict(emptied, "never visited(K3)") == "violated");
}

TEST_CASE("nothing but loads is allowed there, and nothing once the lock is dropped", "[rcu]") {
  CHECK(verdict("acquire rcu  for each pte p below entry { *p = none } else { }  release rcu", no_error) == "violated");
  CHECK(verdict("acquire rcu  for each pte p below entry { acquire pte_lock  release pte_lock } else { }  release rcu",
                no_error) == "violated");
  CHECK(
      verdict("acquire rcu  for each pte p below entry { release rcu  let v = *p  acquire rcu } else { }  release rcu",
              no_error) == "violated");
}

TEST_CASE("without else an entry that is no table is an error of the loop", "[rcu]") {
  CHECK(verdict("acquire rcu  for each pte p below entry { let v = *p }  release rcu", "never error(bad_deref)") ==
        "violated");
  CHECK(verdict("for each pte p below entry { let v = *p } else { K1: release rcu }", "never error(unlock_not_held)") ==
        "violated");
}

TEST_CASE("only a row that takes a table away in one step frees it later, and after a lock of the mm", "[rcu]") {
  const auto faults = [](const std::string& row) { return faults_of(tables + "rival wrong at " + row + "\n"); };
  const std::string no_table = "rival 'wrong' takes no table away in one step\n";
  CHECK(faults("pmd: none -> table takes pmd_lock frees after rcu") == no_table);
  CHECK(faults("pte: present -> none takes pte_lock frees after rcu") == no_table);
  CHECK(faults("pmd: table ~ none ~ table takes pmd_lock frees after rcu") == no_table);
  CHECK(faults("pmd: table -> none takes pmd_lock frees after pte_lock") == "'pte_lock' goes with its table\n");
  CHECK(faults("pmd: table -> none takes pmd_lock frees after rcv") == "there is no lock 'rcv' here\n");
}

TEST_CASE("what is said to be dead must be there", "[scenarios]") {
  const auto faults = [](const std::string& dead) {
    return faults_of(tables +
                     "scenario small { walker walk  vma anon  rivals alloc  tables pmd[1] pte[1]  expect dead " + dead +
                     " because \"so it is\" }\n");
  };
  CHECK(faults("retract") == "there is no rival 'retract' here\n");
  CHECK(faults("pmd_entry") == "there is no rival 'pmd_entry' here\n");
}
