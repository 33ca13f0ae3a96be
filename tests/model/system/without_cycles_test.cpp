#include <stdexcept>

#include <catch2/catch.hpp>

#include "checker/audit/audit.hpp"
#include "checker/explore/explore.hpp"
#include "model/system/transforms.hpp"
#include "tests/checker/support/random_system.hpp"
#include "tests/model/system/builder.hpp"

namespace walkcheck {

using testing::Builder;

namespace {

/// Asks for termination and for nothing else.
TransitionSystem only_termination(SystemDraft draft) {
  draft.properties.clear();
  Property property;
  property.name = "ends";
  property.kind = Property::Kind::terminates;
  draft.properties.push_back(property);
  return seal(std::move(draft));
}

/// The lasso that the system without cycles gives away, audited against the system itself.
std::optional<Lasso> audited_lasso(const TransitionSystem& system) {
  const TransitionSystem safe = without_cycles(system);
  const Audited closing = audit(safe, explore(safe, {}, nullptr));
  if (closing.verdicts()[0].status != Status::violated) return std::nullopt;
  const Trace& trace = *closing.answer().verdicts[0].trace;
  Lasso lasso = lasso_of(system, trace.start, trace.rules);
  Answer answer;
  answer.verdicts.push_back({Status::violated, Trace{lasso.start, lasso.rules, lasso.loop_start}, {}});
  CHECK(audit(system, answer).verdicts()[0].status == Status::violated);
  return lasso;
}

}  // namespace

TEST_CASE("a walk has a cycle if the system without cycles can close one", "[transform]") {
  int cycles = 0, none = 0;
  for (std::uint32_t seed = 0; seed < 400; ++seed) {
    CAPTURE(seed);
    const TransitionSystem system = only_termination(testing::random_system(seed, 0));
    const bool cyclic = explore(system, {}, nullptr).verdicts[0].status == Status::violated;
    REQUIRE(audited_lasso(system).has_value() == cyclic);
    ++(cyclic ? cycles : none);
  }
  CHECK(cycles > 100);
  CHECK(none > 50);
}

TEST_CASE("rules keep their numbers, and the save comes after them", "[transform]") {
  Builder build;
  const VariableId x = build.variable("x", 3);
  const VariableId fixed = build.variable("fixed", 7, Value{4});
  build.rule(build.is(x, 0), {{x, build.constant(1)}});
  build.rule(build.is(fixed, 4), {{fixed, build.constant(5)}}, Actor::rival);
  build.rule(build.is(x, 1), {{x, build.constant(2)}});
  const auto back = build.rule(build.is(x, 2), {{x, build.constant(1)}});
  build.property(Property::Kind::terminates);
  build.draft.groups = {{"everybody", {}}};
  const TransitionSystem system = build.sealed();
  const TransitionSystem safe = without_cycles(system);
  REQUIRE(safe->rules.size() == 4 + 1 + 3);
  for (std::size_t i = 0; i < 4; ++i) CHECK(safe->rules[i].name == system->rules[i].name);
  CHECK(safe->rules[5].name == "r0");
  CHECK(safe->rules[6].name == "r2");
  CHECK(safe->rules[7].name == "r3");
  REQUIRE(safe->properties.size() == 1);
  CHECK(safe->properties[0].name == "closes");
  CHECK(safe->properties[0].bad_state);
  // x has a copy; what no walker rule writes needs none.
  CHECK(safe->variables.size() == 4);
  const auto lasso = audited_lasso(system);
  REQUIRE(lasso);
  CHECK(lasso->start == std::vector<Value>{0, 4});
  CHECK(lasso->rules == std::vector<std::uint32_t>{0, 2, back});
  CHECK(lasso->loop_start == 1);
}

TEST_CASE("a step that changes nothing is a cycle, a save alone is none", "[transform]") {
  Builder build;
  const VariableId x = build.variable("x", 2);
  build.rule(build.is(x, 0), {{x, build.constant(1)}});
  SECTION("nothing goes back") { CHECK_FALSE(audited_lasso(only_termination(build.draft))); }
  SECTION("a step that does nothing") {
    const auto idle = build.rule(build.is(x, 1), {});
    const auto lasso = audited_lasso(only_termination(build.draft));
    REQUIRE(lasso);
    CHECK(lasso->rules == std::vector<std::uint32_t>{0, idle});
    CHECK(lasso->loop_start == 1);
  }
  SECTION("a rival that does nothing") {
    build.rule(build.is(x, 1), {}, Actor::rival);
    CHECK_FALSE(audited_lasso(only_termination(build.draft)));
  }
}

TEST_CASE("a run that saves nothing is no lasso", "[transform]") {
  Builder build;
  build.rule(build.constant(1), {});
  CHECK_THROWS_AS(lasso_of(build.sealed(), {}, {0, 0}), std::logic_error);
}

}  // namespace walkcheck
