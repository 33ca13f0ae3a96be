// What a system means, as plainly as it can be said: engines are measured against this file, and audits rest on it.
#include <stdexcept>

#include <fmt/format.h>

#include "model/system/arithmetic.hpp"
#include "model/system/transition_system.hpp"

namespace walkcheck {

std::int32_t evaluate(const Terms& terms, Term term, std::span<const Value> state) {
  const TermNode& node = terms[term];
  const auto value = [&](Term part) { return evaluate(terms, part, state); };
  switch (node.op) {
    case Op::constant:
      return node.value;
    case Op::variable:
      return state[static_cast<VariableId>(node.value)];
    case Op::member:
      return static_cast<std::int32_t>(node.set >> state[static_cast<VariableId>(node.value)] & 1U);
    case Op::negate:
      return value(node.a) == 0 ? 1 : 0;
    case Op::all:
      return (value(node.a) != 0 && value(node.b) != 0) ? 1 : 0;
    case Op::any:
      return (value(node.a) != 0 || value(node.b) != 0) ? 1 : 0;
    case Op::choose:
      return value(node.a) != 0 ? value(node.b) : value(node.c);
    case Op::equal:
    case Op::less:
    case Op::add:
    case Op::subtract:
    case Op::multiply:
    case Op::divide:
    case Op::remainder:
      return apply(node.op, value(node.a), value(node.b));
  }
  throw std::logic_error("a term with an unknown operation");
}

std::optional<std::vector<Value>> fire(const SystemDraft& system, std::uint32_t rule, std::span<const Value> state) {
  const Rule& choice = system.rules.at(rule);
  if (evaluate(system.terms, choice.guard, state) == 0) return std::nullopt;
  std::vector<Value> next(state.begin(), state.end());
  for (const Update& update : choice.updates) {
    const Variable& variable = system.variables[update.variable];
    const std::int32_t value = evaluate(system.terms, update.value, state);
    if (value < 0 || static_cast<std::uint32_t>(value) >= variable.size) {
      throw ModelFault(fmt::format("{}:{}: rule '{}' gives {} value number {}, and it has {}", choice.origin.file,
                                   choice.origin.line, choice.name, variable.name, value, variable.size));
    }
    next[update.variable] = static_cast<Value>(value);
  }
  return next;
}

bool is_initial(const SystemDraft& system, std::span<const Value> state) {
  if (state.size() != system.variables.size()) return false;
  for (std::size_t i = 0; i < state.size(); ++i) {
    if (state[i] >= system.variables[i].size) return false;
  }
  for (const Term condition : system.initial) {
    if (evaluate(system.terms, condition, state) == 0) return false;
  }
  return true;
}

}  // namespace walkcheck
