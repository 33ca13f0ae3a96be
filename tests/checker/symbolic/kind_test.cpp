#include "checker/symbolic/kind.hpp"

#include <chrono>
#include <string>

#include <catch2/catch.hpp>

#include "checker/audit/audit.hpp"
#include "checker/symbolic/check_proof.hpp"
#include "tests/checker/support/naive.hpp"
#include "tests/checker/support/random_graph.hpp"
#include "tests/checker/support/random_system.hpp"
#include "tests/checker/support/walk_race.hpp"
#include "tests/checker/symbolic/support/answers.hpp"
#include "tests/model/system/builder.hpp"
#include "tests/support/effort.hpp"

namespace walkcheck::symbolic {

using testing::Builder;

namespace {

Answer search(const TransitionSystem& system, const Limits& limits) {
  return heard(system, kind(system, limits, nullptr));
}

void compare(const TransitionSystem& system, const Answer& answer, std::vector<std::uint32_t>& seen) {
  const testing::NaiveAnswer naive = testing::search_naively(*system);
  for (std::size_t i = 0; i < answer.verdicts.size(); ++i) {
    const Verdict& verdict = answer.verdicts[i];
    CAPTURE(system->name, i, name(verdict.status), name(naive.statuses[i]), verdict.reason);
    ++seen[static_cast<std::size_t>(verdict.status)];
    switch (verdict.status) {
      case Status::proved:
        REQUIRE(naive.statuses[i] == Status::holds);
        REQUIRE(verdict.proof);
        break;
      case Status::violated:
        if (naive.lengths[i]) REQUIRE(verdict.trace->rules.size() == *naive.lengths[i]);
        [[fallthrough]];
      case Status::holds:
      case Status::vacuous:
        REQUIRE(verdict.status == naive.statuses[i]);
        break;
      case Status::bounded:
        if (naive.lengths[i]) REQUIRE(*naive.lengths[i] > verdict.bound.value());
        break;
      case Status::unknown:
        REQUIRE(system->properties[i].kind == Property::Kind::no_deadlock);
        break;
    }
  }
}

}  // namespace

TEST_CASE("k-induction never contradicts the naive search", "[symbolic]") {
  std::vector<std::uint32_t> seen(6);
  // What is proved here is compared; that it is proved well is checked where certificates are small, below.
  const auto trust = [](const TransitionSystem&, std::size_t, const Proof&) { return std::nullopt; };
  for (std::uint32_t seed = 0; seed < tries(80); ++seed) {
    const TransitionSystem system = seal(testing::random_system(seed, 0));
    compare(system, audit(system, kind(system, to_depth(2 + seed % 4), nullptr), trust).answer(), seen);
  }
  CHECK(seen[static_cast<std::size_t>(Status::proved)] > least(20));
  CHECK(seen[static_cast<std::size_t>(Status::violated)] > least(60));
}

TEST_CASE("k-induction on random graphs: nothing wrong, and every proof holds", "[symbolic]") {
  std::vector<std::uint32_t> seen(6);
  for (std::uint32_t seed = 0; seed < tries(100); ++seed) {
    const TransitionSystem system = seal(testing::random_graph(seed));
    compare(system, search(system, to_depth(12)), seen);
  }
  CHECK(seen[static_cast<std::size_t>(Status::proved)] > least(50));
  CHECK(seen[static_cast<std::size_t>(Status::violated)] > least(50));
  CHECK(seen[static_cast<std::size_t>(Status::vacuous)] > least(5));
}

TEST_CASE("a bad dead end is found, however long the rows that could not pass it", "[symbolic]") {
  // 0 -> 1 -> 2 and no further; 2 is bad. Beside it 0 -> 3 -> 3 -> ... goes on for ever.
  Builder build;
  const VariableId x = build.variable("x", 8);
  steps(build, x, {{0, 1}, {1, 2}, {0, 3}, {3, 3}});
  build.never(build.is(x, 2));
  const Answer answer = search(build.sealed(), {});
  REQUIRE(answer.verdicts[0].status == Status::violated);
  CHECK(answer.verdicts[0].trace->rules == std::vector<std::uint32_t>{0, 1});
}

TEST_CASE("a bad state that only starts lead to is no more than one step away", "[symbolic]") {
  // Both starts are dead ends but for one step, and the bad state is a dead end too.
  Builder build;
  const VariableId x = build.variable("x", 4, std::nullopt);
  build.draft.initial = {build.draft.terms.member(x, 0b0011, 4)};
  steps(build, x, {{1, 2}});
  build.never(build.is(x, 2));
  build.never(build.is(x, 3));
  const Answer answer = search(build.sealed(), {});
  CHECK(answer.verdicts[0].status == Status::violated);
  CHECK((answer.verdicts[1].status == Status::proved || answer.verdicts[1].status == Status::holds));
}

TEST_CASE("what cannot be reached for long is proved with a larger k", "[symbolic]") {
  // 0 <-> 1 is reached; 3 -> 4 -> 5 -> 6 is not, and 6 is bad.
  Builder build;
  const VariableId x = build.variable("x", 7);
  steps(build, x, {{0, 1}, {1, 0}, {3, 4}, {4, 5}, {5, 6}});
  build.never(build.is(x, 6));
  const Answer answer = search(build.sealed(), {});
  REQUIRE(answer.verdicts[0].status == Status::proved);
  const Proof& proof = *answer.verdicts[0].proof;
  CHECK(proof.claim == Proof::Claim::never_bad);
  CHECK(proof.invariant.empty());
  CHECK(proof.k == 4);
  CHECK_FALSE(proof.simple_path);
  Proof bolder = proof;
  bolder.k = 3;
  CHECK(check_proof(build.sealed(), 0, bolder));
}

TEST_CASE("an unreachable loop before the bad state calls for simple paths", "[symbolic]") {
  // 0 <-> 1 is reached; 3 <-> 4 and 4 -> 5 are not, and 5 is bad. Another variable only counts.
  Builder build;
  const VariableId x = build.variable("x", 6);
  const VariableId y = build.variable("y", 3);
  steps(build, x, {{0, 1}, {1, 0}, {3, 4}, {4, 3}, {4, 5}});
  Terms& terms = build.draft.terms;
  const Term next = terms.choose(build.is(y, 0), build.constant(1),
                                 terms.choose(build.is(y, 1), build.constant(2), build.constant(0)));
  for (Rule& rule : build.draft.rules) rule.updates.push_back({y, next});
  build.never(build.is(x, 5));
  const Answer answer = search(build.sealed(), to_depth(8));
  REQUIRE(answer.verdicts[0].status == Status::proved);
  const Proof& proof = *answer.verdicts[0].proof;
  CHECK(proof.simple_path);
  // The counter does not matter: rows that differ only in it are the same row.
  CHECK(proof.k == 3);
  Proof bolder = proof;
  bolder.simple_path = false;
  CHECK(check_proof(build.sealed(), 0, bolder));
}

TEST_CASE("what the bad state is computed from matters, however far away", "[symbolic]") {
  // The flag tells that the clock came to its end, which no guard reads.
  Builder build;
  const VariableId clock = build.variable("clock", 6);
  const VariableId flag = build.variable("flag", 2);
  Terms& terms = build.draft.terms;
  Term next = build.constant(5);
  for (std::int32_t i = 0; i < 5; ++i) next = terms.choose(build.is(clock, i), build.constant(i + 1), next);
  build.rule(build.constant(1), {{clock, next}, {flag, build.is(clock, 5)}});
  build.never(build.is(flag, 1));
  const Answer answer = search(build.sealed(), {});
  REQUIRE(answer.verdicts[0].status == Status::violated);
  CHECK(answer.verdicts[0].trace->rules.size() == 6);
}

TEST_CASE("a proof waits for the witness", "[symbolic]") {
  Builder build;
  const VariableId x = build.variable("x", 8);
  steps(build, x, {{0, 1}, {1, 2}, {2, 3}, {3, 4}, {4, 0}});
  build.draft.marks = 1;
  build.draft.rules[3].marks = {{0, build.constant(1)}};
  build.never(build.is(x, 7)).witness_state = build.is(x, 4);
  build.never(build.is(x, 7)).witness_mark = 0;
  Property& empty = build.never(build.is(x, 7));
  empty.witness_state = build.is(x, 6);
  empty.witness = "six";
  SECTION("as long as it takes") {
    const Answer answer = search(build.sealed(), {});
    CHECK(answer.verdicts[0].status == Status::proved);
    CHECK(answer.verdicts[1].status == Status::proved);
    CHECK(answer.verdicts[0].proof->k == 1);
    REQUIRE(answer.verdicts[2].status == Status::vacuous);
    CHECK_THAT(answer.verdicts[2].reason, Catch::Contains("six"));
    REQUIRE(answer.verdicts[2].proof);
    CHECK(answer.verdicts[2].proof->claim == Proof::Claim::never_shown);
  }
  SECTION("no longer than the bound") {
    const Answer answer = search(build.sealed(), to_depth(2));
    CHECK(answer.verdicts[0].status == Status::bounded);
    CHECK_THAT(answer.verdicts[0].reason, Catch::Contains("nothing breaks it"));
  }
}

TEST_CASE("termination is proved by the absence of cycles", "[symbolic]") {
  Builder build;
  const VariableId x = build.variable("x", 4);
  const VariableId y = build.variable("y", 2);
  steps(build, x, {{0, 1}, {1, 2}, {2, 3}});
  build.rule(build.constant(1), {{y, build.draft.terms.choose(build.is(y, 0), build.constant(1), build.constant(0))}},
             Actor::rival);
  build.property(Property::Kind::terminates);
  build.property(Property::Kind::terminates).witness_state = build.is(x, 3);
  SECTION("it ends") {
    const Answer answer = search(build.sealed(), to_depth(8));
    for (const Verdict& verdict : answer.verdicts) {
      REQUIRE(verdict.status == Status::proved);
      CHECK(verdict.proof->claim == Proof::Claim::no_cycle);
    }
  }
  SECTION("it does not") {
    steps(build, x, {{2, 1}});
    for (const Verdict& verdict : search(build.sealed(), to_depth(8)).verdicts)
      CHECK(verdict.status == Status::violated);
  }
}

TEST_CASE("the absence of deadlocks is left to other engines, their presence is not", "[symbolic]") {
  Builder build;
  const VariableId x = build.variable("x", 4);
  steps(build, x, {{0, 1}, {1, 0}});
  build.property(Property::Kind::no_deadlock);
  build.never(build.is(x, 3));
  CHECK(search(build.sealed(), {}).verdicts[0].status == Status::unknown);
  CHECK_THAT(search(build.sealed(), {}).verdicts[0].reason, Catch::Contains("pdr"));
  CHECK(search(build.sealed(), {}).verdicts[1].status == Status::proved);
  steps(build, x, {{1, 2}});
  CHECK(search(build.sealed(), to_depth(4)).verdicts[1].status == Status::proved);
  build.draft.properties.pop_back();
  build.never(build.is(x, 2));
  CHECK(search(build.sealed(), {}).verdicts[0].status == Status::violated);
}

TEST_CASE("a value out of range must be excluded too", "[symbolic]") {
  Builder build;
  const VariableId x = build.variable("x", 6);
  steps(build, x, {{0, 1}, {1, 0}});
  build.rule(build.is(x, 4), {{x, build.plus(x, 1)}});
  build.rule(build.is(x, 5), {{x, build.plus(x, 1)}});
  build.never(build.is(x, 3));
  const Answer answer = search(build.sealed(), {});
  REQUIRE(answer.verdicts[0].status == Status::proved);
  // Nothing leads to 3 at all; that nothing leads from 4 to 5 and out of the range takes one step more, or two.
  CHECK(answer.verdicts[0].proof->k > 1);
  steps(build, x, {{1, 4}});
  CHECK_THROWS_AS(kind(build.sealed(), {}, nullptr), ModelFault);
}

TEST_CASE("the walk race: what holds there is proved, what does not is shown", "[symbolic]") {
  SystemDraft draft = testing::walk_race({2, 2});
  Property error;
  error.name = "never in ERR";
  error.bad_state = draft.counters[0].condition;
  draft.properties.push_back(error);
  Property reads;
  reads.name = "what was read is for the callback";
  const VariableId pc = static_cast<VariableId>(draft.variables.size() - 4);
  const VariableId seen = static_cast<VariableId>(draft.variables.size() - 1);
  const Term at_callback = draft.terms.equal(draft.terms.variable(pc), draft.terms.constant(1));
  const Term nothing = draft.terms.equal(draft.terms.variable(seen), draft.terms.constant(0));
  reads.bad_state = draft.terms.all(draft.terms.negate(at_callback), draft.terms.negate(nothing));
  reads.witness_state = at_callback;
  draft.properties.push_back(reads);
  const Answer answer = search(seal(std::move(draft)), {});
  CHECK(answer.verdicts[0].status == Status::violated);
  CHECK(answer.verdicts[1].status == Status::proved);
}

TEST_CASE("k-induction stops at its limits", "[symbolic]") {
  Builder build;
  const VariableId x = build.variable("x", 60000);
  Terms& terms = build.draft.terms;
  build.rule(terms.less(terms.variable(x), build.constant(50000)), {{x, build.plus(x, 1)}});
  build.never(build.is(x, 50001)).witness_state = build.is(x, 49999);
  build.never(build.is(x, 49999));
  Limits limits;
  SECTION("time") { limits.max_time = std::chrono::milliseconds(700); }
  SECTION("none at all") { limits.max_time = std::chrono::seconds(0); }
  SECTION("memory") { limits.max_memory = std::uint64_t{60} << 20; }
  const Answer answer = search(build.sealed(), limits);
  REQUIRE(answer.stopped);
  for (const Verdict& verdict : answer.verdicts) {
    CHECK(verdict.status == Status::unknown);
    CHECK_THAT(verdict.reason, Catch::Contains("limit"));
  }
}

}  // namespace walkcheck::symbolic
