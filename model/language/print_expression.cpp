#include <array>

#include "model/language/layout.hpp"
#include "model/language/parser.hpp"

namespace walkcheck {
namespace {

using tree::Expression;
using tree::ExpressionPtr;

/// How tightly a form binds; an operand that binds less stands in brackets.
enum Binding { any_of, all_of, negation, comparison, sum, product, primary };

struct Shape {
  std::string_view text;
  Binding self, left, right;
};

// In the order of tree::BinaryOp. Chains lean to the left; comparisons do not chain.
constexpr std::array<Shape, 13> shapes = {{{" or ", any_of, any_of, all_of},
                                           {" and ", all_of, all_of, negation},
                                           {" == ", comparison, sum, sum},
                                           {" != ", comparison, sum, sum},
                                           {" < ", comparison, sum, sum},
                                           {" <= ", comparison, sum, sum},
                                           {" > ", comparison, sum, sum},
                                           {" >= ", comparison, sum, sum},
                                           {" + ", sum, sum, product},
                                           {" - ", sum, sum, product},
                                           {" * ", product, product, primary},
                                           {" / ", product, product, primary},
                                           {" % ", product, product, primary}}};

const Shape& shape(const tree::Binary& binary) { return shapes.at(static_cast<std::size_t>(binary.op)); }

/// `x not in { ... }` is written in one piece.
const tree::Membership* refused(const tree::Unary& unary) {
  return std::get_if<tree::Membership>(&unary.operand->what);
}

Binding binding(const Expression& expression) {
  return std::visit(
      layout::Overloaded{[](const tree::Binary& e) { return shape(e).self; },
                         [](const tree::Membership&) { return comparison; },
                         [](const tree::Unary& e) { return refused(e) != nullptr ? comparison : negation; },
                         [](const auto&) { return primary; }},
      expression.what);
}

class Writer {
 public:
  void write(const Expression& expression, Binding at_least) {
    const bool brackets = binding(expression) < at_least;
    out += brackets ? "(" : "";
    std::visit([this](const auto& e) { form(e); }, expression.what);
    out += brackets ? ")" : "";
  }

  std::string out;

 private:
  void form(const tree::Integer& e) { out += fmt::format("{}", e.value); }
  void form(const tree::ErrorCode& e) { out += fmt::format("-{}", e.name); }
  void form(const tree::Reference& e) { out += e.name; }
  void form(const tree::Load& e) { out += fmt::format("*{}", e.entry.text); }
  void form(const tree::Call& e) {
    out += e.callee.text + "(";
    list(e.arguments);
    out += ")";
  }
  void form(const tree::Element& e) {
    out += e.array.text + "[";
    write(*e.index, any_of);
    out += "]";
  }
  void form(const tree::Unary& e) {
    if (const auto* member = refused(e)) {
      membership(*member, " not in { ");
      return;
    }
    out += "not ";
    write(*e.operand, negation);
  }
  void form(const tree::Binary& e) {
    write(*e.left, shape(e).left);
    out += shape(e).text;
    write(*e.right, shape(e).right);
  }
  void form(const tree::Membership& e) { membership(e, " in { "); }

  void membership(const tree::Membership& e, std::string_view word) {
    write(*e.operand, sum);
    out += word;
    list(e.values);
    out += " }";
  }

  void list(const std::vector<ExpressionPtr>& values) {
    std::string_view comma;
    for (const auto& value : values) {
      out += comma;
      write(*value, any_of);
      comma = ", ";
    }
  }
};

}  // namespace

std::string print(const Expression& expression) {
  Writer writer;
  writer.write(expression, any_of);
  return std::move(writer.out);
}

}  // namespace walkcheck
