#include "checker/symbolic/bmc.hpp"

#include <chrono>
#include <string>

#include <catch2/catch.hpp>

#include "checker/audit/audit.hpp"
#include "checker/explore/explore.hpp"
#include "checker/symbolic/deadlock.hpp"
#include "model/system/transforms.hpp"
#include "tests/checker/support/naive.hpp"
#include "tests/checker/support/random_system.hpp"
#include "tests/checker/support/walk_race.hpp"
#include "tests/checker/symbolic/support/answers.hpp"
#include "tests/model/system/builder.hpp"
#include "tests/support/effort.hpp"

namespace walkcheck::symbolic {

using testing::Builder;

namespace {

/// The answer, every trace of which was replayed.
Answer search(const TransitionSystem& system, const Limits& limits) {
  return audit(system, bmc(system, limits, nullptr)).answer();
}

/// x goes from 0 to `last`, one step at a time.
Builder counter(std::uint32_t last) {
  Builder build;
  const VariableId x = build.variable("x", last + 1);
  Terms& terms = build.draft.terms;
  build.rule(terms.less(terms.variable(x), terms.constant(static_cast<std::int32_t>(last))), {{x, build.plus(x, 1)}});
  return build;
}

/// The rules of a shortest lasso, by exhaustive search; none if there is none.
std::optional<std::size_t> shortest_lasso(const TransitionSystem& system) {
  const Answer answer = explore(without_cycles(system), {}, nullptr);
  if (!answer.verdicts[0].trace) return std::nullopt;
  return answer.verdicts[0].trace->rules.size() - 1;
}

void compare(std::uint32_t seed, std::uint32_t depth, std::vector<std::uint32_t>& seen) {
  const TransitionSystem system = seal(testing::random_system(seed, 0));
  testing::NaiveAnswer naive = testing::search_naively(*system);
  naive.lengths[0] = shortest_lasso(system);
  REQUIRE(system->properties[0].kind == Property::Kind::terminates);
  const Answer answer = search(system, to_depth(depth));
  CHECK_FALSE(answer.stopped);
  for (std::size_t i = 0; i < answer.verdicts.size(); ++i) {
    const Verdict& verdict = answer.verdicts[i];
    CAPTURE(seed, i, name(verdict.status), name(naive.statuses[i]), verdict.reason);
    ++seen[static_cast<std::size_t>(verdict.status)];
    if (naive.lengths[i] && *naive.lengths[i] <= depth) {
      REQUIRE(verdict.status == Status::violated);
      REQUIRE(verdict.trace->rules.size() == *naive.lengths[i]);
    } else if (verdict.status == Status::bounded) {
      REQUIRE(verdict.bound == depth);
    } else {
      REQUIRE(verdict.status == naive.statuses[i]);
      REQUIRE(verdict.status != Status::violated);
    }
  }
}

}  // namespace

TEST_CASE("bounded model checking agrees with the naive search, to the length of the runs", "[symbolic]") {
  std::vector<std::uint32_t> seen(6);
  for (std::uint32_t seed = 0; seed < tries(200); ++seed) compare(seed, 3 + seed % 8, seen);
  CHECK(seen[static_cast<std::size_t>(Status::violated)] > least(300));
  CHECK(seen[static_cast<std::size_t>(Status::bounded)] > least(100));
  CHECK(seen[static_cast<std::size_t>(Status::holds)] > least(20));
  CHECK(seen[static_cast<std::size_t>(Status::vacuous)] > least(10));
}

TEST_CASE("the walk race goes wrong where other checkers say", "[symbolic]") {
  SystemDraft draft = testing::walk_race({2, 2, 2});
  Property error;
  error.name = "never in ERR";
  error.bad_state = draft.counters[0].condition;
  draft.properties.push_back(error);
  const TransitionSystem system = seal(std::move(draft));
  const Answer answer = search(system, {});
  const Answer other = explore(system, {}, nullptr);
  CHECK(answer.engine == "bmc");
  REQUIRE(answer.verdicts[0].status == Status::violated);
  CHECK(answer.verdicts[0].trace->rules.size() == other.verdicts[0].trace->rules.size());
  CHECK(answer.statistics.depth == answer.verdicts[0].trace->rules.size() + 1);
}

TEST_CASE("the same question gets the same answer", "[symbolic]") {
  for (std::uint32_t seed = 0; seed < tries(20); ++seed) {
    const TransitionSystem system = seal(testing::random_system(seed, 0));
    const Answer first = bmc(system, to_depth(6), nullptr);
    Limits limits = to_depth(6);
    limits.max_time = std::chrono::hours(1);
    limits.max_memory = std::uint64_t{1} << 40;
    const Answer second = bmc(system, limits, nullptr);
    for (std::size_t i = 0; i < first.verdicts.size(); ++i) {
      REQUIRE(first.verdicts[i].status == second.verdicts[i].status);
      REQUIRE(first.verdicts[i].trace == second.verdicts[i].trace);
    }
  }
}

TEST_CASE("where all runs end, everything is decided", "[symbolic]") {
  Builder build = counter(5);
  build.draft.marks = 2;
  build.draft.rules[0].marks = {{0, build.is(0, 3)}};
  const Term never = build.constant(0);
  build.never(build.is(0, 5)).witness_state = never;
  build.never(never).witness_state = build.is(0, 5);
  build.never(never).witness_mark = 0;
  Property& empty = build.never(never);
  empty.witness_mark = 1;
  empty.witness = "a hole";
  build.property(Property::Kind::safety).bad_mark = 0;
  build.property(Property::Kind::terminates);
  build.property(Property::Kind::no_deadlock);
  build.draft.ended = build.is(0, 5);
  const Answer answer = search(build.sealed(), {});
  CHECK_FALSE(answer.stopped);
  const std::vector<Status> expected = {Status::violated, Status::holds, Status::holds, Status::vacuous,
                                        Status::violated, Status::holds, Status::holds};
  for (std::size_t i = 0; i < expected.size(); ++i) {
    CAPTURE(i, answer.verdicts[i].reason);
    CHECK(answer.verdicts[i].status == expected[i]);
  }
  CHECK(answer.verdicts[0].trace->rules.size() == 5);
  CHECK_THAT(answer.verdicts[3].reason, Catch::Contains("a hole"));
  CHECK(answer.verdicts[4].trace->rules.size() == 4);
}

TEST_CASE("without a start everything is vacuous", "[symbolic]") {
  Builder build = counter(3);
  build.draft.initial.push_back(build.is(0, 1));
  build.never(build.is(0, 2));
  build.property(Property::Kind::terminates);
  build.property(Property::Kind::no_deadlock);
  for (const Verdict& verdict : search(build.sealed(), {}).verdicts) {
    CHECK(verdict.status == Status::vacuous);
    CHECK_THAT(verdict.reason, Catch::Contains("start"));
  }
}

TEST_CASE("a bound leaves a property bounded", "[symbolic]") {
  Builder build = counter(9);
  build.never(build.is(0, 7));
  build.property(Property::Kind::terminates);
  const std::uint32_t depth = GENERATE(0U, 1U, 6U, 7U);
  const Answer answer = search(build.sealed(), to_depth(depth));
  CHECK(answer.verdicts[0].status == (depth < 7 ? Status::bounded : Status::violated));
  if (depth < 7) CHECK(answer.verdicts[0].bound == depth);
  CHECK(answer.verdicts[1].status == Status::bounded);
  CHECK(answer.verdicts[1].bound == depth);
}

TEST_CASE("a cycle is found by the walker's rules alone, through quiet states", "[symbolic]") {
  Builder build;
  const VariableId x = build.variable("x", 6);
  const VariableId busy = build.variable("busy", 2);
  for (std::int32_t i = 0; i < 5; ++i) build.rule(build.is(x, i), {{x, build.constant(i + 1)}});
  const auto back = build.rule(build.is(x, 4), {{x, build.constant(2)}});
  build.property(Property::Kind::terminates);
  SECTION("left alone") {
    const Answer answer = search(build.sealed(), to_depth(12));
    REQUIRE(answer.verdicts[0].status == Status::violated);
    CHECK(answer.verdicts[0].trace->rules == std::vector<std::uint32_t>{0, 1, 2, 3, back});
    CHECK(answer.verdicts[0].trace->loop_start == 2);
  }
  SECTION("only with the help of a rival") {
    build.draft.rules[back].actor = Actor::rival;
    CHECK(search(build.sealed(), to_depth(12)).verdicts[0].status == Status::bounded);
  }
  SECTION("only while a rival is at work") {
    build.draft.rules[back].updates.push_back({busy, build.constant(1)});
    build.rule(build.is(busy, 1), {{busy, build.constant(0)}}, Actor::rival);
    build.draft.quiet = build.is(busy, 0);
    CHECK(search(build.sealed(), to_depth(12)).verdicts[0].status == Status::bounded);
  }
}

TEST_CASE("a deadlock is a place that even rivals do not lead out of, for this engine too", "[symbolic]") {
  Builder build;
  const VariableId x = build.variable("x", 4);
  const VariableId lock = build.variable("lock", 3);
  build.rule(build.is(x, 0), {{x, build.constant(1)}});
  build.rule(build.draft.terms.all(build.is(x, 1), build.is(lock, 0)), {{x, build.constant(2)}});
  const auto take = build.rule(build.is(lock, 0), {{lock, build.constant(1)}}, Actor::rival);
  build.rule(build.is(lock, 1), {{lock, build.constant(2)}}, Actor::rival);
  build.draft.ended = build.is(x, 2);
  build.property(Property::Kind::no_deadlock);
  const auto status = [&] { return search(build.sealed(), to_depth(8)).verdicts[0].status; };
  SECTION("the rival gives the lock back") {
    build.rule(build.is(lock, 2), {{lock, build.constant(0)}}, Actor::rival);
    CHECK(status() == Status::bounded);
  }
  SECTION("the rival ends the walk") {
    build.rule(build.is(lock, 2), {{x, build.constant(2)}}, Actor::rival);
    CHECK(status() == Status::bounded);
  }
  SECTION("the rival keeps the lock") {
    const Answer answer = search(build.sealed(), {});
    REQUIRE(answer.verdicts[0].status == Status::violated);
    CHECK(answer.verdicts[0].trace->rules == std::vector<std::uint32_t>{0, take});
  }
  SECTION("the rival plays with itself") {
    build.rule(build.is(lock, 2), {{lock, build.constant(1)}}, Actor::rival);
    CHECK(status() == Status::violated);
  }
  SECTION("nobody says when the walk ends") {
    build.draft.ended.reset();
    CHECK(status() == Status::violated);
  }
}

TEST_CASE("rivals that could do too much are not followed for ever", "[symbolic]") {
  Builder build;
  const VariableId x = build.variable("x", 3000);
  build.rule(build.constant(1),
             {{x, build.draft.terms.arithmetic(Op::remainder, build.plus(x, 1), build.constant(3000))}}, Actor::rival);
  const TransitionSystem system = build.sealed();
  CHECK(fate_of(*system, {0}, 2000).kind == Fate::Kind::too_large);
  CHECK(fate_of(*system, {0}, 5000).kind == Fate::Kind::deadlock);
}

TEST_CASE("a value out of range is the model's fault", "[symbolic]") {
  Builder build;
  const VariableId x = build.variable("x", 5);
  build.rule(build.constant(1), {{x, build.plus(x, 1)}});
  build.never(build.constant(0));
  CHECK_THROWS_AS(bmc(build.sealed(), {}, nullptr), ModelFault);
  CHECK(bmc(build.sealed(), to_depth(3), nullptr).verdicts[0].status == Status::bounded);
}

TEST_CASE("limits end an unrolling, and what is open is unknown", "[symbolic]") {
  Builder build = counter(60000);
  build.never(build.is(0, 0));
  build.never(build.is(0, 60000));
  build.property(Property::Kind::terminates);
  build.property(Property::Kind::no_deadlock);
  Limits limits;
  SECTION("time") { limits.max_time = std::chrono::milliseconds(500); }
  SECTION("memory") { limits.max_memory = std::uint64_t{60} << 20; }
  const Answer answer = search(build.sealed(), limits);
  REQUIRE(answer.stopped);
  CHECK_THAT(*answer.stopped, Catch::Contains("limit"));
  CHECK(answer.verdicts[0].status == Status::violated);
  for (std::size_t i = 1; i < 4; ++i) {
    CHECK(answer.verdicts[i].status == Status::unknown);
    CHECK_THAT(answer.verdicts[i].reason, Catch::Contains("limit"));
  }
  CHECK(answer.statistics.seconds < 60);
}

TEST_CASE("no limit is too small", "[symbolic]") {
  Builder build = counter(5);
  build.never(build.is(0, 4));
  Limits limits;
  SECTION("time") { limits.max_time = std::chrono::seconds(0); }
  SECTION("memory") { limits.max_memory = 1; }
  const Answer answer = bmc(build.sealed(), limits, nullptr);
  CHECK(answer.verdicts[0].status == Status::unknown);
  CHECK_THAT(answer.verdicts[0].reason, Catch::Contains("limit"));
}

TEST_CASE("an observer hears of an unrolling", "[symbolic]") {
  struct Listener : Observer {
    void progress(const Progress& progress) override { depth = progress.depth; }
    std::optional<std::uint32_t> depth;
  } listener;
  Builder build = counter(5);
  build.never(build.is(0, 4));
  CHECK(bmc(build.sealed(), {}, &listener).verdicts[0].status == Status::violated);
  CHECK(listener.depth);
}

}  // namespace walkcheck::symbolic
