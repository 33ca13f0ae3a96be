#include "checker/symbolic/pdr.hpp"

#include <string>

#include <catch2/catch.hpp>

#include "checker/audit/audit.hpp"
#include "checker/symbolic/check_proof.hpp"
#include "tests/checker/support/naive.hpp"
#include "tests/checker/support/random_graph.hpp"
#include "tests/checker/support/random_system.hpp"
#include "tests/checker/symbolic/support/answers.hpp"
#include "tests/model/system/builder.hpp"
#include "tests/support/effort.hpp"

namespace walkcheck::symbolic {

using testing::Builder;

namespace {

Answer search(const TransitionSystem& system, const Limits& limits = {}) {
  return heard(system, pdr(system, limits, nullptr));
}

/// Given time PDR decides everything but deadlocks that may be long waits, and its runs may be longer than need be.
void compare(const TransitionSystem& system, const Answer& answer, std::vector<std::uint32_t>& seen) {
  const testing::NaiveAnswer naive = testing::search_naively(*system);
  for (std::size_t i = 0; i < answer.verdicts.size(); ++i) {
    const Verdict& verdict = answer.verdicts[i];
    const Property::Kind kind = system->properties[i].kind;
    CAPTURE(system->name, i, name(verdict.status), name(naive.statuses[i]), verdict.reason);
    ++seen[static_cast<std::size_t>(verdict.status)];
    if (verdict.status == Status::unknown) {
      REQUIRE(kind == Property::Kind::no_deadlock);
      continue;
    }
    const bool passes = verdict.status == Status::proved || verdict.status == Status::holds;
    REQUIRE((passes ? Status::holds : verdict.status) == naive.statuses[i]);
    if (verdict.status == Status::proved) REQUIRE(verdict.proof);
    if (verdict.status == Status::violated && naive.lengths[i])
      REQUIRE(verdict.trace->rules.size() >= *naive.lengths[i]);
  }
}

std::uint32_t count(const std::vector<std::uint32_t>& seen, Status status) {
  return seen[static_cast<std::size_t>(status)];
}

}  // namespace

TEST_CASE("PDR says what the naive search says", "[symbolic]") {
  std::vector<std::uint32_t> seen(6);
  const auto trust = [](const TransitionSystem&, std::size_t, const Proof&) { return std::nullopt; };
  for (std::uint32_t seed = 0; seed < tries(120); ++seed) {
    const TransitionSystem system = seal(testing::random_system(seed, 0));
    compare(system, audit(system, pdr(system, {}, nullptr), trust).answer(), seen);
  }
  CHECK(count(seen, Status::proved) > least(100));
  CHECK(count(seen, Status::violated) > least(100));
}

TEST_CASE("PDR on random graphs: every proof holds", "[symbolic]") {
  std::vector<std::uint32_t> seen(6);
  for (std::uint32_t seed = 0; seed < tries(150); ++seed) {
    const TransitionSystem system = seal(testing::random_graph(seed));
    compare(system, search(system), seen);
  }
  CHECK(count(seen, Status::proved) > least(150));
  CHECK(count(seen, Status::violated) > least(80));
  CHECK(count(seen, Status::vacuous) > least(10));
}

TEST_CASE("the invariant of PDR excludes what is not reached, and is proof enough", "[symbolic]") {
  // 0 <-> 1 is reached; 3 <-> 4 and 4 -> 5 are not, and 5 is bad.
  Builder build;
  const VariableId x = build.variable("x", 6);
  build.variable("noise", 3, std::nullopt);
  steps(build, x, {{0, 1}, {1, 0}, {3, 4}, {4, 3}, {4, 5}});
  build.never(build.is(x, 5));
  const Answer answer = search(build.sealed());
  REQUIRE(answer.verdicts[0].status == Status::proved);
  const Proof& proof = *answer.verdicts[0].proof;
  CHECK(proof.k == 1);
  REQUIRE_FALSE(proof.invariant.empty());
  for (const Clause& clause : proof.invariant) {
    for (const Literal& literal : clause) CHECK(literal.variable == x);
  }
}

TEST_CASE("a bad start, a bad dead end, and nothing that starts", "[symbolic]") {
  Builder build;
  const VariableId x = build.variable("x", 4);
  steps(build, x, {{0, 1}});
  build.never(build.is(x, 0));
  build.never(build.is(x, 1));
  build.never(build.is(x, 2));
  const Answer answer = search(build.sealed());
  CHECK(answer.verdicts[0].trace.value().rules.empty());
  CHECK(answer.verdicts[1].trace.value().rules.size() == 1);
  CHECK(answer.verdicts[2].status == Status::proved);
  build.draft.initial = {build.is(x, 0), build.is(x, 1)};
  for (const Verdict& verdict : search(build.sealed()).verdicts) CHECK(verdict.status != Status::violated);
}

TEST_CASE("others help the walk on, in as many steps as it takes", "[symbolic]") {
  // The walk waits at 1 for y to become 0; others take y from 3 to 2 to 1 to 0.
  Builder build;
  const VariableId at = build.variable("at", 3);
  const VariableId y = build.variable("y", 4, std::nullopt);
  build.rule(build.is(at, 0), {{at, build.constant(1)}});
  build.rule(build.draft.terms.all(build.is(at, 1), build.is(y, 0)), {{at, build.constant(2)}});
  const Term left = build.draft.terms.less(build.constant(0), build.draft.terms.variable(y));
  build.draft.ended = build.is(at, 2);
  build.property(Property::Kind::no_deadlock);
  SECTION("somebody helps") {
    build.rule(left, {{y, build.plus(y, -1)}}, Actor::rival);
    const Answer answer = search(build.sealed());
    REQUIRE(answer.verdicts[0].status == Status::proved);
    CHECK(answer.verdicts[0].proof->helpers.size() == 3);
  }
  SECTION("nobody does") {
    const Answer answer = search(build.sealed());
    REQUIRE(answer.verdicts[0].status == Status::violated);
    CHECK(answer.verdicts[0].trace->rules.size() == 1);
  }
}

TEST_CASE("PDR stops at its limits, and says how far it came", "[symbolic]") {
  // A counter that is bad at its end: nothing but its steps leads there.
  Builder build;
  const VariableId x = build.variable("x", 500);
  build.rule(build.draft.terms.less(build.draft.terms.variable(x), build.constant(499)), {{x, build.plus(x, 1)}});
  build.never(build.is(x, 499));
  Limits limits;
  SECTION("time") { limits.max_time = std::chrono::milliseconds(300); }
  SECTION("questions, which are the same on every machine") { limits.max_questions = 50; }
  const Answer answer = search(build.sealed(), limits);
  REQUIRE((answer.verdicts[0].status == Status::unknown || answer.verdicts[0].status == Status::bounded));
  INFO(answer.verdicts[0].reason);
  if (limits.max_questions) {
    CHECK_THAT(answer.verdicts[0].reason, Catch::Contains("the limit of 50 questions to the solver is reached"));
    CHECK(pdr(build.sealed(), limits, nullptr).verdicts[0].reason == answer.verdicts[0].reason);
  }
}

TEST_CASE("the same question gets the same invariant", "[symbolic]") {
  const TransitionSystem system = seal(testing::random_graph(7));
  const Answer one = pdr(system, {}, nullptr);
  const Answer other = pdr(system, {}, nullptr);
  for (std::size_t i = 0; i < one.verdicts.size(); ++i) {
    CHECK(one.verdicts[i].status == other.verdicts[i].status);
    REQUIRE((one.verdicts[i].proof == nullptr) == (other.verdicts[i].proof == nullptr));
    if (one.verdicts[i].proof) CHECK(*one.verdicts[i].proof == *other.verdicts[i].proof);
    CHECK(one.verdicts[i].trace == other.verdicts[i].trace);
  }
}

}  // namespace walkcheck::symbolic
