#include "checker/symbolic/numbers.hpp"

#include <array>
#include <limits>
#include <random>
#include <string>
#include <utility>

#include <catch2/catch.hpp>

#include "model/system/arithmetic.hpp"

namespace walkcheck::symbolic {

namespace {

constexpr std::array kOps = {Op::add, Op::subtract, Op::multiply, Op::divide, Op::remainder};
constexpr std::int32_t kLeast = std::numeric_limits<std::int32_t>::min();
constexpr std::int32_t kMost = std::numeric_limits<std::int32_t>::max();

class Calculator {
 public:
  [[nodiscard]] const Numbers& numbers() const { return numbers_; }

  /// Constants that have this value, a few more than it needs.
  Bits unknown(std::int32_t value, std::size_t extra) {
    const Bits bits = numbers_.constant(value);
    Bits names;
    for (std::size_t i = 0; i < std::min<std::size_t>(32, bits.size() + extra); ++i) {
      names.push_back(context_.bool_const(("b" + std::to_string(names_.size())).c_str()));
      names_.push_back(names.back());
      values_.push_back(i < bits.size() ? bits[i] : bits.back());
    }
    return names;
  }

  bool value(z3::expr bit) {
    const z3::expr result = bit.substitute(names_, values_).simplify();
    REQUIRE((result.is_true() || result.is_false()));
    return result.is_true();
  }

  std::int32_t value(const Bits& bits) {
    std::uint32_t result = 0;
    REQUIRE((!bits.empty() && bits.size() <= 32));
    for (std::size_t i = 0; i < 32; ++i) {
      if (value(bits[std::min(i, bits.size() - 1)])) result |= 1U << i;
    }
    return static_cast<std::int32_t>(result);
  }

 private:
  z3::context context_;
  Gates gates_{context_};
  Numbers numbers_{gates_};
  z3::expr_vector names_{context_}, values_{context_};
};

void compare(Calculator& calculator, const Bits& x, const Bits& y, std::int32_t a, std::int32_t b) {
  CAPTURE(a, b);
  const Numbers& numbers = calculator.numbers();
  for (const Op op : kOps) {
    CAPTURE(static_cast<int>(op));
    REQUIRE(calculator.value(numbers.arithmetic(op, x, y)) == apply(op, a, b));
  }
  REQUIRE(calculator.value(numbers.equal(x, y)) == (a == b));
  REQUIRE(calculator.value(numbers.less(x, y)) == (a < b));
  REQUIRE(calculator.value(numbers.is_zero(x)) == (a == 0));
}

}  // namespace

TEST_CASE("circuits of constants compute what apply() computes", "[symbolic]") {
  Calculator calculator;
  const auto check = [&](std::int32_t a, std::int32_t b) {
    compare(calculator, calculator.numbers().constant(a), calculator.numbers().constant(b), a, b);
  };
  const std::array extremes = {kLeast, kLeast + 1, -70000, -2, -1, 0, 1, 2, 3, 65535, kMost - 1, kMost};
  for (const std::int32_t a : extremes) {
    for (const std::int32_t b : extremes) check(a, b);
  }
  std::mt19937 random(1);
  for (int i = 0; i < 300; ++i) {
    const auto a = static_cast<std::int32_t>(random()) >> random() % 31;
    const auto b = static_cast<std::int32_t>(random()) >> random() % 31;
    check(a, b);
  }
}

TEST_CASE("circuits of unknown bits compute what apply() computes", "[symbolic]") {
  std::mt19937 random(2);
  for (int i = 0; i < 20; ++i) {
    Calculator calculator;
    const auto a = static_cast<std::int32_t>(random()) >> (15 + random() % 16);
    const auto b = static_cast<std::int32_t>(random()) >> (15 + random() % 16);
    const Bits x = calculator.unknown(a, random() % 3);
    compare(calculator, x, calculator.unknown(b, random() % 3), a, b);
    compare(calculator, x, calculator.numbers().constant(b), a, b);
    compare(calculator, x, x, a, a);
  }
  Calculator calculator;
  compare(calculator, calculator.unknown(kLeast, 0), calculator.unknown(-1, 0), kLeast, -1);
}

TEST_CASE("a choice is one of the two", "[symbolic]") {
  Calculator calculator;
  const Bits condition = calculator.unknown(1, 0);
  const Numbers& numbers = calculator.numbers();
  for (const auto& [a, b] : {std::pair{5, -300}, std::pair{kLeast, 0}, std::pair{0, 1}}) {
    const Bits x = calculator.unknown(a, 0);
    const Bits y = numbers.constant(b);
    CHECK(calculator.value(numbers.choose(condition[0], x, y)) == a);
    CHECK(calculator.value(numbers.choose(condition[1], x, y)) == b);
  }
}

}  // namespace walkcheck::symbolic
