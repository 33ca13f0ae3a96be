#include "model/system/term.hpp"

#include <bit>
#include <optional>
#include <stdexcept>

#include "model/system/arithmetic.hpp"

// The operands of negate, all and any, and the condition of choose, are Booleans (0 or 1); `seal` checks it. Folding
// relies on it: `true and x` is x itself.

namespace walkcheck {

namespace {

constexpr std::uint32_t kSetBits = 64;

/// A term that says of one variable which values it may have.
struct ValueSet {
  std::int32_t variable = 0;
  std::uint64_t values = 0;
  bool small = false;  // the variable is known to have at most 64 values
};

std::optional<ValueSet> as_set(const Terms& terms, Term term) {
  const TermNode& node = terms[term];
  if (node.op == Op::member) return ValueSet{node.value, node.set, true};
  if (node.op != Op::equal || terms[node.a].op != Op::variable || !terms.is_constant(node.b)) return std::nullopt;
  const std::int32_t value = terms[node.b].value;
  if (value < 0 || value >= static_cast<std::int32_t>(kSetBits)) return std::nullopt;
  return ValueSet{terms[node.a].value, std::uint64_t{1} << value, false};
}

bool is_opposite(const Terms& terms, Term a, Term b) {
  const auto denies = [&terms](Term x, Term y) { return terms[x].op == Op::negate && terms[x].a == y; };
  return denies(a, b) || denies(b, a);
}

bool is_judgement(Op op) {
  return op == Op::member || op == Op::negate || op == Op::all || op == Op::any || op == Op::equal || op == Op::less;
}

void mix(std::size_t& hash, std::uint64_t part) {
  hash = (hash ^ part) * 0x9E3779B97F4A7C15U;
  hash ^= hash >> 29;
}

std::size_t hash(const TermNode& node) {
  std::size_t result = static_cast<std::size_t>(node.op);
  mix(result, static_cast<std::uint32_t>(node.value));
  mix(result, node.set);
  mix(result, (std::uint64_t{node.a.index} << 32) | node.b.index);
  mix(result, node.c.index);
  return result;
}

constexpr std::uint32_t kNoNode = ~std::uint32_t{0};
constexpr std::size_t kFirstSlots = 64;

}  // namespace

Terms::Terms() : slots_(kFirstSlots, kNoNode) {
  constant(0);
  constant(1);
}

std::size_t Terms::slot_of(const TermNode& node) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = hash(node) & mask;
  while (slots_[slot] != kNoNode && nodes_[slots_[slot]] != node) slot = (slot + 1) & mask;
  return slot;
}

void Terms::grow() {
  slots_.assign(slots_.size() * 2, kNoNode);
  for (std::uint32_t i = 0; i < nodes_.size(); ++i) slots_[slot_of(nodes_[i])] = i;
}

Term Terms::make(const TermNode& node) {
  const std::size_t slot = slot_of(node);
  if (slots_[slot] != kNoNode) return Term{slots_[slot]};
  const auto made = static_cast<std::uint32_t>(nodes_.size());
  slots_[slot] = made;
  nodes_.push_back(node);
  if (nodes_.size() * 2 > slots_.size()) grow();
  return Term{made};
}

Term Terms::constant(std::int32_t value) {
  TermNode node;
  node.value = value;
  return make(node);
}

Term Terms::variable(VariableId id) {
  TermNode node;
  node.op = Op::variable;
  node.value = static_cast<std::int32_t>(id);
  return make(node);
}

Term Terms::member(VariableId id, std::uint64_t set, std::uint32_t size) {
  if (size > kSetBits) throw std::logic_error("a set of values needs a variable of at most 64 values");
  const std::uint64_t full = size == kSetBits ? ~std::uint64_t{0} : (std::uint64_t{1} << size) - 1;
  set &= full;
  if (set == 0 || set == full) return truth(set != 0);
  if (std::has_single_bit(set)) return equal(variable(id), constant(std::countr_zero(set)));
  TermNode node;
  node.op = Op::member;
  node.value = static_cast<std::int32_t>(id);
  node.set = set;
  return make(node);
}

Term Terms::negate(Term a) {
  if (is_constant(a)) return truth(is_false(a));
  if (nodes_[a.index].op == Op::negate) return nodes_[a.index].a;
  TermNode node;
  node.op = Op::negate;
  node.a = a;
  return make(node);
}

Term Terms::all(Term a, Term b) {
  if (is_false(a) || is_false(b) || is_opposite(*this, a, b)) return truth(false);
  if (is_true(a) || a == b) return b;
  if (is_true(b)) return a;
  const auto left = as_set(*this, a);
  const auto right = as_set(*this, b);
  if (left && right && left->variable == right->variable) {
    // Of two sets that are not small, at least one has a single value, so that no set of a large variable is made.
    return member(static_cast<VariableId>(left->variable), left->values & right->values, kSetBits);
  }
  TermNode node;
  node.op = Op::all;
  node.a = a;
  node.b = b;
  return make(node);
}

Term Terms::any(Term a, Term b) {
  if (is_true(a) || is_true(b) || is_opposite(*this, a, b)) return truth(true);
  if (is_false(a) || a == b) return b;
  if (is_false(b)) return a;
  const auto left = as_set(*this, a);
  const auto right = as_set(*this, b);
  if (left && right && left->variable == right->variable && (left->small || right->small)) {
    return member(static_cast<VariableId>(left->variable), left->values | right->values, kSetBits);
  }
  TermNode node;
  node.op = Op::any;
  node.a = a;
  node.b = b;
  return make(node);
}

Term Terms::equal(Term a, Term b) {
  if (a == b) return truth(true);
  if (is_constant(a) && is_constant(b)) return truth(false);
  if (is_constant(a)) return equal(b, a);
  if (is_constant(b) && is_judgement(nodes_[a.index].op)) {
    const std::int32_t value = nodes_[b.index].value;
    if (value == 0) return negate(a);
    return value == 1 ? a : truth(false);
  }
  if (is_constant(b) && nodes_[a.index].op == Op::choose) {
    const TermNode choice = nodes_[a.index];
    if (is_constant(choice.b)) {
      const Term rest = equal(choice.c, b);
      return choice.b == b ? any(choice.a, rest) : all(negate(choice.a), rest);
    }
    if (is_constant(choice.c)) {
      const Term rest = equal(choice.b, b);
      return choice.c == b ? any(negate(choice.a), rest) : all(choice.a, rest);
    }
  }
  TermNode node;
  node.op = Op::equal;
  node.a = a;
  node.b = b;
  return make(node);
}

Term Terms::less(Term a, Term b) {
  if (a == b) return truth(false);
  if (is_constant(a) && is_constant(b)) return truth(nodes_[a.index].value < nodes_[b.index].value);
  TermNode node;
  node.op = Op::less;
  node.a = a;
  node.b = b;
  return make(node);
}

Term Terms::arithmetic(Op op, Term a, Term b) {
  if (op < Op::add || op > Op::remainder) throw std::logic_error("not an operation of arithmetic");
  if (is_constant(a) && is_constant(b)) return constant(apply(op, nodes_[a.index].value, nodes_[b.index].value));
  const bool sum = op == Op::add || op == Op::subtract;
  if (sum && b == constant(0)) return a;
  if (op == Op::add && a == constant(0)) return b;
  if ((op == Op::multiply || op == Op::divide) && b == constant(1)) return a;
  if (op == Op::multiply && a == constant(1)) return b;
  TermNode node;
  node.op = op;
  node.a = a;
  node.b = b;
  return make(node);
}

Term Terms::choose(Term condition, Term then, Term otherwise) {
  if (is_constant(condition)) return is_true(condition) ? then : otherwise;
  if (then == otherwise) return then;
  if (nodes_[condition.index].op == Op::negate) return choose(nodes_[condition.index].a, otherwise, then);
  if (then == truth(true) && otherwise == truth(false)) return condition;
  if (then == truth(false) && otherwise == truth(true)) return negate(condition);
  // Judgements under judgements: solvers read long chains of them in no time, and of choices hardly at all.
  const auto judges = [this](Term term) { return is_judgement(nodes_[term.index].op); };
  if (judges(condition) && judges(otherwise)) {
    if (is_false(then)) return all(negate(condition), otherwise);
    if (is_true(then) || then == condition) return any(condition, otherwise);
  }
  if (judges(condition) && judges(then)) {
    if (is_false(otherwise)) return all(condition, then);
    if (is_true(otherwise)) return any(negate(condition), then);
  }
  TermNode node;
  node.op = Op::choose;
  node.a = condition;
  node.b = then;
  node.c = otherwise;
  return make(node);
}

}  // namespace walkcheck
