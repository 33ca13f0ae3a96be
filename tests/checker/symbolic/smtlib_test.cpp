#include "checker/symbolic/smtlib.hpp"

#include <algorithm>
#include <limits>
#include <random>

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include "model/system/arithmetic.hpp"
#include "tests/checker/support/random_system.hpp"
#include "tests/checker/symbolic/support/naive_proof.hpp"
#include "tests/checker/symbolic/support/solvers.hpp"
#include "tests/model/system/builder.hpp"

namespace walkcheck::symbolic {

using testing::Builder;

namespace {

constexpr std::uint32_t kWord = 32;

/// A script that asks whether a term ever differs from what `evaluate` says.
class Comparison {
 public:
  explicit Comparison(const SystemDraft& system) : system_(system), text_(system, {}) {
    for (VariableId id = 0; id < system.variables.size(); ++id)
      parameters_ += fmt::format("({} {}) ", text_.variable(id, "s"), text_.sort(id));
  }

  void number(Term term, const std::vector<std::vector<Value>>& states, std::int32_t wrong_by = 0) {
    for (const std::uint32_t bits : {kWord, 3U}) {
      define(text_.number(term, bits, "s"), fmt::format("(_ BitVec {})", bits));
      for (const auto& state : states)
        compare(state, bit_vector(std::int64_t{evaluate(system_.terms, term, state)} + wrong_by, bits));
    }
  }

  void boolean(Term term, const std::vector<std::vector<Value>>& states) {
    define(text_.boolean(term, "s"), "Bool");
    for (const auto& state : states) compare(state, evaluate(system_.terms, term, state) != 0 ? "true" : "false");
  }

  [[nodiscard]] std::string script() const {
    return fmt::format("(set-logic QF_BV)\n{}(assert (or false {}))\n(check-sat)\n", definitions_, differences_);
  }

 private:
  void define(const std::string& text, const std::string& sort) {
    definitions_ += fmt::format("(define-fun f{} ({}) {} {})\n", ++functions_, parameters_, sort, text);
  }

  void compare(const std::vector<Value>& state, const std::string& value) {
    differences_ += fmt::format("(not (= {} (f{}", value, functions_);
    for (VariableId id = 0; id < state.size(); ++id)
      differences_ += " " + bit_vector(state[id], bits_of(system_.variables[id].size));
    differences_ += ")))\n";
  }

  const SystemDraft& system_;
  TermText text_;
  std::string parameters_;
  std::string definitions_;
  std::string differences_;
  std::size_t functions_ = 0;
};

}  // namespace

TEST_CASE("bits for a number of values", "[smtlib]") {
  CHECK(bits_of(1) == 1);
  CHECK(bits_of(2) == 1);
  CHECK(bits_of(3) == 2);
  CHECK(bits_of(4) == 2);
  CHECK(bits_of(5) == 3);
  CHECK(bits_of(65535) == 16);
}

TEST_CASE("numbers wrap to their bits", "[smtlib]") {
  CHECK(bit_vector(5, 3) == "(_ bv5 3)");
  CHECK(bit_vector(9, 3) == "(_ bv1 3)");
  CHECK(bit_vector(-1, 32) == "(_ bv4294967295 32)");
  CHECK(bit_vector(std::numeric_limits<std::int32_t>::min(), 32) == "(_ bv2147483648 32)");
}

TEST_CASE("names are safe and unique", "[smtlib]") {
  Builder build;
  build.variable("a|b", 2);
  build.variable("a\\b", 2);
  build.variable("a_b", 2);
  build.variable("a_b (2)", 2);
  build.variable("and", 3);
  build.variable("x@1", 3);
  build.variable("line\nbreak", 3);
  build.variable("", 3);
  const TermText text(build.draft, std::vector<std::string>{"and"});
  CHECK(text.variable(0, "s") == "|a_b@s|");
  CHECK(text.variable(1, "s") == "|a_b (2)@s|");
  CHECK(text.variable(2, "s") == "|a_b (3)@s|");
  CHECK(text.variable(3, "s") == "|a_b (2) (2)@s|");
  CHECK(text.variable(4, "s") == "|and (2)@s|");
  CHECK(text.variable(5, "s") == "|x_1@s|");
  CHECK(text.variable(6, "s") == "|line_break@s|");
  CHECK(text.variable(7, "s") == "|@s|");
}

TEST_CASE("common terms read well", "[smtlib]") {
  Builder build;
  const VariableId x = build.variable("x", 5);
  const VariableId y = build.variable("y", 3);
  Terms& terms = build.draft.terms;
  const TermText text(build.draft, {});
  CHECK(text.boolean(build.is(x, 3), "s") == "(= |x@s| (_ bv3 3))");
  CHECK(text.boolean(build.is(x, 8), "s") == "false");
  CHECK(text.boolean(build.is(x, -1), "s") == "false");
  CHECK(text.boolean(terms.equal(terms.variable(x), terms.variable(y)), "0") == "(= |x@0| ((_ zero_extend 1) |y@0|))");
  CHECK(text.boolean(terms.member(x, 0b10110, 5), "s") ==
        "(or (= |x@s| (_ bv1 3)) (= |x@s| (_ bv2 3)) (= |x@s| (_ bv4 3)))");
  CHECK(text.boolean(terms.member(x, 0b11110, 5), "s") == "(not (= |x@s| (_ bv0 3)))");
  const Term three =
      terms.all(terms.all(build.is(x, 1), build.is(y, 2)), terms.less(terms.variable(y), terms.variable(x)));
  CHECK(text.boolean(three, "s") ==
        "(and (= |x@s| (_ bv1 3)) (= |y@s| (_ bv2 2)) (bvslt ((_ zero_extend 30) |y@s|) ((_ zero_extend 29) |x@s|)))");
  CHECK(text.number(terms.choose(build.is(y, 0), terms.variable(x), terms.constant(4)), 3, "s") ==
        "(ite (= |y@s| (_ bv0 2)) |x@s| (_ bv4 3))");
  CHECK(text.reads(three) == std::vector<VariableId>{x, y});
  CHECK(text.reads(terms.member(y, 0b101, 3)) == std::vector<VariableId>{y});
  CHECK(text.reads(terms.truth(true)).empty());
}

TEST_CASE("what a term uses twice is written once", "[smtlib]") {
  Builder build;
  const VariableId x = build.variable("x", 5);
  Terms& terms = build.draft.terms;
  Term doubled = build.plus(x, 1);
  std::vector<Term> levels;  // the n-th is a tree of 2^n leaves
  for (int i = 0; i < 60; ++i) levels.push_back(doubled = terms.arithmetic(Op::add, doubled, doubled));
  const TermText text(build.draft, {});
  CHECK(text.number(levels[1], kWord, "s") ==
        "(let ((?4.32 (bvadd ((_ zero_extend 29) |x@s|) (_ bv1 32)))) (let ((?5.32 (bvadd ?4.32 ?4.32))) "
        "(bvadd ?5.32 ?5.32)))");
  CHECK(text.number(levels.back(), kWord, "s").size() < 5000);
  Comparison comparison(build.draft);
  comparison.number(levels[10], {{3}});
  testing::require_unsat(comparison.script());
}

TEST_CASE("arithmetic at its edges", "[smtlib]") {
  constexpr std::int32_t least = std::numeric_limits<std::int32_t>::min();
  constexpr std::int32_t most = std::numeric_limits<std::int32_t>::max();
  constexpr std::int32_t numbers[] = {least, least + 1, -70000, -7, -2, -1, 0, 1, 2, 3, 7, 70000, most - 1, most};
  Builder build;
  const VariableId x = build.variable("x", 2);
  Terms& terms = build.draft.terms;
  // Not constants, so that nothing is folded.
  const auto number = [&](std::int32_t value) {
    return terms.choose(build.is(x, 1), terms.constant(value), terms.constant(5));
  };
  std::vector<std::pair<Term, std::int32_t>> terms_and_values;
  for (const Op op : {Op::add, Op::subtract, Op::multiply, Op::divide, Op::remainder, Op::equal, Op::less}) {
    for (const std::int32_t a : numbers) {
      for (const std::int32_t b : numbers) {
        const Term left = number(a);
        const Term right = number(b);
        const Term term = op == Op::equal  ? terms.equal(left, right)
                          : op == Op::less ? terms.less(left, right)
                                           : terms.arithmetic(op, left, right);
        terms_and_values.emplace_back(term, apply(op, a, b));
      }
    }
  }
  Comparison comparison(build.draft);
  for (const auto& [term, value] : terms_and_values) {
    REQUIRE(evaluate(terms, term, std::vector<Value>{1}) == value);
    comparison.number(term, {{1}});
    comparison.boolean(term, {{1}});
  }
  testing::require_unsat(comparison.script());
}

TEST_CASE("text means what evaluate says", "[smtlib]") {
  constexpr std::uint32_t systems = 30;
  for (std::uint32_t seed = 0; seed < systems; ++seed) {
    SystemDraft system = testing::random_system(seed, 0);
    if (testing::count_states(system) > 2000) continue;
    std::mt19937 random(seed);
    testing::RandomTerms make(system, random);
    for (VariableId id = 0; id < system.variables.size(); ++id) make.may_use(id);
    std::vector<Term> numbers;
    std::vector<Term> booleans;
    for (int i = 0; i < 15; ++i) {
      numbers.push_back(make.number(4));
      booleans.push_back(make.boolean(4));
    }
    auto states = testing::all_states(system);
    std::shuffle(states.begin(), states.end(), random);
    states.resize(std::min<std::size_t>(states.size(), 40));
    Comparison comparison(system);
    for (const Term term : numbers) comparison.number(term, states);
    for (const Term term : booleans) comparison.boolean(term, states);
    testing::require_unsat(comparison.script());
  }
}

TEST_CASE("the comparison can fail", "[smtlib]") {
  if (!testing::has_solver("z3")) return;
  Builder build;
  const VariableId x = build.variable("x", 5);
  Comparison comparison(build.draft);
  comparison.number(build.plus(x, 1), {{3}}, 1);
  CHECK(testing::solver_answers("z3", comparison.script()) == std::vector<std::string>{"sat"});
}

TEST_CASE("large variables, and constants that they cannot hold", "[smtlib]") {
  Builder build;
  const VariableId large = build.variable("large", 65535);
  const VariableId single = build.variable("single", 1);
  Terms& terms = build.draft.terms;
  std::vector<Term> asked;
  for (const std::int32_t value : {0, 1, 65534, 65535, 65536, 131070, -1}) {
    asked.push_back(build.is(large, value));
    asked.push_back(build.is(single, value));
    asked.push_back(terms.less(terms.variable(large), terms.constant(value)));
  }
  asked.push_back(terms.equal(terms.variable(large), terms.variable(single)));
  asked.push_back(terms.arithmetic(Op::multiply, terms.variable(large), terms.variable(large)));
  Comparison comparison(build.draft);
  const std::vector<std::vector<Value>> states = {{0, 0}, {1, 0}, {2, 0}, {65534, 0}};
  for (const Term term : asked) {
    comparison.number(term, states);
    comparison.boolean(term, states);
  }
  testing::require_unsat(comparison.script());
}

}  // namespace walkcheck::symbolic
