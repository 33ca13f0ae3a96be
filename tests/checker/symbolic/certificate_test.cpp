#include "checker/symbolic/certificate.hpp"

#include <stdexcept>

#include <catch2/catch.hpp>

#include "checker/symbolic/check_proof.hpp"
#include "checker/symbolic/smtlib.hpp"
#include "tests/checker/symbolic/support/answers.hpp"
#include "tests/checker/symbolic/support/solvers.hpp"
#include "tests/model/system/builder.hpp"

namespace walkcheck::symbolic {

using testing::Builder;
using testing::require_unsat;

namespace {

/// x goes 0, 2, 4, 6, 0, ...; y says what x was; x is never 3, and never 5 with y == 4.
Builder even_numbers() {
  Builder build;
  const VariableId x = build.variable("x", 8);
  const VariableId y = build.variable("y", 8);
  build.rule(build.draft.terms.less(build.draft.terms.variable(x), build.constant(6)),
             {{x, build.plus(x, 2)}, {y, build.draft.terms.variable(x)}});
  build.rule(build.is(x, 6), {{x, build.constant(0)}});
  build.never(build.is(x, 3));
  build.never(build.draft.terms.all(build.is(x, 5), build.is(y, 4)));
  return build;
}

constexpr auto kNotKept = "consecution of rules 0 to 1: the solver answers sat";
const std::vector<Clause> kEven = {{{0, {0, 2, 4, 6}}}};

}  // namespace

TEST_CASE("an inductive invariant is a proof", "[certificate]") {
  const TransitionSystem system = even_numbers().sealed();
  CHECK(check_proof(system, 0, invariant(kEven)) == std::nullopt);
  CHECK(accepted(system, 1, invariant(kEven)));
  require_unsat(certificate(system, 0, invariant(kEven)));
  require_unsat(certificate(system, 1, invariant(kEven)));
}

TEST_CASE("what is wrong with a proof is said by the name of the query", "[certificate]") {
  const TransitionSystem system = even_numbers().sealed();
  CHECK(check_proof(system, 0, invariant({})) == "safety: the solver answers sat");
  CHECK(check_proof(system, 0, invariant({{{0, {0, 2, 4, 6, 7}}}})) == std::nullopt);
  CHECK(check_proof(system, 0, invariant({{{0, {0, 2, 4, 5, 6}}}})) == kNotKept);
  CHECK(check_proof(system, 0, invariant({{{0, {1, 5, 7}}}})) == "initiation: the solver answers sat");
  CHECK(check_proof(system, 0, invariant({{{0, {0, 1, 2, 4}}}})) == kNotKept);
}

TEST_CASE("k-induction", "[certificate]") {
  // 0 -> 1 -> 2 -> 0, and 3 -> 4 -> 5 -> 6, which is bad: only a row of four states before it is too long.
  Builder build;
  const VariableId x = build.variable("x", 8);
  for (const auto& [from, to] : {std::pair{0, 1}, {1, 2}, {2, 0}, {3, 4}, {4, 5}, {5, 6}})
    build.rule(build.is(x, from), {{x, build.constant(to)}});
  build.never(build.is(x, 6));
  const TransitionSystem system = build.sealed();
  Proof proof;
  for (const std::uint32_t k : {1U, 2U, 3U}) {
    proof.k = k;
    CHECK_FALSE(accepted(system, 0, proof));
  }
  proof.k = 4;
  CHECK(accepted(system, 0, proof));
  require_unsat(certificate(system, 0, proof));
  // A clause that cuts the row short; k is then smaller.
  proof.invariant = {{{x, {0, 1, 2, 4, 5, 6, 7}}}};
  proof.k = 3;
  CHECK(accepted(system, 0, proof));
  require_unsat(certificate(system, 0, proof));
  proof.k = 2;
  CHECK(check_proof(system, 0, proof) == "step: the solver answers sat");
  // It must be inductive by itself.
  proof.invariant = {{{x, {0, 1, 2, 3, 5, 6, 7}}}};
  proof.k = 4;
  CHECK(check_proof(system, 0, proof) == "consecution of rules 0 to 5: the solver answers sat");
}

TEST_CASE("a run that ends early is not forgotten", "[certificate]") {
  // 0 -> 1, which is bad and has no successor: no run of two steps exists.
  Builder build;
  const VariableId x = build.variable("x", 3);
  build.rule(build.is(x, 0), {{x, build.constant(1)}});
  build.never(build.is(x, 1));
  const TransitionSystem system = build.sealed();
  Proof proof;
  for (const bool simple : {false, true}) {
    proof.simple_path = simple;
    for (const std::uint32_t k : {1U, 2U, 3U, 4U}) {
      proof.k = k;
      CHECK_FALSE(accepted(system, 0, proof));
    }
  }
  proof.k = 3;
  CHECK(check_proof(system, 0, proof) == "base 1: the solver answers sat");
}

TEST_CASE("a dead end at the start, and none", "[certificate]") {
  Builder build;
  const VariableId x = build.variable("x", 2);
  build.never(build.is(x, 0));
  build.never(build.is(x, 1));
  const TransitionSystem system = build.sealed();  // without rules
  Proof proof;
  proof.k = 2;
  CHECK_FALSE(accepted(system, 0, proof));
  CHECK(accepted(system, 1, proof));
  CHECK(accepted(system, 1, invariant({{{x, {0}}}})));
  require_unsat(certificate(system, 1, proof));
}

TEST_CASE("paths without repetition", "[certificate]") {
  // 3 -> 4 -> 3 and 4 -> 5, which is bad: rows before it are as long as one likes, but not without repetition.
  Builder build;
  const VariableId x = build.variable("x", 6);
  const VariableId noise = build.variable("noise", 3);
  for (const auto& [from, to] : {std::pair{0, 1}, {1, 0}, {3, 4}, {4, 3}, {4, 5}})
    build.rule(build.is(x, from), {{x, build.constant(to)}, {noise, build.constant(from % 3)}});
  build.never(build.is(x, 5));
  const TransitionSystem system = build.sealed();
  Proof proof;
  for (const std::uint32_t k : {2U, 3U, 5U}) {
    proof.k = k;
    CHECK_FALSE(accepted(system, 0, proof));
  }
  proof.simple_path = true;
  proof.k = 2;
  CHECK_FALSE(accepted(system, 0, proof));
  // 4, 3, 4, 5 visits 4 twice. That `noise` differs does not count: nothing depends on it.
  proof.k = 3;
  CHECK(accepted(system, 0, proof));
  require_unsat(certificate(system, 0, proof));
}

TEST_CASE("a value out of range spoils every proof that does not exclude it", "[certificate]") {
  Builder build;
  const VariableId x = build.variable("x", 5);
  const VariableId y = build.variable("y", 3);
  build.rule(build.is(y, 1), {{x, build.plus(x, 1)}});
  build.rule(build.is(y, 2),
             {{x, build.draft.terms.arithmetic(Op::subtract, build.constant(-2), build.draft.terms.variable(x))}});
  build.never(build.is(y, 2)).witness_state = build.is(y, 2);
  build.property(Property::Kind::no_deadlock);
  build.draft.ended = build.constant(1);
  const std::vector<Clause> calm = {{{y, {0}}}};
  const std::vector<Clause> small = {{{y, {0, 1}}}};
  SECTION("nothing fires") {
    const TransitionSystem system = build.sealed();
    CHECK(accepted(system, 0, invariant(calm)));
    require_unsat(certificate(system, 0, invariant(calm)));
    CHECK_FALSE(accepted(system, 0, invariant(small)));
    for (const auto claim : {Proof::Claim::never_shown, Proof::Claim::can_go_on}) {
      Proof proof = invariant(calm);
      proof.claim = claim;
      const std::size_t property = claim == Proof::Claim::never_shown ? 0 : 1;
      CHECK(accepted(system, property, proof));
      require_unsat(certificate(system, property, proof));
      proof.invariant = small;
      CHECK_FALSE(accepted(system, property, proof));
    }
  }
  SECTION("x runs out of its values") {
    build.rule(build.constant(1), {{y, build.constant(1)}});
    const TransitionSystem system = build.sealed();
    CHECK_FALSE(accepted(system, 0, invariant(small)));
    Proof proof;
    proof.k = 8;
    CHECK_FALSE(accepted(system, 0, proof));
  }
  SECTION("a negative value") {
    build.rule(build.constant(1), {{y, build.constant(2)}});
    const TransitionSystem system = build.sealed();
    Proof proof;
    proof.claim = Proof::Claim::can_go_on;
    CHECK_FALSE(accepted(system, 1, proof));
  }
}

TEST_CASE("marks count where their condition holds and the rule can fire", "[certificate]") {
  Builder build;
  const VariableId x = build.variable("x", 4);
  const VariableId y = build.variable("y", 2, std::nullopt);
  build.draft.marks = 2;
  const auto rule =
      build.rule(build.draft.terms.less(build.draft.terms.variable(x), build.constant(2)), {{x, build.plus(x, 1)}});
  build.draft.rules[rule].marks = {{0, build.is(x, 2)}, {0, build.is(x, 3)}, {1, build.is(y, 1)}};
  for (const MarkId mark : {0U, 1U}) {
    Property& property = build.property(Property::Kind::safety);
    property.bad_mark = mark;
    property.witness_mark = 1 - mark;
  }
  const TransitionSystem system = build.sealed();
  CHECK(accepted(system, 0, {}));
  require_unsat(certificate(system, 0, {}));
  CHECK_FALSE(accepted(system, 1, {}));
  CHECK_FALSE(accepted(system, 1, invariant({{{x, {0, 1, 2}}}})));
  Proof shown;
  shown.claim = Proof::Claim::never_shown;
  CHECK_FALSE(accepted(system, 0, shown));
  CHECK(accepted(system, 1, shown));
  require_unsat(certificate(system, 1, shown));
}

TEST_CASE("the shape of a proof", "[certificate]") {
  Builder build = even_numbers();
  build.property(Property::Kind::terminates);
  build.property(Property::Kind::no_deadlock);
  build.rule(build.is(0, 1), {}, Actor::rival);
  build.draft.retries.resize(2);
  const TransitionSystem system = build.sealed();
  Proof proof = invariant(kEven);
  std::size_t property = 0;
  SECTION("unknown property") { property = 4; }
  SECTION("no witness") { proof.claim = Proof::Claim::never_shown; }
  SECTION("safety, and a property of termination") { property = 2; }
  SECTION("termination, and a property of safety") { proof.claim = Proof::Claim::no_cycle; }
  SECTION("retries, and a property of safety") { proof.claim = Proof::Claim::few_retries; }
  SECTION("going on, and a property of safety") { proof.claim = Proof::Claim::can_go_on; }
  SECTION("no induction") { proof.k = 0; }
  SECTION("endless induction") { proof.k = 4000000000; }
  SECTION("bounds without a claim") { proof.at_most = {1, 1}; }
  SECTION("helpers without a claim") { proof.helpers = {{2}}; }
  SECTION("too few bounds") {
    property = 2;
    proof.claim = Proof::Claim::few_retries;
    proof.at_most = {1};
  }
  SECTION("going on over several steps") {
    property = 3;
    proof.claim = Proof::Claim::can_go_on;
    proof.k = 2;
  }
  SECTION("a helper that is not there") {
    property = 3;
    proof.claim = Proof::Claim::can_go_on;
    proof.helpers = {{3}};
  }
  SECTION("a helper that is the walker itself") {
    property = 3;
    proof.claim = Proof::Claim::can_go_on;
    proof.helpers = {{2}, {0}};
  }
  SECTION("unknown variable") { proof.invariant = {{{2, {0}}}}; }
  SECTION("no values") { proof.invariant = {{{0, {}}}}; }
  SECTION("all values") { proof.invariant = {{{0, {0, 1, 2, 3, 4, 5, 6, 7}}}}; }
  SECTION("unknown value") { proof.invariant = {{{0, {0, 8}}}}; }
  SECTION("values without order") { proof.invariant = {{{0, {2, 0, 4, 6}}}}; }
  SECTION("a value twice") { proof.invariant = {{{0, {0, 0, 2, 4, 6}}}}; }
  SECTION("two literals for a variable") { proof.invariant = {kEven[0], {{0, {0}}, {1, {0}}, {0, {2}}}}; }
  CHECK(check_proof(system, property, proof).has_value());
  CHECK_THROWS_AS(certificate(system, property, proof), std::logic_error);
}

TEST_CASE("an empty clause holds where nothing is reachable", "[certificate]") {
  Builder build;
  const VariableId x = build.variable("x", 2);
  build.never(build.is(x, 0));
  CHECK_FALSE(accepted(build.sealed(), 0, invariant({{}})));
  build.draft.initial.push_back(build.is(x, 1));
  CHECK(accepted(build.sealed(), 0, invariant({{}})));
  require_unsat(certificate(build.sealed(), 0, invariant({{}})));
}

TEST_CASE("no time, no proof", "[certificate]") {
  const TransitionSystem system = even_numbers().sealed();
  CHECK_THROWS_AS(check_proof(system, 0, invariant(kEven), 0.0), CheckGaveUp);
  CHECK(check_proof(system, 0, invariant(kEven), 60.0) == std::nullopt);
  CHECK(check_proof(system, 0, invariant(kEven), 1e9) == std::nullopt);
}

TEST_CASE("a checker that remembers does not confuse proofs", "[certificate]") {
  const ProofChecker check = proof_checker();
  Builder build = even_numbers();
  const TransitionSystem system = build.sealed();
  build.rule(build.is(0, 6), {{0, build.constant(1)}});
  const TransitionSystem other = build.sealed();
  for (int round = 0; round < 2; ++round) {
    CHECK(check(system, 0, invariant(kEven)) == std::nullopt);
    CHECK(check(system, 1, invariant(kEven)) == std::nullopt);
    CHECK(check(other, 0, invariant(kEven)) == "consecution of rules 0 to 2: the solver answers sat");
    CHECK(check(system, 0, invariant({{{0, {0, 2, 3, 4, 6}}}})) == kNotKept);
    CHECK(check(system, 1, invariant({{{1, {0, 2, 4, 6}}}})) == kNotKept);
    CHECK(check(system, 0, invariant({})) == "safety: the solver answers sat");
  }
}

TEST_CASE("a certificate can be read", "[certificate]") {
  const std::string text = certificate(even_numbers().sealed(), 0, invariant(kEven));
  for (const std::string part :
       {"; A certificate of walkcheck, format 1.\n", "Property: p0.", "; x is 0 or 2 or 4 or 6\n(define-fun |clause 0|",
        "(set-logic QF_BV)\n",
        "; initiation: ", "; consecution of rules 0 to 1: ", "; safety: ", "(set-info :status unsat)\n(check-sat)\n"}) {
    INFO(text);
    CHECK(text.find(part) != std::string::npos);
  }
  CHECK(testing::count_queries(text) == 3);
}

TEST_CASE("odd names do no harm", "[certificate]") {
  Builder build;
  const VariableId x = build.variable("|x\\", 3);
  const VariableId y = build.variable("|x|", 3);
  build.variable("rule", 2);
  build.rule(build.is(x, 0), {{x, build.constant(1)}, {y, build.constant(1)}});
  build.draft.rules[0].name = "\"|)\n(check-sat)";
  build.never(build.is(x, 2)).name = "p\n(check-sat)\n|";
  build.draft.name = "\r\n(exit)";
  const TransitionSystem system = build.sealed();
  CHECK(accepted(system, 0, invariant({{{x, {0, 1}}}})));
  require_unsat(certificate(system, 0, invariant({{{x, {0, 1}}}})));
}

TEST_CASE("who can go on, with help", "[certificate]") {
  // The walk waits at 1 for y to become 0; rivals take y from 3 to 2 to 1 to 0, and from 0 to 3.
  Builder build;
  const VariableId at = build.variable("at", 3);
  const VariableId y = build.variable("y", 4);
  build.rule(build.is(at, 0), {{at, build.constant(1)}});
  build.rule(build.draft.terms.all(build.is(at, 1), build.is(y, 0)), {{at, build.constant(2)}});
  const auto down = build.rule(build.draft.terms.less(build.constant(0), build.draft.terms.variable(y)),
                               {{y, build.plus(y, -1)}}, Actor::rival);
  const auto up = build.rule(build.is(y, 0), {{y, build.constant(3)}}, Actor::rival);
  build.property(Property::Kind::no_deadlock);
  build.draft.ended = build.is(at, 2);
  const TransitionSystem system = build.sealed();
  Proof proof;
  proof.claim = Proof::Claim::can_go_on;
  for (std::size_t levels = 0; levels < 5; ++levels) {
    proof.helpers.assign(levels, {down});
    CHECK(accepted(system, 0, proof) == (levels >= 3));
  }
  require_unsat(certificate(system, 0, proof));
  proof.helpers = {{down}, {down}, {up}};
  CHECK_FALSE(accepted(system, 0, proof));
  proof.helpers = {{down}, {down}, {up, down}};
  CHECK(accepted(system, 0, proof));
  proof.helpers = {{down}, {down}};
  proof.invariant = {{{y, {0, 1, 2}}}};
  CHECK(check_proof(system, 0, proof) == "consecution of rules 0 to 3: the solver answers sat");
}

TEST_CASE("long lines are folded between symbols", "[certificate]") {
  const std::string symbol = "|" + std::string(30, 'a') + " " + std::string(30, 'b') + "|";
  const std::string line = "(assert (or " + symbol + " " + symbol + " " + symbol + "))\n";
  const std::string folded = fold_script("; " + std::string(120, 'c') + " d\n" + line + "(check-sat)\n");
  CHECK(folded == "; " + std::string(120, 'c') + " d\n(assert (or " + symbol + "\n  " + symbol + "\n  " + symbol +
                      "))\n(check-sat)\n");
  CHECK(fold_script(folded) == folded);
}

}  // namespace walkcheck::symbolic
