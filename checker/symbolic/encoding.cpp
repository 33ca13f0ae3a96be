// States are numbered in binary, variable by variable, so that two states are equal if their bits are.
//
// A step is one disjunction over actions: all rules with the same updates are one action, and its guard, the
// disjunction of theirs, is made small (cubes.hpp). Lowered walks have 1,400 rules, and after that 150 actions with 220
// conjunctions. On them this is as fast as a Boolean that selects the action, and needs no constants besides those of
// the two frames. Where nothing changes, the equality of a variable's bits before and after is one formula, shared by
// all actions.
#include "checker/symbolic/encoding.hpp"

#include <algorithm>
#include <bit>
#include <map>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "checker/symbolic/bounds.hpp"
#include "checker/symbolic/cubes.hpp"

namespace walkcheck::symbolic {

namespace {

z3::expr at(const z3::expr_vector& bits, std::uint32_t place) { return bits[static_cast<int>(place)]; }

std::uint32_t width_of(std::uint32_t size) { return static_cast<std::uint32_t>(std::bit_width(size - 1)); }

}  // namespace

Encoding::Encoding(const SystemDraft& system, z3::context& context)
    : system_(system), context_(context), terms_(system.terms), gates_(context), numbers_(gates_) {
  for (VariableId id = 0; id < system.variables.size(); ++id) {
    first_bit_.push_back(static_cast<std::uint32_t>(layout_.size()));
    for (std::uint32_t bit = 0; bit < width_of(system.variables[id].size); ++bit) layout_.push_back({id, bit});
  }
  first_bit_.push_back(static_cast<std::uint32_t>(layout_.size()));
  collect_actions();
}

Encoding::Action Encoding::action_of(const Rule& rule) const {
  Action action{rule.guard, rule.updates, {}};
  const auto by_variable = [](const Update& a, const Update& b) { return a.variable < b.variable; };
  std::sort(action.updates.begin(), action.updates.end(), by_variable);
  for (const Update& update : action.updates) {
    const Bounds bounds = bounds_of(terms_, update.value, system_.variables);
    const std::int64_t size = system_.variables[update.variable].size;
    if (bounds.least < 0 || bounds.most >= size) action.risky.push_back(update);
  }
  return action;
}

void Encoding::collect_actions() {
  std::map<std::vector<std::pair<VariableId, std::uint32_t>>, std::size_t> known;
  std::vector<std::vector<Term>> guards;
  for (const Rule& rule : system_.rules) {
    Action action = action_of(rule);
    std::vector<std::pair<VariableId, std::uint32_t>> key;
    for (const Update& update : action.updates) key.emplace_back(update.variable, update.value.index);
    const auto [place, fresh] = known.try_emplace(std::move(key), actions_.size());
    if (fresh) {
      actions_.push_back(std::move(action));
      guards.emplace_back();
    }
    guards[place->second].push_back(rule.guard);
  }
  for (std::size_t i = 0; i < actions_.size(); ++i) actions_[i].guard = one_of(guards[i], system_.variables, terms_);
}

Frame Encoding::frame(const std::string& name) const {
  Frame frame(context_);
  for (const BitOf& place : layout_) {
    // The name of a variable need not be its own, its number is.
    const std::string constant =
        fmt::format("{} {}.{}@{}", place.variable, system_.variables[place.variable].name, place.bit, name);
    frame.bits_.push_back(context_.bool_const(constant.c_str()));
  }
  return frame;
}

std::vector<z3::expr> Encoding::bits_of(VariableId variable, const Frame& frame) const {
  std::vector<z3::expr> bits;
  for (std::uint32_t i = first_bit_[variable]; i < first_bit_[variable + 1]; ++i) bits.push_back(at(frame.bits_, i));
  return bits;
}

z3::expr Encoding::within_ranges(const Frame& frame) const {
  std::vector<z3::expr> parts;
  for (VariableId id = 0; id < system_.variables.size(); ++id) {
    const std::uint32_t size = system_.variables[id].size;
    if (std::has_single_bit(size)) continue;
    const Bits value = numbers_.natural(bits_of(id, frame));
    parts.push_back(numbers_.less(value, numbers_.constant(static_cast<std::int32_t>(size))));
  }
  return gates_.all_of(parts);
}

z3::expr Encoding::initial(Frame& frame) const {
  std::vector<z3::expr> parts;
  for (const Term condition : system_.initial) parts.push_back(holds(condition, frame));
  return gates_.all_of(parts);
}

z3::expr Encoding::fits(const Update& update, Frame& frame) const {
  const Bits value = number(update.value, frame);
  const auto size = static_cast<std::int32_t>(system_.variables[update.variable].size);
  return gates_.all(gates_.negate(value.back()), numbers_.less(value, numbers_.constant(size)));
}

z3::expr Encoding::becomes(const Update& update, Frame& from, const Frame& to) const {
  if (terms_.is_constant(update.value))
    return has_value(update.variable, static_cast<Value>(terms_[update.value].value), to);
  const Bits value = number(update.value, from);
  const std::vector<z3::expr> bits = bits_of(update.variable, to);
  std::vector<z3::expr> parts;
  for (std::size_t i = 0; i < bits.size(); ++i)
    parts.push_back(gates_.same(bits[i], i < value.size() ? value[i] : value.back()));
  return gates_.all_of(parts);
}

z3::expr Encoding::step(Frame& from, const Frame& to) const {
  std::vector<z3::expr> unchanged;
  for (VariableId id = 0; id < system_.variables.size(); ++id) unchanged.push_back(same(from, to, {id}));
  std::vector<z3::expr> ways;
  for (const Action& action : actions_) ways.push_back(happens(action, from, to, unchanged));
  return gates_.any_of(ways);
}

z3::expr Encoding::happens(const Action& action, Frame& from, const Frame& to,
                           const std::vector<z3::expr>& unchanged) const {
  std::vector<z3::expr> parts = {holds(action.guard, from)};
  for (const Update& update : action.risky) parts.push_back(fits(update, from));
  std::vector<bool> written(unchanged.size());
  for (const Update& update : action.updates) {
    written[update.variable] = true;
    parts.push_back(becomes(update, from, to));
  }
  for (VariableId id = 0; id < unchanged.size(); ++id) {
    if (!written[id]) parts.push_back(unchanged[id]);
  }
  return gates_.all_of(parts);
}

z3::expr Encoding::leaves_range(Frame& frame) const {
  std::vector<z3::expr> ways;
  for (const Action& action : actions_) {
    if (action.risky.empty()) continue;
    const z3::expr guard = holds(action.guard, frame);
    for (const Update& update : action.risky) ways.push_back(gates_.all(guard, gates_.negate(fits(update, frame))));
  }
  return gates_.any_of(ways);
}

z3::expr Encoding::same(const Frame& a, const Frame& b) const {
  std::vector<z3::expr> parts;
  for (unsigned i = 0; i < a.bits_.size(); ++i) parts.push_back(gates_.same(at(a.bits_, i), at(b.bits_, i)));
  return gates_.all_of(parts);
}

z3::expr Encoding::same(const Frame& a, const Frame& b, const std::vector<VariableId>& variables) const {
  std::vector<z3::expr> parts;
  for (const VariableId id : variables) {
    for (std::uint32_t i = first_bit_[id]; i < first_bit_[id + 1]; ++i)
      parts.push_back(gates_.same(at(a.bits_, i), at(b.bits_, i)));
  }
  return gates_.all_of(parts);
}

z3::expr Encoding::has_value(VariableId variable, Value value, const Frame& frame) const {
  std::vector<z3::expr> parts;
  const std::vector<z3::expr> bits = bits_of(variable, frame);
  if ((std::uint32_t{value} >> bits.size()) != 0) return gates_.no();
  for (std::uint32_t i = 0; i < bits.size(); ++i)
    parts.push_back((value >> i & 1U) != 0 ? bits[i] : gates_.negate(bits[i]));
  return gates_.all_of(parts);
}

z3::expr Encoding::in_set(const TermNode& node, const Frame& frame) const {
  const auto variable = static_cast<VariableId>(node.value);
  const std::uint32_t size = system_.variables[variable].size;
  const bool most = static_cast<std::uint32_t>(std::popcount(node.set)) * 2 > size;
  std::vector<z3::expr> parts;
  for (std::uint32_t value = 0; value < size; ++value) {
    if ((node.set >> value & 1U) != (most ? 1U : 0U))
      parts.push_back(has_value(variable, static_cast<Value>(value), frame));
  }
  return most ? gates_.negate(gates_.any_of(parts)) : gates_.any_of(parts);
}

z3::expr Encoding::holds(Term term, Frame& frame) const {
  if (frame.truths_.size() <= term.index) frame.truths_.resize(terms_.size());
  if (!frame.truths_[term.index]) {
    const z3::expr made = make_truth(term, frame);
    frame.truths_[term.index] = made;
  }
  return *frame.truths_[term.index];
}

Bits Encoding::number(Term term, Frame& frame) const {
  if (frame.numbers_.size() <= term.index) frame.numbers_.resize(terms_.size());
  if (!frame.numbers_[term.index]) {
    Bits made = make_number(term, frame);
    frame.numbers_[term.index] = std::move(made);
  }
  return *frame.numbers_[term.index];
}

z3::expr Encoding::make_truth(Term term, Frame& frame) const {
  const TermNode& node = terms_[term];
  const auto is_variable = [this](Term part) { return terms_[part].op == Op::variable; };
  switch (node.op) {
    case Op::constant:
      return gates_.truth(node.value != 0);
    case Op::member:
      return in_set(node, frame);
    case Op::negate:
      return gates_.negate(holds(node.a, frame));
    case Op::all:
      return gates_.all(holds(node.a, frame), holds(node.b, frame));
    case Op::any:
      return gates_.any(holds(node.a, frame), holds(node.b, frame));
    case Op::choose:
      return gates_.choose(holds(node.a, frame), holds(node.b, frame), holds(node.c, frame));
    case Op::equal:
      if (is_variable(node.a) && terms_.is_constant(node.b)) {
        const auto variable = static_cast<VariableId>(terms_[node.a].value);
        const std::int64_t value = terms_[node.b].value;
        if (value < 0 || value >= system_.variables[variable].size) return gates_.no();
        return has_value(variable, static_cast<Value>(value), frame);
      }
      return numbers_.equal(number(node.a, frame), number(node.b, frame));
    case Op::less:
      return numbers_.less(number(node.a, frame), number(node.b, frame));
    case Op::variable:
    case Op::add:
    case Op::subtract:
    case Op::multiply:
    case Op::divide:
    case Op::remainder:
      break;
  }
  return gates_.negate(numbers_.is_zero(number(term, frame)));
}

Bits Encoding::make_number(Term term, Frame& frame) const {
  const TermNode& node = terms_[term];
  switch (node.op) {
    case Op::constant:
      return numbers_.constant(node.value);
    case Op::variable:
      return numbers_.natural(bits_of(static_cast<VariableId>(node.value), frame));
    case Op::add:
    case Op::subtract:
    case Op::multiply:
    case Op::divide:
    case Op::remainder:
      return numbers_.arithmetic(node.op, number(node.a, frame), number(node.b, frame));
    case Op::choose:
      return numbers_.choose(holds(node.a, frame), number(node.b, frame), number(node.c, frame));
    case Op::member:
    case Op::negate:
    case Op::all:
    case Op::any:
    case Op::equal:
    case Op::less:
      break;
  }
  const z3::expr truth = holds(term, frame);
  return numbers_.natural(std::span(&truth, 1));
}

std::vector<Value> Encoding::state_of(const z3::model& model, const Frame& frame) const {
  std::vector<Value> state(system_.variables.size());
  for (unsigned i = 0; i < frame.bits_.size(); ++i) {
    const BitOf place = layout_[i];
    if (model.eval(at(frame.bits_, i), true).is_true())
      state[place.variable] = static_cast<Value>(state[place.variable] | 1U << place.bit);
  }
  return state;
}

z3::expr Encoding::is_state(const std::vector<Value>& state, const Frame& frame) const {
  std::vector<z3::expr> parts;
  for (VariableId id = 0; id < system_.variables.size(); ++id) parts.push_back(has_value(id, state[id], frame));
  return gates_.all_of(parts);
}

}  // namespace walkcheck::symbolic
