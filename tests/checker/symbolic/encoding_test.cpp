// The formulas against evaluate() and fire(), state by state.
#include "checker/symbolic/encoding.hpp"

#include <algorithm>
#include <random>
#include <set>

#include <catch2/catch.hpp>

#include "tests/checker/support/random_system.hpp"
#include "tests/model/system/builder.hpp"
#include "tests/support/effort.hpp"

namespace walkcheck::symbolic {

namespace {

using State = std::vector<Value>;

/// An encoding with a frame, and what its formulas are worth in a state.
struct Bench {
  explicit Bench(const SystemDraft& draft) : system(draft), encoding(draft, context), here(encoding.frame("here")) {}

  [[nodiscard]] z3::expr value(const z3::expr& formula, const State& state) const {
    z3::expr_vector values(context);
    for (const BitOf& place : encoding.layout())
      values.push_back(context.bool_val((state[place.variable] >> place.bit & 1U) != 0));
    z3::expr copy = formula;
    return copy.substitute(here.bits(), values).simplify();
  }
  [[nodiscard]] bool is_true(const z3::expr& formula, const State& state) const {
    const z3::expr result = value(formula, state);
    REQUIRE((result.is_true() || result.is_false()));
    return result.is_true();
  }
  [[nodiscard]] std::int32_t number(const Bits& bits, const State& state) const {
    std::uint32_t result = 0;
    REQUIRE((!bits.empty() && bits.size() <= 32));
    for (std::size_t i = 0; i < 32; ++i) {
      if (is_true(bits[std::min(i, bits.size() - 1)], state)) result |= 1U << i;
    }
    return static_cast<std::int32_t>(result);
  }
  /// All states that follow this one, by asking for one after the other.
  std::set<State> successors(const State& state) {
    const Frame there = encoding.frame("there");
    z3::solver solver(context);
    solver.add(encoding.step(here, there));
    solver.add(encoding.within_ranges(there));
    solver.add(encoding.is_state(state, here));
    std::set<State> found;
    while (solver.check() == z3::sat) {
      const State next = encoding.state_of(solver.get_model(), there);
      REQUIRE(found.insert(next).second);
      solver.add(!encoding.is_state(next, there));
    }
    return found;
  }

  const SystemDraft& system;
  mutable z3::context context;
  Encoding encoding;
  Frame here;
};

State random_state(const SystemDraft& system, std::mt19937& random) {
  State state;
  for (const Variable& variable : system.variables) state.push_back(static_cast<Value>(random() % variable.size));
  return state;
}

/// What fire() makes of a state, and whether it finds the model's fault.
struct Fired {
  std::set<State> successors;
  bool fault = false;
};

Fired fire_all(const SystemDraft& system, const State& state) {
  Fired result;
  for (std::uint32_t rule = 0; rule < system.rules.size(); ++rule) {
    try {
      if (const auto next = fire(system, rule, state)) result.successors.insert(*next);
    } catch (const ModelFault&) {
      result.fault = true;
    }
  }
  return result;
}

/// Now and then an update that may leave its variable's range.
void loosen(SystemDraft& system, std::uint32_t seed) {
  for (std::size_t i = 0; i < system.rules.size(); i += 3) {
    for (Update& update : system.rules[i].updates) {
      const Term more = system.terms.constant(static_cast<std::int32_t>(seed % 3) - 1);
      if (!system.terms.is_constant(update.value)) update.value = system.terms.arithmetic(Op::add, update.value, more);
    }
  }
}

}  // namespace

TEST_CASE("a frame has the bits that the values need", "[symbolic]") {
  testing::Builder build;
  for (const std::uint32_t size : {1U, 2U, 3U, 4U, 5U, 64U, 65U, 65535U}) build.variable("x", size, std::nullopt);
  const Bench bench(build.draft);
  std::vector<std::uint32_t> widths(8);
  for (const BitOf& place : bench.encoding.layout()) CHECK(place.bit == widths[place.variable]++);
  CHECK(widths == std::vector<std::uint32_t>{0, 1, 2, 2, 3, 6, 7, 16});
  CHECK(bench.here.bits().size() == bench.encoding.layout().size());
  std::set<std::string> names;
  for (const z3::expr& bit : bench.here.bits()) names.insert(bit.to_string());
  CHECK(names.size() == bench.here.bits().size());
}

TEST_CASE("the ranges are those of the variables", "[symbolic]") {
  testing::Builder build;
  const std::uint32_t size = GENERATE(1U, 2U, 3U, 5U, 7U, 8U, 11U);
  build.variable("x", size, std::nullopt);
  const Bench bench(build.draft);
  const z3::expr within = bench.encoding.within_ranges(bench.here);
  for (Value value = 0; value < 1U << bench.encoding.layout().size(); ++value)
    CHECK(bench.is_true(within, {value}) == (value < size));
}

TEST_CASE("a term is worth what evaluate() says", "[symbolic]") {
  std::mt19937 random(1);
  for (std::uint32_t seed = 0; seed < tries(40); ++seed) {
    const SystemDraft system = testing::random_system(seed, 0);
    Bench bench(system);
    for (int round = 0; round < 4; ++round) {
      const State state = random_state(system, random);
      for (std::uint32_t index = 0; index < system.terms.size(); ++index) {
        const std::int32_t expected = evaluate(system.terms, Term{index}, state);
        CAPTURE(seed, index, expected);
        REQUIRE(bench.number(bench.encoding.number(Term{index}, bench.here), state) == expected);
        REQUIRE(bench.is_true(bench.encoding.holds(Term{index}, bench.here), state) == (expected != 0));
      }
    }
  }
}

TEST_CASE("no variable has a value that is out of its range", "[symbolic]") {
  testing::Builder build;
  const VariableId x = build.variable("x", 3);
  Bench bench(build.draft);
  for (const std::int32_t value : {-1, 3, 4, 65536, 65537}) {
    Terms& terms = bench.encoding.terms();
    const Term equal = terms.equal(terms.variable(x), terms.constant(value));
    CHECK(bench.encoding.holds(equal, bench.here).is_false());
  }
  CHECK(bench.encoding.has_value(x, 4, bench.here).is_false());
}

TEST_CASE("start states are those of is_initial()", "[symbolic]") {
  std::mt19937 random(2);
  std::uint32_t yes = 0;
  for (std::uint32_t seed = 0; seed < tries(60); ++seed) {
    const SystemDraft system = testing::random_system(seed, 0);
    Bench bench(system);
    const z3::expr initial = bench.encoding.initial(bench.here);
    for (int round = 0; round < 20; ++round) {
      const State state = random_state(system, random);
      const bool expected = is_initial(system, state);
      REQUIRE(bench.is_true(initial, state) == expected);
      yes += expected ? 1 : 0;
    }
  }
  CHECK(yes > least(100));
}

TEST_CASE("a step leads where fire() leads, and nowhere else", "[symbolic]") {
  std::mt19937 random(3);
  std::size_t steps = 0, faults = 0;
  for (std::uint32_t seed = 0; seed < tries(60); ++seed) {
    CAPTURE(seed);
    SystemDraft system = testing::random_system(seed, seed % 10 == 0 ? 1 : 0);
    if (seed % 2 == 0) loosen(system, seed);
    Bench bench(system);
    const z3::expr leaves = bench.encoding.leaves_range(bench.here);
    for (int round = 0; round < 6; ++round) {
      const State state = random_state(system, random);
      const Fired fired = fire_all(system, state);
      REQUIRE(bench.successors(state) == fired.successors);
      REQUIRE(bench.is_true(leaves, state) == fired.fault);
      steps += fired.successors.size();
      faults += fired.fault ? 1 : 0;
    }
  }
  CHECK(steps > least(300));
  CHECK(faults > least(20));
}

TEST_CASE("a copy, or a choice between values that fit, cannot leave a range", "[symbolic]") {
  testing::Builder build;
  const VariableId small = build.variable("small", 3);
  const VariableId large = build.variable("large", 5);
  Terms& terms = build.draft.terms;
  build.rule(build.constant(1), {{large, terms.variable(small)}});
  build.rule(build.constant(1), {{small, terms.choose(build.is(large, 4), build.constant(2), terms.variable(small))}});
  Bench bench(build.draft);
  CHECK(bench.encoding.leaves_range(bench.here).is_false());
  build.rule(build.constant(1), {{small, terms.variable(large)}});
  Bench other(build.draft);
  for (Value value = 0; value < 5; ++value)
    CHECK(other.is_true(other.encoding.leaves_range(other.here), {0, value}) == (value > 2));
}

TEST_CASE("a target is met where its state is, or a rule can fire with its mark", "[symbolic]") {
  std::mt19937 random(4);
  std::uint32_t seen = 0;
  for (std::uint32_t seed = 0; seed < tries(60); ++seed) {
    const SystemDraft system = testing::random_system(seed, 0);
    Terms terms = system.terms;
    for (const Property& property : system.properties) {
      const Target target = bad(property);
      const Term met = met_in(system, target, terms);
      for (int round = 0; round < 10; ++round) {
        const State state = random_state(system, random);
        const auto holds = [&](Term term) { return evaluate(system.terms, term, state) != 0; };
        bool expected = target.state && holds(*target.state);
        for (const Rule& rule : system.rules) {
          const auto shows = [&](const Mark& mark) { return target.mark == mark.id && holds(mark.when); };
          expected |= holds(rule.guard) && std::any_of(rule.marks.begin(), rule.marks.end(), shows);
        }
        REQUIRE((evaluate(terms, met, state) != 0) == expected);
        seen += expected ? 1 : 0;
      }
    }
  }
  CHECK(seen > least(100));
}

TEST_CASE("states and values survive the way to Z3 and back", "[symbolic]") {
  std::mt19937 random(5);
  for (std::uint32_t seed = 0; seed < tries(30); ++seed) {
    const SystemDraft system = testing::random_system(seed, 0);
    Bench bench(system);
    const State state = random_state(system, random);
    z3::solver solver(bench.context);
    const Frame twin = bench.encoding.frame("twin");
    solver.add(bench.encoding.is_state(state, bench.here));
    solver.add(bench.encoding.same(bench.here, twin));
    REQUIRE(solver.check() == z3::sat);
    CHECK(bench.encoding.state_of(solver.get_model(), twin) == state);
    for (VariableId id = 0; id < state.size(); ++id) {
      for (Value value = 0; value < system.variables[id].size; ++value)
        REQUIRE(bench.is_true(bench.encoding.has_value(id, value, bench.here), state) == (value == state[id]));
    }
    solver.add(!bench.encoding.same(bench.here, twin, {0}));
    CHECK(solver.check() == z3::unsat);
  }
}

}  // namespace walkcheck::symbolic
