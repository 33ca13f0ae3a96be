#include "checker/explore/explore.hpp"

#include <set>
#include <stdexcept>
#include <string>

#include <catch2/catch.hpp>

#include "tests/checker/support/walk_race.hpp"
#include "tests/model/system/builder.hpp"

namespace walkcheck {

using testing::Builder;

namespace {

Answer search(const Builder& build, const Limits& limits = {}) { return explore(build.sealed(), limits, nullptr); }

/// x goes from 0 to `last`, one step at a time.
Builder counter(std::uint32_t last) {
  Builder build;
  const VariableId x = build.variable("x", last + 1);
  Terms& terms = build.draft.terms;
  build.rule(terms.less(terms.variable(x), terms.constant(static_cast<std::int32_t>(last))), {{x, build.plus(x, 1)}});
  return build;
}

}  // namespace

TEST_CASE("a counter is searched level by level", "[explore]") {
  Builder build = counter(200);
  build.never(build.is(0, 150));
  build.never(build.is(0, 0)).witness_state = build.is(0, 200);
  build.draft.counters = {
      {"even", build.draft.terms.equal(
                   build.draft.terms.arithmetic(Op::remainder, build.draft.terms.variable(0), build.constant(2)),
                   build.constant(0))}};
  const Answer answer = search(build);
  CHECK(answer.engine == "explore");
  CHECK(answer.statistics.states == 201);
  CHECK(answer.statistics.transitions == 200);
  CHECK(answer.statistics.depth == 201);
  CHECK(answer.counts == std::vector<std::uint64_t>{101});
  CHECK(answer.fired == std::vector<bool>{true});
  CHECK(answer.verdicts[0].trace->rules.size() == 150);
  CHECK(answer.verdicts[1].status == Status::violated);
  CHECK(answer.verdicts[1].trace->rules.empty());
}

TEST_CASE("a property without its witness is vacuous", "[explore]") {
  Builder build = counter(5);
  build.draft.marks = 2;
  build.draft.rules[0].marks = {{1, build.is(0, 3)}};
  const Term never = build.constant(0);
  build.never(never);
  build.never(never).witness_state = build.is(0, 3);
  Property& empty = build.never(never);
  empty.witness_mark = 0;
  empty.witness = "a hole";
  build.never(never).witness_mark = 1;
  const Answer answer = search(build);
  CHECK(answer.verdicts[0].status == Status::holds);
  CHECK(answer.verdicts[1].status == Status::holds);
  CHECK(answer.verdicts[2].status == Status::vacuous);
  CHECK_THAT(answer.verdicts[2].reason, Catch::Contains("a hole"));
  CHECK(answer.verdicts[3].status == Status::holds);
}

TEST_CASE("a bad mark breaks a property where its rule fires", "[explore]") {
  Builder build = counter(5);
  build.draft.marks = 1;
  build.draft.rules[0].marks = {{0, build.is(0, 3)}};
  build.property(Property::Kind::safety).bad_mark = 0;
  const Answer answer = search(build);
  CHECK(answer.verdicts[0].status == Status::violated);
  CHECK(answer.verdicts[0].trace->rules.size() == 4);
}

TEST_CASE("mutual exclusion holds with a test-and-set lock and fails without", "[explore]") {
  const bool locked = GENERATE(true, false);
  Builder build;
  const VariableId lock = build.variable("lock", 2);
  const VariableId p = build.variable("p", 2);
  const VariableId q = build.variable("q", 2);
  for (const VariableId process : {p, q}) {
    const Term may = locked ? build.draft.terms.all(build.is(process, 0), build.is(lock, 0)) : build.is(process, 0);
    build.rule(may, {{process, build.constant(1)}, {lock, build.constant(1)}});
    build.rule(build.is(process, 1), {{process, build.constant(0)}, {lock, build.constant(0)}});
  }
  build.never(build.draft.terms.all(build.is(p, 1), build.is(q, 1)));
  const Answer answer = search(build);
  CHECK(answer.verdicts[0].status == (locked ? Status::holds : Status::violated));
  if (!locked) CHECK(answer.verdicts[0].trace->rules == std::vector<std::uint32_t>{0, 2});
}

TEST_CASE("start states are those that meet all conditions", "[explore]") {
  Builder build;
  const VariableId x = build.variable("x", 5, std::nullopt);
  const VariableId y = build.variable("y", 70, std::nullopt);
  const VariableId z = build.variable("z", 1, std::nullopt);
  Terms& terms = build.draft.terms;
  SECTION("none excluded") { CHECK(search(build).statistics.states == 350); }
  SECTION("two variables at once") {
    build.draft.initial = {terms.less(terms.variable(x), terms.variable(y)), terms.negate(build.is(y, 4))};
    CHECK(search(build).statistics.states == 335 - 4);
  }
  SECTION("none") {
    build.draft.initial = {build.is(z, 0), build.constant(0)};
    const Answer answer = search(build);
    CHECK(answer.statistics.states == 0);
    CHECK(answer.statistics.depth == 0);
  }
}

TEST_CASE("a walk that goes in circles does not terminate", "[explore]") {
  Builder build;
  const VariableId x = build.variable("x", 6);
  const VariableId busy = build.variable("busy", 2);
  for (std::int32_t i = 0; i < 5; ++i) build.rule(build.is(x, i), {{x, build.constant(i + 1)}});
  const auto back = build.rule(build.is(x, 4), {{x, build.constant(2)}});
  build.property(Property::Kind::terminates);
  SECTION("left alone") {
    const Answer answer = search(build);
    REQUIRE(answer.verdicts[0].status == Status::violated);
    CHECK(answer.verdicts[0].trace->rules == std::vector<std::uint32_t>{0, 1, 2, 3, back});
    CHECK(answer.verdicts[0].trace->loop_start == 2);
    CHECK(answer.retries.empty());
  }
  SECTION("only with the help of a rival") {
    build.draft.rules[back].actor = Actor::rival;
    CHECK(search(build).verdicts[0].status == Status::holds);
  }
  SECTION("only while a rival is at work") {
    build.draft.rules[back].updates.push_back({busy, build.constant(1)});
    build.rule(build.is(busy, 1), {{busy, build.constant(0)}}, Actor::rival);
    build.draft.quiet = build.is(busy, 0);
    CHECK(search(build).verdicts[0].status == Status::holds);
  }
}

TEST_CASE("retries that end are counted", "[explore]") {
  Builder build;
  const VariableId x = build.variable("x", 3);
  const VariableId tries = build.variable("tries", 4);
  build.draft.retries = {{"again", {}, "pud"}, {"never taken", {}, "pud"}};
  Terms& terms = build.draft.terms;
  const Term may = terms.all(build.is(x, 1), terms.less(terms.variable(tries), build.constant(3)));
  build.rule(build.is(x, 0), {{x, build.constant(1)}});
  build.draft.rules[build.rule(may, {{x, build.constant(0)}, {tries, build.plus(tries, 1)}})].retry = 0;
  build.draft.rules[build.rule(build.is(x, 1), {{x, build.constant(2)}})].leaves = {0};
  build.property(Property::Kind::terminates);
  const Answer answer = search(build);
  CHECK(answer.verdicts[0].status == Status::holds);
  REQUIRE(answer.retries.size() == 1);
  CHECK(answer.retries[0].retry == 0);
  CHECK(answer.retries[0].at_most == 3);
}

TEST_CASE("a deadlock is a place that even rivals do not lead out of", "[explore]") {
  Builder build;
  const VariableId x = build.variable("x", 4);
  const VariableId lock = build.variable("lock", 3);
  build.rule(build.is(x, 0), {{x, build.constant(1)}});
  build.rule(build.draft.terms.all(build.is(x, 1), build.is(lock, 0)), {{x, build.constant(2)}});
  const auto take = build.rule(build.is(lock, 0), {{lock, build.constant(1)}}, Actor::rival);
  build.rule(build.is(lock, 1), {{lock, build.constant(2)}}, Actor::rival);
  build.draft.ended = build.is(x, 2);
  build.property(Property::Kind::no_deadlock);
  SECTION("the rival gives the lock back") {
    build.rule(build.is(lock, 2), {{lock, build.constant(0)}}, Actor::rival);
    CHECK(search(build).verdicts[0].status == Status::holds);
  }
  SECTION("the rival keeps the lock") {
    const Answer answer = search(build);
    REQUIRE(answer.verdicts[0].status == Status::violated);
    CHECK(answer.verdicts[0].trace->rules == std::vector<std::uint32_t>{0, take});
  }
  SECTION("the rival plays with itself") {
    build.rule(build.is(lock, 2), {{lock, build.constant(1)}}, Actor::rival);
    CHECK(search(build).verdicts[0].status == Status::violated);
  }
  SECTION("nobody says when the walk ends") {
    build.draft.ended.reset();
    CHECK(search(build).verdicts[0].status == Status::violated);
  }
}

TEST_CASE("limits stop a search and leave what is open unknown", "[explore]") {
  Builder build = counter(60000);
  build.never(build.is(0, 0));
  build.never(build.is(0, 60000));
  build.property(Property::Kind::terminates);
  build.property(Property::Kind::no_deadlock);
  Limits limits;
  SECTION("states") {
    limits.max_states = 1000;
    CHECK(search(build, limits).statistics.states == 1000);
  }
  SECTION("memory") { limits.max_memory = 300000; }
  SECTION("time") { limits.max_time = std::chrono::duration<double>(0); }
  const Answer answer = search(build, limits);
  REQUIRE(answer.stopped);
  CHECK_THAT(*answer.stopped, Catch::Contains("limit"));
  CHECK(answer.verdicts[0].status == Status::violated);
  for (std::size_t i = 1; i < 4; ++i) {
    CHECK(answer.verdicts[i].status == Status::unknown);
    CHECK(answer.verdicts[i].reason == *answer.stopped);
  }
  if (limits.max_memory) CHECK(answer.statistics.bytes < 2 * *limits.max_memory);
}

TEST_CASE("a limit that is just enough does not stop a search", "[explore]") {
  Limits limits;
  limits.max_states = 1127;
  CHECK_FALSE(explore(seal(testing::walk_race({2, 2})), limits, nullptr).stopped);
  limits.max_states = 1126;
  CHECK(explore(seal(testing::walk_race({2, 2})), limits, nullptr).stopped);
}

TEST_CASE("a value out of range is not searched on", "[explore]") {
  Builder build;
  const VariableId x = build.variable("x", 3);
  build.rule(build.constant(1), {{x, build.plus(x, 1)}});
  CHECK_THROWS_AS(search(build), ModelFault);
}

TEST_CASE("states of any width up to 1,024 bits are searched", "[explore]") {
  Builder build;
  const std::uint32_t count = GENERATE(1U, 5U, 9U, 13U, 20U, 30U, 45U, 64U, 65U);
  for (std::uint32_t i = 0; i < count; ++i) build.variable("x" + std::to_string(i), 65535, Value{65534});
  for (VariableId i = 0; i < count; ++i) {
    build.rule(build.is(i, 65534), {{i, build.constant(static_cast<std::int32_t>(i))}});
    if (i > 0)
      build.draft.rules.back().guard =
          build.draft.terms.all(build.is(i, 65534), build.is(i - 1, static_cast<std::int32_t>(i) - 1));
  }
  build.never(build.is(count - 1, static_cast<std::int32_t>(count) - 1));
  const Answer answer = search(build);
  if (count == 65) {
    CHECK(answer.stopped);
    CHECK(answer.verdicts[0].status == Status::unknown);
  } else {
    CHECK(answer.statistics.states == count + 1);
    CHECK(answer.verdicts[0].trace->rules.size() == count);
  }
}

TEST_CASE("an observer hears of a long search", "[.large]") {
  struct Listener : Observer {
    void progress(const Progress& progress) override { heard.push_back(progress); }
    std::vector<Progress> heard;
  } listener;
  const Answer answer = explore(seal(testing::walk_race({2, 2, 3})), {}, &listener);
  REQUIRE_FALSE(listener.heard.empty());
  CHECK(listener.heard.back().states <= answer.statistics.states);
}

}  // namespace walkcheck
