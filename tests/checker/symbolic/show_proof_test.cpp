#include "checker/symbolic/show_proof.hpp"

#include <algorithm>
#include <memory>

#include <catch2/catch.hpp>

#include "tests/model/system/builder.hpp"

namespace walkcheck::symbolic {

using testing::Builder;

namespace {

ValueNames names(std::vector<std::string> all) {
  return std::make_shared<const std::vector<std::string>>(std::move(all));
}

enum : VariableId { at, vma, pud, lock, flag, count };

SystemDraft sample() {
  Builder build;
  build.variable("at", 5);
  build.variable("vma", 3);
  build.variable("pud", 4);
  build.variable("lock", 2);
  build.variable("flag", 2);
  build.variable("count", 20);
  build.draft.variables[at].values = names({"START", "U1", "U7", "U8", "END"});
  build.draft.variables[at].kind = Variable::Kind::control;
  build.draft.variables[vma].values = names({"anon", "file", "dax"});
  build.draft.variables[pud].values = names({"none", "table", "leaf", "bad"});
  build.draft.variables[lock].values = names({"free", "walker"});
  build.rule(build.constant(1), {}, Actor::rival);
  build.draft.retries = {{"again: at pud[0]", {}, "pud"}};
  return build.draft;
}

}  // namespace

TEST_CASE("a clause is an implication", "[show_proof]") {
  const SystemDraft system = sample();
  const auto shown = [&system](const Clause& clause) { return show_clause(system, clause); };
  CHECK(shown({{at, {0, 1, 3, 4}}, {pud, {1}}}) == "at U7: pud is table");
  CHECK(shown({{at, {0, 1, 3, 4}}, {pud, {0, 1}}}) == "at U7: pud is none or table");
  CHECK(shown({{at, {0, 1, 4}}, {vma, {1, 2}}, {pud, {1}}, {lock, {1}}}) ==
        "at U7 or U8, vma is anon, lock is free: pud is table");
  CHECK(shown({{at, {0, 1, 4}}, {vma, {0}}, {pud, {1}}}) == "at U7 or U8: vma is anon, or pud is table");
}

TEST_CASE("a clause of one literal is a statement", "[show_proof]") {
  const SystemDraft system = sample();
  CHECK(show_clause(system, {{pud, {0, 1, 2}}}) == "pud is not bad");
  CHECK(show_clause(system, {{pud, {2}}}) == "pud is leaf");
  CHECK(show_clause(system, {{at, {0, 1, 2, 4}}}) == "not at U8");
  CHECK(show_clause(system, {{at, {2}}}) == "at U7");
  CHECK(show_clause(system, {{lock, {1}}}) == "lock is walker");
  CHECK(show_clause(system, {}) == "never");
}

TEST_CASE("something stands on the right", "[show_proof]") {
  const SystemDraft system = sample();
  CHECK(show_clause(system, {{at, {0, 1, 3, 4}}, {pud, {0, 1, 3}}}) == "at U7: pud is not leaf");
  CHECK(show_clause(system, {{at, {0, 1, 3, 4}}, {vma, {0, 1}}, {pud, {0, 1, 3}}, {lock, {0}}}) ==
        "at U7, vma is dax, pud is leaf: lock is free");
  CHECK(show_clause(system, {{lock, {0}}, {flag, {1}}}) == "lock is walker: flag is 1");
}

TEST_CASE("the order of the literals does not matter", "[show_proof]") {
  const SystemDraft system = sample();
  CHECK(show_clause(system, {{pud, {1}}, {lock, {1}}, {at, {0, 1, 3, 4}}}) == "at U7, lock is free: pud is table");
}

TEST_CASE("numbers without names are shown as ranges", "[show_proof]") {
  const SystemDraft system = sample();
  CHECK(show_clause(system, {{count, {0, 1, 4, 5, 6, 9}}}) == "count is 0 or 1 or 4..6 or 9");
  CHECK(show_clause(system, {{count, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}}}) == "count is not 13..19");
}

TEST_CASE("lines are folded at 75 columns", "[show_proof]") {
  const std::string text = fold("; ", std::string(70, 'a') + " bbb " + std::string(80, 'c') + " d");
  CHECK(text == "; " + std::string(70, 'a') + "\n;     bbb\n;     " + std::string(80, 'c') + "\n;     d\n");
  CHECK(fold("", "") == "\n");
  CHECK(fold("", "short") == "short\n");
  // 71 characters and three bytes more: columns count, not bytes.
  CHECK(fold("", "\u00e4\u00e4\u00e4" + std::string(68, 'a') + " bbb") ==
        "\u00e4\u00e4\u00e4" + std::string(68, 'a') + " bbb\n");
}

TEST_CASE("a proof in a fixed order", "[show_proof]") {
  const SystemDraft system = sample();
  Proof proof;
  proof.invariant = {{{lock, {1}}, {pud, {1}}}, {{at, {0, 1, 3, 4}}, {pud, {1}}}, {{pud, {0, 1, 2}}}};
  const std::string expected =
      "no reachable state or step is bad, by an inductive invariant of 3 clauses\n"
      "  at U7: pud is table\n"
      "  pud is not bad\n"
      "  lock is free: pud is table\n";
  Proof other = proof;
  std::reverse(other.invariant.begin(), other.invariant.end());
  CHECK(show_proof(system, other) == show_proof(system, proof));
  CHECK(show_proof(system, proof) == expected);
}

TEST_CASE("every claim, and what it rests on", "[show_proof]") {
  const SystemDraft system = sample();
  Proof proof;
  SECTION("k-induction") {
    proof.k = 3;
    proof.simple_path = true;
    proof.claim = Proof::Claim::never_shown;
    CHECK(show_proof(system, proof) ==
          "no reachable state or step shows the witness, by 3-induction over runs that\n"
          "    visit no state twice\n");
    proof.invariant = {{{pud, {2}}}};
    CHECK(show_proof(system, proof) ==
          "no reachable state or step shows the witness, by 3-induction over runs that\n"
          "    visit no state twice, given an inductive invariant of 1 clause\n"
          "  pud is leaf\n");
  }
  SECTION("retries") {
    proof.claim = Proof::Claim::few_retries;
    proof.at_most = {2};
    CHECK(show_proof(system, proof) ==
          "left alone, the walk retries only so often: every state keeps to it\n"
          "  at most 2 times: again: at pud[0]\n");
  }
  SECTION("helpers") {
    proof.claim = Proof::Claim::can_go_on;
    proof.helpers = {{0}, {0}};
    CHECK(show_proof(system, proof) ==
          "where the walk has not ended, it can go on: every state keeps to it\n"
          "  with 1 step to go, this may help: r0\n"
          "  with 2 steps to go, this may help: r0\n");
  }
}

}  // namespace walkcheck::symbolic
