#include "checker/symbolic/bounds.hpp"

#include <algorithm>
#include <limits>

namespace walkcheck::symbolic {

namespace {

constexpr Bounds kAnything{std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::max()};

/// A result that may wrap can be anything.
Bounds unless_it_wraps(Bounds bounds) {
  return bounds.least < kAnything.least || bounds.most > kAnything.most ? kAnything : bounds;
}

Bounds product(Bounds a, Bounds b) {
  const auto corners = {a.least * b.least, a.least * b.most, a.most * b.least, a.most * b.most};
  return {std::min(corners), std::max(corners)};
}

/// A remainder is smaller than what it is taken by, no larger than what it is taken of, and has the latter's sign.
Bounds remainder(Bounds a, Bounds b) {
  const std::int64_t most = std::max({std::abs(b.least), std::abs(b.most), std::int64_t{1}}) - 1;
  return {a.least < 0 ? std::max(-most, a.least) : 0, a.most > 0 ? std::min(most, a.most) : 0};
}

Bounds quotient(Bounds a) {
  const std::int64_t most = std::max(std::abs(a.least), std::abs(a.most));
  return {-most, most};
}

}  // namespace

Bounds bounds_of(const Terms& terms, Term term, const std::vector<Variable>& variables) {
  const TermNode& node = terms[term];
  const auto part = [&](Term of) { return bounds_of(terms, of, variables); };
  switch (node.op) {
    case Op::constant:
      return {node.value, node.value};
    case Op::variable:
      return {0, std::int64_t{variables[static_cast<VariableId>(node.value)].size} - 1};
    case Op::member:
    case Op::negate:
    case Op::all:
    case Op::any:
    case Op::equal:
    case Op::less:
      return {0, 1};
    case Op::add:
      return unless_it_wraps({part(node.a).least + part(node.b).least, part(node.a).most + part(node.b).most});
    case Op::subtract:
      return unless_it_wraps({part(node.a).least - part(node.b).most, part(node.a).most - part(node.b).least});
    case Op::multiply:
      return unless_it_wraps(product(part(node.a), part(node.b)));
    case Op::divide:
      return unless_it_wraps(quotient(part(node.a)));
    case Op::remainder:
      return remainder(part(node.a), part(node.b));
    case Op::choose:
      return {std::min(part(node.b).least, part(node.c).least), std::max(part(node.b).most, part(node.c).most)};
  }
  return kAnything;
}

bool plainly_fits(const Terms& terms, Term term, std::uint32_t size, const std::vector<Variable>& variables) {
  const TermNode& node = terms[term];
  if (node.op == Op::choose)
    return plainly_fits(terms, node.b, size, variables) && plainly_fits(terms, node.c, size, variables);
  if (node.op >= Op::add && node.op <= Op::remainder) return false;
  const Bounds bounds = bounds_of(terms, term, variables);
  return bounds.least >= 0 && bounds.most < size;
}

}  // namespace walkcheck::symbolic
