#include "model/system/transition_system.hpp"

#include <stdexcept>

#include <catch2/catch.hpp>

#include "tests/model/system/builder.hpp"

namespace walkcheck {

using testing::Builder;

TEST_CASE("updates read the state before", "[system]") {
  Builder build;
  const VariableId x = build.variable("x", 4, Value{1});
  const VariableId y = build.variable("y", 4, Value{2});
  Terms& terms = build.draft.terms;
  const auto swap = build.rule(build.is(x, 1), {{x, terms.variable(y)}, {y, terms.variable(x)}});
  const TransitionSystem system = build.sealed();
  CHECK(is_initial(*system, std::vector<Value>{1, 2}));
  CHECK_FALSE(is_initial(*system, std::vector<Value>{2, 1}));
  CHECK_FALSE(is_initial(*system, std::vector<Value>{1}));
  CHECK(fire(*system, swap, std::vector<Value>{1, 2}) == std::vector<Value>{2, 1});
  CHECK_FALSE(fire(*system, swap, std::vector<Value>{2, 1}));
}

TEST_CASE("an update out of range is a fault of the model", "[system]") {
  Builder build;
  const VariableId x = build.variable("x", 2);
  const auto up = build.rule(build.constant(1), {{x, build.plus(x, 1)}});
  const TransitionSystem system = build.sealed();
  CHECK(fire(*system, up, std::vector<Value>{0}) == std::vector<Value>{1});
  CHECK_THROWS_WITH(fire(*system, up, std::vector<Value>{1}), Catch::Contains("x value number 2"));
}

TEST_CASE("a draft that is not consistent is not sealed", "[system]") {
  Builder build;
  const VariableId x = build.variable("x", 3);
  const Term yes = build.constant(1);
  build.rule(yes, {{x, yes}});
  REQUIRE_NOTHROW(build.sealed());
  Rule& rule = build.draft.rules.front();
  SECTION("written twice") { rule.updates.push_back({x, yes}); }
  SECTION("unknown variable written") { rule.updates.push_back({7, yes}); }
  SECTION("constant out of range") { rule.updates.front().value = build.constant(3); }
  SECTION("unknown variable read") { rule.guard = build.is(7, 1); }
  SECTION("unknown mark") { rule.marks.push_back({0, yes}); }
  SECTION("unknown group") { rule.group = 1; }
  SECTION("unknown statement") { rule.statements.push_back(0); }
  SECTION("unknown retry") { rule.retry = 0; }
  SECTION("unknown retry left") { rule.leaves.push_back(0); }
  SECTION("term of another system") { rule.guard = Term{12345}; }
  SECTION("number as a guard") { rule.guard = build.plus(x, 1); }
  SECTION("not a Boolean variable as a guard") { rule.guard = build.draft.terms.variable(x); }
  SECTION("no values") { build.draft.variables.front().size = 0; }
  SECTION("too many values") { build.draft.variables.front().size = 65536; }
  SECTION("hidden out of range") { build.draft.variables.front().hidden = Value{3}; }
  SECTION("nothing is bad") { build.property(Property::Kind::safety); }
  SECTION("bad for termination") { build.never(yes).kind = Property::Kind::terminates; }
  CHECK_THROWS_AS(build.sealed(), std::logic_error);
}

}  // namespace walkcheck
