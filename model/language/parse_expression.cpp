#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "model/language/grammar.hpp"

namespace walkcheck::grammar {
namespace {

using tree::BinaryOp;

/// An expression on its way up, with its height: left-deep chains grow without nesting, and every pass over trees
/// recurses.
struct Operand {
  tree::ExpressionPtr tree;
  std::size_t height = 0;
};

struct Operator {
  std::string_view text;
  BinaryOp op;
};

constexpr std::array<Operator, 6> comparisons = {{{"==", BinaryOp::equal},
                                                  {"!=", BinaryOp::unequal},
                                                  {"<", BinaryOp::less},
                                                  {"<=", BinaryOp::less_equal},
                                                  {">", BinaryOp::greater},
                                                  {">=", BinaryOp::greater_equal}}};
constexpr std::array<Operator, 1> disjunctions = {{{"or", BinaryOp::any}}};
constexpr std::array<Operator, 1> conjunctions = {{{"and", BinaryOp::all}}};
constexpr std::array<Operator, 2> sums = {{{"+", BinaryOp::add}, {"-", BinaryOp::subtract}}};
constexpr std::array<Operator, 3> products = {
    {{"*", BinaryOp::multiply}, {"/", BinaryOp::divide}, {"%", BinaryOp::remainder}}};

class Reader {
 public:
  Reader(Cursor& cursor, bool store_may_follow) : cursor_(cursor), store_may_follow_(store_may_follow) {}

  Operand disjunction() { return chain(disjunctions, &Reader::conjunction); }

  Operand named() {
    const auto begin = cursor_.mark();
    auto name = cursor_.name("a name");
    if (cursor_.accept("(")) {
      const Cursor::Nested nested(cursor_);
      auto arguments = list(")", 0);
      cursor_.expect(")", "or ',' after the argument");
      return make(begin, tree::Call{std::move(name), std::move(arguments.first)}, arguments.second);
    }
    if (cursor_.accept("[")) {
      const Cursor::Nested nested(cursor_);
      auto index = disjunction();
      cursor_.expect("]", "after the index");
      return make(begin, tree::Element{std::move(name), std::move(index.tree)}, index.height);
    }
    return make(begin, tree::Reference{std::move(name.text)}, 0);
  }

  /// `{ a, b }`, and the height of the highest, which is at least `height`.
  std::pair<std::vector<tree::ExpressionPtr>, std::size_t> set(std::size_t height) {
    const Cursor::Nested nested(cursor_);
    cursor_.expect("{", "before the values");
    auto values = list({}, height);
    cursor_.expect("}", "or ',' after the value");
    return values;
  }

 private:
  using Production = Operand (Reader::*)();
  using Mark = Cursor::Mark;

  Operand conjunction() { return chain(conjunctions, &Reader::negation); }
  Operand sum() { return chain(sums, &Reader::product); }
  Operand product() { return chain(products, &Reader::primary); }

  Operand chain(std::span<const Operator> operators, Production next) {
    const auto begin = cursor_.mark();
    auto left = (this->*next)();
    while (const auto* found = take(operators)) {
      left = binary(begin, found->op, std::move(left), (this->*next)());
    }
    return left;
  }

  Operand negation() {
    const auto begin = cursor_.mark();
    if (!cursor_.accept("not")) {
      return comparison();
    }
    const Cursor::Nested nested(cursor_);
    return negated(begin, negation());
  }

  Operand comparison() {
    const auto begin = cursor_.mark();
    auto left = sum();
    if (const auto* found = take(comparisons)) {
      return binary(begin, found->op, std::move(left), sum());
    }
    if (cursor_.accept("is")) {
      const auto op = cursor_.accept("not") ? BinaryOp::unequal : BinaryOp::equal;
      const auto right = cursor_.mark();
      auto name = cursor_.free_name("a name after 'is'");
      return binary(begin, op, std::move(left), make(right, tree::Reference{std::move(name.text)}, 0));
    }
    const bool refused = cursor_.at("not") && cursor_.at("in", 1);
    if (refused) {
      cursor_.take();
    }
    // `in` may also begin what follows an expression: `always x  in some_scenario expect holds`.
    if (!refused && !(cursor_.at("in") && cursor_.at("{", 1))) {
      return left;
    }
    cursor_.take();
    auto values = set(left.height);
    auto member = make(begin, tree::Membership{std::move(left.tree), std::move(values.first)}, values.second);
    return refused ? negated(begin, std::move(member)) : member;
  }

  Operand primary() {
    const auto begin = cursor_.mark();
    if (cursor_.peek().kind == Token::Kind::number) {
      return make(begin, tree::Integer{cursor_.number("a number")}, 0);
    }
    if (cursor_.accept("-")) {
      return negative(begin);
    }
    if (cursor_.accept("*")) {
      return make(begin, tree::Load{cursor_.free_name("the name of an entry after '*'")}, 0);
    }
    if (cursor_.accept("(")) {
      const Cursor::Nested nested(cursor_);
      auto inner = disjunction();
      cursor_.expect(")", "to close the bracket");
      return inner;
    }
    if (!cursor_.at_free_word()) {
      cursor_.expected("an expression");
      return {};
    }
    return named();
  }

  Operand negative(const Mark& begin) {
    if (cursor_.peek().kind == Token::Kind::number) {
      return make(begin, tree::Integer{-cursor_.number("a number")}, 0);
    }
    auto name = cursor_.free_name("a number or the name of an error after '-'");
    return make(begin, tree::ErrorCode{std::move(name.text)}, 0);
  }

  std::pair<std::vector<tree::ExpressionPtr>, std::size_t> list(std::string_view empty_before, std::size_t height) {
    std::vector<tree::ExpressionPtr> values;
    if (!empty_before.empty() && cursor_.at(empty_before)) {
      return {std::move(values), height};
    }
    do {
      auto value = disjunction();
      height = std::max(height, value.height);
      values.push_back(std::move(value.tree));
    } while (cursor_.accept(","));
    return {std::move(values), height};
  }

  const Operator* take(std::span<const Operator> operators) {
    if (store_may_follow_ && cursor_.at("*") && cursor_.at_word(1) && cursor_.at("=", 2)) {
      return nullptr;
    }
    const auto found =
        std::find_if(operators.begin(), operators.end(), [&](const Operator& o) { return cursor_.at(o.text); });
    if (found == operators.end()) {
      return nullptr;
    }
    cursor_.take();
    return &*found;
  }

  Operand binary(const Mark& begin, BinaryOp op, Operand left, Operand right) {
    const auto height = std::max(left.height, right.height);
    return make(begin, tree::Binary{op, std::move(left.tree), std::move(right.tree)}, height);
  }

  Operand negated(const Mark& begin, Operand operand) {
    return make(begin, tree::Unary{tree::UnaryOp::negate, std::move(operand.tree)}, operand.height);
  }

  /// `below`: the height of the highest operand.
  template <class Node>
  Operand make(const Mark& begin, Node node, std::size_t below) {
    if (below >= Cursor::deepest_expression) {
      cursor_.fail("too-deep", cursor_.since(begin), "this expression is too long",
                   "a chain may hold a thousand operators");
    }
    if (cursor_.failed()) {
      return {};
    }
    return {std::make_shared<const tree::Expression>(tree::Expression{std::move(node), cursor_.since(begin)}),
            below + 1};
  }

  Cursor& cursor_;
  bool store_may_follow_;
};

}  // namespace

tree::ExpressionPtr expression(Cursor& cursor) { return Reader{cursor, false}.disjunction().tree; }

tree::ExpressionPtr expression_before_store(Cursor& cursor) { return Reader{cursor, true}.disjunction().tree; }

tree::ExpressionPtr call(Cursor& cursor) { return Reader{cursor, true}.named().tree; }

std::vector<tree::ExpressionPtr> value_set(Cursor& cursor) { return Reader{cursor, true}.set(0).first; }

}  // namespace walkcheck::grammar
