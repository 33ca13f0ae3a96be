#include "checker/symbolic/cubes.hpp"

#include <random>

#include <catch2/catch.hpp>

#include "checker/symbolic/bounds.hpp"
#include "checker/symbolic/precondition.hpp"
#include "tests/checker/support/random_system.hpp"
#include "tests/model/system/builder.hpp"

namespace walkcheck::symbolic {

namespace {

using State = std::vector<Value>;

State random_state(const SystemDraft& system, std::mt19937& random) {
  State state;
  for (const Variable& variable : system.variables) state.push_back(static_cast<Value>(random() % variable.size));
  return state;
}

}  // namespace

TEST_CASE("merged guards hold where one of them does", "[symbolic]") {
  std::mt19937 random(1);
  for (std::uint32_t seed = 0; seed < 200; ++seed) {
    CAPTURE(seed);
    SystemDraft system = testing::random_system(seed, 0);
    std::vector<Term> guards;
    for (const Rule& rule : system.rules) {
      if (random() % 2 == 0) guards.push_back(rule.guard);
    }
    const Term merged = one_of(guards, system.variables, system.terms);
    for (int round = 0; round < 30; ++round) {
      const State state = random_state(system, random);
      bool expected = false;
      for (const Term guard : guards) expected |= evaluate(system.terms, guard, state) != 0;
      REQUIRE((evaluate(system.terms, merged, state) != 0) == expected);
    }
  }
}

TEST_CASE("cases that cover a variable leave no trace of it", "[symbolic]") {
  testing::Builder build;
  const VariableId x = build.variable("x", 3);
  const VariableId y = build.variable("y", 4);
  Terms& terms = build.draft.terms;
  const Term first = terms.all(build.is(x, 0), build.is(y, 1));
  const Term second = terms.all(terms.member(x, 0b110, 3), build.is(y, 1));
  const Term third = terms.all(build.is(x, 2), build.is(y, 3));
  CHECK(one_of({first, second}, build.draft.variables, terms) == build.is(y, 1));
  CHECK(one_of({first, second, third}, build.draft.variables, terms) != build.is(y, 1));
  CHECK(terms.is_false(one_of({}, build.draft.variables, terms)));
  CHECK(terms.is_true(one_of({first, terms.truth(true)}, build.draft.variables, terms)));
  CHECK(terms.is_true(one_of({build.is(x, 0), terms.negate(build.is(x, 0))}, build.draft.variables, terms)));
}

TEST_CASE("no state takes a term out of its bounds", "[symbolic]") {
  std::mt19937 random(2);
  for (std::uint32_t seed = 0; seed < 100; ++seed) {
    const SystemDraft system = testing::random_system(seed, 0);
    for (int round = 0; round < 10; ++round) {
      const State state = random_state(system, random);
      for (std::uint32_t index = 0; index < system.terms.size(); ++index) {
        const Bounds bounds = bounds_of(system.terms, Term{index}, system.variables);
        const std::int32_t value = evaluate(system.terms, Term{index}, state);
        CAPTURE(seed, index, value, bounds.least, bounds.most);
        REQUIRE((bounds.least <= value && value <= bounds.most));
      }
    }
  }
}

TEST_CASE("bounds are narrow where it matters, and wrapping widens them", "[symbolic]") {
  testing::Builder build;
  Terms& terms = build.draft.terms;
  const VariableId x = build.variable("x", 5);
  const VariableId large = build.variable("large", 65535);
  const auto bounds = [&](Term term) { return bounds_of(terms, term, build.draft.variables); };
  CHECK(bounds(build.plus(x, 1)).most == 5);
  CHECK(bounds(terms.arithmetic(Op::remainder, terms.variable(large), build.constant(3))).most == 2);
  CHECK(bounds(terms.arithmetic(Op::remainder, terms.variable(large), build.constant(3))).least == 0);
  const Term square = terms.arithmetic(Op::multiply, terms.variable(large), terms.variable(large));
  CHECK(bounds(square).least < 0);
}

TEST_CASE("a precondition holds exactly where the rule leads to what it must", "[symbolic]") {
  std::mt19937 random(3);
  int yes = 0, faults = 0;
  for (std::uint32_t seed = 0; seed < 100; ++seed) {
    CAPTURE(seed);
    SystemDraft system = testing::random_system(seed, 0);
    Update& update = system.rules.front().updates.front();
    update.value = system.terms.arithmetic(Op::add, update.value, system.terms.constant(1));
    const SystemDraft original = system;
    for (std::uint32_t rule = 0; rule < system.rules.size(); ++rule) {
      const Term after = system.rules[random() % system.rules.size()].guard;
      const Term condition = before(system, system.rules[rule], after, system.terms);
      for (int round = 0; round < 10; ++round) {
        const State state = random_state(system, random);
        bool expected = false;
        try {
          const auto next = fire(original, rule, state);
          expected = next && evaluate(original.terms, after, *next) != 0;
        } catch (const ModelFault&) {
          ++faults;
        }
        REQUIRE((evaluate(system.terms, condition, state) != 0) == expected);
        yes += expected ? 1 : 0;
      }
    }
  }
  CHECK(yes > 100);
  CHECK(faults > 10);
}

}  // namespace walkcheck::symbolic
