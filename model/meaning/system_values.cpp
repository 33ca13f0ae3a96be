#include "model/meaning/system_values.hpp"

#include <algorithm>
#include <limits>

#include "model/meaning/checks.hpp"

namespace walkcheck {

namespace {

using tree::BinaryOp;
using tree::Expression;
using Kind = SystemValue::Kind;
using Made = std::optional<SystemValue>;

SystemValue truth(std::optional<bool> known) { return {Kind::truth, known, nullptr, true}; }

Made number_value(std::int64_t value) { return SystemValue{Kind::number, value, nullptr, value == 0 || value == 1}; }

std::optional<std::int64_t> apply(BinaryOp op, std::int64_t a, std::int64_t b) {
  switch (op) {
    case BinaryOp::add:
      return a + b;
    case BinaryOp::subtract:
      return a - b;
    case BinaryOp::multiply:
      return a * b;
    // As everywhere in a system: what is divided by 0 is 0.
    case BinaryOp::divide:
      return b == 0 ? 0 : a / b;
    case BinaryOp::remainder:
      return b == 0 ? 0 : a % b;
    default:
      return std::nullopt;
  }
}

bool compare(BinaryOp op, std::int64_t a, std::int64_t b) {
  switch (op) {
    case BinaryOp::equal:
      return a == b;
    case BinaryOp::unequal:
      return a != b;
    case BinaryOp::less:
      return a < b;
    case BinaryOp::less_equal:
      return a <= b;
    case BinaryOp::greater:
      return a > b;
    default:
      return a >= b;
  }
}

}  // namespace

bool SystemVariable::is_truth() const {
  using Words = std::vector<std::string>;
  if (values.empty()) return low == 0 && high <= 1;
  return values == Words{"no", "yes"} || values == Words{"false", "true"};
}

std::nullopt_t SystemValues::fault(std::string code, Span place, std::string message, std::string hint) {
  diagnostics_.report(std::move(code), place, std::move(message), std::move(hint));
  return std::nullopt;
}

std::vector<std::string> SystemValues::names() const {
  std::vector<std::string> known;
  for (const auto& [name, value] : constants) known.push_back(name);
  for (const auto& [name, value] : variables) known.push_back(name);
  return known;
}

Made SystemValues::variable_value(const SystemVariable& variable) const {
  return SystemValue{variable.values.empty() ? Kind::number : Kind::word, std::nullopt, &variable, variable.is_truth()};
}

Made SystemValues::reference(const std::string& name, Span place) {
  if (name == "true" || name == "yes") return truth(true);
  if (name == "false" || name == "no") return truth(false);
  if (const auto constant = constants.find(name); constant != constants.end()) return number_value(constant->second);
  const auto variable = variables.find(name);
  if (variable == variables.end()) {
    report_unknown(diagnostics_, "name", {name, place}, names());
    return std::nullopt;
  }
  if (variable->second.length != 0)
    return fault("wrong-type", place, "'" + name + "' is an array", "write " + name + "[INDEX]");
  return variable_value(variable->second);
}

std::optional<std::size_t> SystemValues::place(const tree::Name& name, const Expression* index, Span span) {
  const auto variable = variables.find(name.text);
  if (variable == variables.end()) {
    std::vector<std::string> known;
    for (const auto& [each, what] : variables) known.push_back(each);
    report_unknown(diagnostics_, "name", name, known);
    return std::nullopt;
  }
  const SystemVariable& found = variable->second;
  if (index == nullptr) {
    if (found.length != 0)
      return fault("wrong-type", span, "'" + name.text + "' is an array", "write " + name.text + "[INDEX]");
    return found.first;
  }
  if (found.length == 0) return fault("wrong-type", span, "'" + name.text + "' is no array");
  const auto at = number(*index);
  if (!at) return std::nullopt;
  if (*at < 0 || *at >= static_cast<std::int64_t>(found.length)) {
    return fault("out-of-range", index->span, "index " + std::to_string(*at) + " lies outside of '" + name.text + "'",
                 "its elements are 0.." + std::to_string(found.length - 1));
  }
  return found.first + static_cast<std::size_t>(*at);
}

std::optional<std::int64_t> SystemValues::number(const Expression& e) {
  const auto value = of(e);
  if (!value) return std::nullopt;
  if (!value->constant || value->kind == Kind::word)
    return fault("not-constant", e.span, "a constant number is needed here");
  return value->constant;
}

Made SystemValues::condition(const Expression& e) {
  const auto value = of(e);
  if (!value) return std::nullopt;
  if (value->kind == Kind::truth || value->also_truth) return SystemValue{Kind::truth, value->constant, nullptr, true};
  return fault("wrong-type", e.span,
               value->kind == Kind::word ? "a condition is needed here, this is a word"
                                         : "a condition is needed here, this is a number",
               "compare it");
}

/// The variable whose words may stand beside `e`.
const SystemVariable* SystemValues::words_of(const Expression& e) const {
  const std::string* name = nullptr;
  if (const auto* reference = std::get_if<tree::Reference>(&e.what)) name = &reference->name;
  if (const auto* element = std::get_if<tree::Element>(&e.what)) name = &element->array.text;
  const auto variable = name == nullptr || constants.contains(*name) ? variables.end() : variables.find(*name);
  return variable == variables.end() || variable->second.values.empty() ? nullptr : &variable->second;
}

Made SystemValues::beside(const Expression& e, const SystemVariable* domain) {
  const auto* name = std::get_if<tree::Reference>(&e.what);
  if (domain == nullptr || domain->values.empty() || name == nullptr) return of(e);
  const auto word = std::find(domain->values.begin(), domain->values.end(), name->name);
  if (word != domain->values.end())
    return SystemValue{Kind::word, word - domain->values.begin(), domain, domain->is_truth()};
  if (constants.contains(name->name) || variables.contains(name->name)) return of(e);
  report_unknown(diagnostics_, "value", {name->name, e.span}, domain->values);
  return std::nullopt;
}

Made SystemValues::of(const Expression& e) {
  if (const auto* literal = std::get_if<tree::Integer>(&e.what)) return number_value(literal->value);
  if (const auto* name = std::get_if<tree::Reference>(&e.what)) return reference(name->name, e.span);
  if (const auto* element = std::get_if<tree::Element>(&e.what)) {
    if (!place(element->array, element->index.get(), e.span)) return std::nullopt;
    return variable_value(variables.at(element->array.text));
  }
  if (const auto* negated = std::get_if<tree::Unary>(&e.what)) {
    auto inner = condition(*negated->operand);
    if (inner && inner->constant) inner->constant = *inner->constant == 0 ? 1 : 0;
    return inner;
  }
  if (const auto* binary_op = std::get_if<tree::Binary>(&e.what)) return binary(*binary_op, e.span);
  if (const auto* among = std::get_if<tree::Membership>(&e.what)) return membership(*among, e.span);
  return fault("wrong-type", e.span, "a system has no events, entries, predicates or error codes",
               "it has constants, variables and numbers");
}

Made SystemValues::binary(const tree::Binary& e, Span place) {
  switch (e.op) {
    case BinaryOp::any:
    case BinaryOp::all:
      return junction(e);
    case BinaryOp::add:
    case BinaryOp::subtract:
    case BinaryOp::multiply:
    case BinaryOp::divide:
    case BinaryOp::remainder:
      return arithmetic(e, place);
    default:
      return comparison(e, place);
  }
}

Made SystemValues::junction(const tree::Binary& e) {
  const std::int64_t deciding = e.op == BinaryOp::any ? 1 : 0;
  const auto left = condition(*e.left);
  if (!left) return std::nullopt;
  // Parameters may exclude what stands right, an index out of range for one.
  if (left->constant == deciding) return left;
  const auto right = condition(*e.right);
  if (!right) return std::nullopt;
  if (right->constant == deciding) return right;
  return left->constant ? right : right->constant ? left : truth(std::nullopt);
}

Made SystemValues::comparison(const tree::Binary& e, Span place) {
  const auto left = beside(*e.left, words_of(*e.right));
  const auto right = left ? beside(*e.right, words_of(*e.left)) : std::nullopt;
  if (!left || !right) return std::nullopt;
  const bool words = left->kind == Kind::word || right->kind == Kind::word;
  if (left->kind != right->kind && !(left->also_truth && right->also_truth)) {
    return fault("wrong-type", place,
                 words ? "a word cannot be compared with a number or a condition"
                       : "a number cannot be compared with a condition");
  }
  if (left->kind == Kind::word && right->kind == Kind::word && left->domain->values != right->domain->values) {
    return fault("wrong-type", place, "these two have different values, and cannot be compared");
  }
  const bool ordered = e.op != BinaryOp::equal && e.op != BinaryOp::unequal;
  if (ordered && (left->kind != Kind::number || right->kind != Kind::number)) {
    return fault("wrong-type", place, "only numbers have an order", "compare with == or !=");
  }
  if (left->constant && right->constant) return truth(compare(e.op, *left->constant, *right->constant));
  return truth(std::nullopt);
}

Made SystemValues::membership(const tree::Membership& e, Span place) {
  bool all = true, any = false;
  if (!of(*e.operand)) return std::nullopt;
  for (const auto& value : e.values) {
    const auto equal = comparison({BinaryOp::equal, e.operand, value}, place);
    if (!equal) return std::nullopt;
    any = any || equal->constant == 1;
    all = all && equal->constant.has_value();
  }
  return truth(any ? std::optional(true) : all ? std::optional(false) : std::nullopt);
}

Made SystemValues::arithmetic(const tree::Binary& e, Span place) {
  const auto left = of(*e.left);
  const auto right = left ? of(*e.right) : std::nullopt;
  if (!left || !right) return std::nullopt;
  for (const auto& [side, value] : {std::pair(e.left, left), std::pair(e.right, right)}) {
    if (value->kind != Kind::number) return fault("wrong-type", side->span, "a number is needed here");
  }
  if (!left->constant || !right->constant) return SystemValue{};
  const auto result = apply(e.op, *left->constant, *right->constant);
  constexpr auto largest = std::numeric_limits<std::int32_t>::max();
  if (!result || *result > largest || *result < -std::int64_t{largest} - 1) {
    return fault("bad-number", place, "this number does not fit into 32 bits",
                 "numbers lie between -2147483648 and 2147483647");
  }
  return number_value(*result);
}

}  // namespace walkcheck
