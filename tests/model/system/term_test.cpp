#include "model/system/term.hpp"

#include <stdexcept>

#include <catch2/catch.hpp>

#include "model/system/arithmetic.hpp"

namespace walkcheck {

TEST_CASE("equal terms are one term", "[term]") {
  Terms terms;
  const Term x = terms.variable(0);
  CHECK(terms.variable(0) == x);
  CHECK(terms.constant(7) == terms.constant(7));
  CHECK(terms.arithmetic(Op::add, x, terms.constant(1)) == terms.arithmetic(Op::add, x, terms.constant(1)));
  CHECK_FALSE(terms.arithmetic(Op::add, x, terms.constant(1)) == terms.arithmetic(Op::subtract, x, terms.constant(1)));
  CHECK(terms.equal(terms.constant(2), x) == terms.equal(x, terms.constant(2)));
}

TEST_CASE("Booleans fold", "[term]") {
  Terms terms;
  const Term yes = terms.truth(true);
  const Term no = terms.truth(false);
  const Term a = terms.less(terms.variable(0), terms.variable(1));
  const Term b = terms.less(terms.variable(1), terms.variable(0));
  CHECK(terms.negate(yes) == no);
  CHECK(terms.negate(terms.negate(a)) == a);
  CHECK(terms.all(yes, a) == a);
  CHECK(terms.all(a, no) == no);
  CHECK(terms.all(a, a) == a);
  CHECK(terms.all(a, terms.negate(a)) == no);
  CHECK(terms.any(no, a) == a);
  CHECK(terms.any(a, yes) == yes);
  CHECK(terms.any(a, a) == a);
  CHECK(terms.any(terms.negate(a), a) == yes);
  CHECK(terms.equal(a, yes) == a);
  CHECK(terms.equal(a, no) == terms.negate(a));
  CHECK(terms.equal(a, terms.constant(2)) == no);
  CHECK(terms.choose(yes, a, b) == a);
  CHECK(terms.choose(no, a, b) == b);
  CHECK(terms.choose(a, b, b) == b);
  CHECK(terms.choose(a, yes, no) == a);
  CHECK(terms.choose(a, no, yes) == terms.negate(a));
  CHECK(terms.choose(terms.negate(a), b, yes) == terms.choose(a, yes, b));
}

TEST_CASE("numbers fold, and every operation is total", "[term]") {
  Terms terms;
  const Term x = terms.variable(3);
  const auto folded = [&terms](Op op, std::int32_t a, std::int32_t b) {
    return terms[terms.arithmetic(op, terms.constant(a), terms.constant(b))].value;
  };
  CHECK(folded(Op::add, 2, 3) == 5);
  CHECK(folded(Op::subtract, 2, 3) == -1);
  CHECK(folded(Op::multiply, -2, 3) == -6);
  CHECK(folded(Op::divide, -7, 2) == -3);
  CHECK(folded(Op::remainder, -7, 2) == -1);
  CHECK(folded(Op::divide, 7, 0) == 0);
  CHECK(folded(Op::remainder, 7, 0) == 0);
  CHECK(folded(Op::divide, INT32_MIN, -1) == INT32_MIN);
  CHECK(folded(Op::add, INT32_MAX, 1) == INT32_MIN);
  CHECK(terms.arithmetic(Op::add, x, terms.constant(0)) == x);
  CHECK(terms.arithmetic(Op::multiply, terms.constant(1), x) == x);
  CHECK(terms.equal(x, x) == terms.truth(true));
  CHECK(terms.less(x, x) == terms.truth(false));
  CHECK(terms.less(terms.constant(1), terms.constant(2)) == terms.truth(true));
  CHECK_THROWS_AS(terms.arithmetic(Op::all, x, x), std::logic_error);
}

TEST_CASE("sets of values are normal", "[term]") {
  Terms terms;
  const Term x = terms.variable(0);
  CHECK(terms.member(0, 0, 4) == terms.truth(false));
  CHECK(terms.member(0, 0xFF, 4) == terms.truth(true));
  CHECK(terms.member(0, ~std::uint64_t{0}, 64) == terms.truth(true));
  CHECK(terms.member(0, 0b0100, 4) == terms.equal(x, terms.constant(2)));
  CHECK(terms.all(terms.member(0, 0b0110, 4), terms.member(0, 0b1100, 4)) == terms.equal(x, terms.constant(2)));
  CHECK(terms.all(terms.member(0, 0b0011, 4), terms.member(0, 0b1100, 4)) == terms.truth(false));
  CHECK(terms.any(terms.member(0, 0b0011, 4), terms.equal(x, terms.constant(2))) == terms.member(0, 0b0111, 4));
  CHECK(terms.all(terms.equal(x, terms.constant(1)), terms.equal(x, terms.constant(2))) == terms.truth(false));
  CHECK_THROWS_AS(terms.member(0, 1, 65), std::logic_error);
}

TEST_CASE("terms are evaluated", "[term]") {
  Terms terms;
  const std::vector<Value> state = {2, 5};
  const Term x = terms.variable(0);
  const Term y = terms.variable(1);
  const auto value = [&](Term term) { return evaluate(terms, term, state); };
  CHECK(value(terms.member(0, 0b0110, 4)) == 1);
  CHECK(value(terms.member(0, 0b1001, 4)) == 0);
  CHECK(value(terms.less(x, y)) == 1);
  CHECK(value(terms.negate(terms.less(x, y))) == 0);
  CHECK(value(terms.all(terms.less(x, y), terms.equal(x, y))) == 0);
  CHECK(value(terms.any(terms.less(x, y), terms.equal(x, y))) == 1);
  CHECK(value(terms.choose(terms.less(y, x), x, y)) == 5);
  CHECK(value(terms.arithmetic(Op::subtract, x, y)) == -3);
  CHECK(value(terms.arithmetic(Op::multiply, x, y)) == 10);
  CHECK(value(terms.arithmetic(Op::divide, y, x)) == 2);
  CHECK(value(terms.arithmetic(Op::remainder, y, x)) == 1);
}

}  // namespace walkcheck
