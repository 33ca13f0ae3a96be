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

using Lines = std::vector<std::string>;

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
  CHECK(shown({{at, {0, 1, 3, 4}}, {pud, {1}}}) == "where at U7: pud is table");
  CHECK(shown({{at, {0, 1, 3, 4}}, {pud, {0, 1}}}) == "where at U7: pud is none or table");
  CHECK(shown({{at, {0, 1, 4}}, {vma, {1, 2}}, {pud, {1}}, {lock, {1}}}) ==
        "where at U7 or U8, vma is anon, lock is free: pud is table");
  CHECK(shown({{at, {0, 1, 4}}, {vma, {0}}, {pud, {1}}}) == "where at U7 or U8: vma is anon, or pud is table");
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
  CHECK(show_clause(system, {{at, {0, 1, 3, 4}}, {pud, {0, 1, 3}}}) == "where at U7: pud is not leaf");
  CHECK(show_clause(system, {{at, {0, 1, 3, 4}}, {vma, {0, 1}}, {pud, {0, 1, 3}}, {lock, {0}}}) ==
        "where at U7, vma is dax, pud is leaf: lock is free");
  CHECK(show_clause(system, {{lock, {0}}, {flag, {1}}}) == "where lock is walker: flag is 1");
}

TEST_CASE("the order of the literals does not matter", "[show_proof]") {
  const SystemDraft system = sample();
  CHECK(show_clause(system, {{pud, {1}}, {lock, {1}}, {at, {0, 1, 3, 4}}}) ==
        "where at U7, lock is free: pud is table");
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
  Proof other = proof;
  std::reverse(other.invariant.begin(), other.invariant.end());
  for (const Proof& each : {proof, other}) {
    const ShownProof shown = show_proof(system, each);
    CHECK(shown.claim == "no reachable state or step is bad, by an inductive invariant of 3 clauses");
    CHECK(shown.rests_on == Lines{"where at U7: pud is table", "pud is not bad", "where lock is free: pud is table"});
  }
}

TEST_CASE("every claim, and what it rests on", "[show_proof]") {
  const SystemDraft system = sample();
  Proof proof;
  SECTION("k-induction") {
    proof.k = 3;
    proof.simple_path = true;
    proof.claim = Proof::Claim::never_shown;
    const std::string claim =
        "no reachable state or step shows the witness, by 3-induction over runs that visit no state twice";
    CHECK(show_proof(system, proof).claim == claim);
    CHECK(show_proof(system, proof).rests_on.empty());
    proof.invariant = {{{pud, {2}}}};
    CHECK(show_proof(system, proof).claim == claim + ", given an inductive invariant of 1 clause");
    CHECK(show_proof(system, proof).rests_on == Lines{"pud is leaf"});
  }
  SECTION("retries") {
    proof.claim = Proof::Claim::few_retries;
    proof.at_most = {2};
    CHECK(show_proof(system, proof).claim == "left alone, the walk retries only so often: every state keeps to it");
    CHECK(show_proof(system, proof).rests_on == Lines{"at most 2 times: again: at pud[0]"});
  }
  SECTION("helpers") {
    proof.claim = Proof::Claim::can_go_on;
    proof.helpers = {{0}, {0}};
    CHECK(show_proof(system, proof).claim == "where the walk has not ended, it can go on: every state keeps to it");
    CHECK(show_proof(system, proof).rests_on ==
          Lines{"with 1 step to go, this may help: r0", "with 2 steps to go, this may help: r0"});
  }
}

}  // namespace walkcheck::symbolic
