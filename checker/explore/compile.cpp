#include "checker/explore/compile.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

namespace walkcheck::exploration {

namespace {

constexpr std::uint64_t kNoVariable = 0;
constexpr std::uint64_t kSeveral = ~std::uint64_t{0};
/// Variables with more values are not tried value by value.
constexpr std::uint32_t kTabulated = 1024;

std::uint64_t join(std::uint64_t left, std::uint64_t right) {
  if (left == kNoVariable || left == right) return right;
  return right == kNoVariable ? left : kSeveral;
}

/// Parts of a term come before it, so that one pass is enough.
std::vector<std::uint64_t> supports(const Terms& terms) {
  std::vector<std::uint64_t> support(terms.size());
  for (std::uint32_t index = 0; index < terms.size(); ++index) {
    const TermNode& node = terms[Term{index}];
    if (node.op == Op::variable || node.op == Op::member) {
      support[index] = static_cast<std::uint64_t>(node.value) + 1;
    } else if (node.op != Op::constant) {
      support[index] = join(support[node.a.index], join(support[node.b.index], support[node.c.index]));
    }
  }
  return support;
}

}  // namespace

Compiler::Compiler(const SystemDraft& system, const Layout& layout, Code& code)
    : system_(system),
      layout_(layout),
      code_(code),
      support_(supports(system.terms)),
      scratch_(system.variables.size()) {}

std::optional<VariableId> Compiler::only_variable(Term term) const {
  const std::uint64_t support = support_[term.index];
  if (support == kNoVariable || support == kSeveral) return std::nullopt;
  return static_cast<VariableId>(support - 1);
}

std::int32_t Compiler::value_with(Term term, VariableId variable, std::uint32_t value) {
  scratch_[variable] = static_cast<Value>(value);
  const std::int32_t result = evaluate(system_.terms, term, scratch_);
  scratch_[variable] = 0;
  return result;
}

std::vector<Compiler::Conjunct> Compiler::conjuncts(Term term) const {
  std::vector<Conjunct> found;
  std::vector<Conjunct> open = {{term, true}};
  std::set<std::pair<std::uint32_t, bool>> seen;
  while (!open.empty()) {
    const Conjunct next = open.back();
    open.pop_back();
    if (!seen.insert({next.term.index, next.wanted}).second) continue;
    const TermNode& node = system_.terms[next.term];
    const bool splits = (node.op == Op::all && next.wanted) || (node.op == Op::any && !next.wanted);
    if (splits) {
      open.push_back({node.b, next.wanted});
      open.push_back({node.a, next.wanted});
    } else if (node.op == Op::negate) {
      open.push_back({node.a, !next.wanted});
    } else {
      found.push_back(next);
    }
  }
  return found;
}

std::optional<Requirement> Compiler::requirement(const Conjunct& conjunct) {
  const auto variable = only_variable(conjunct.term);
  if (!variable) return std::nullopt;
  Requirement result{*variable, {}};
  const std::uint32_t size = system_.variables[*variable].size;
  const TermNode& node = system_.terms[conjunct.term];
  if (size <= kTabulated) {
    for (std::uint32_t value = 0; value < size; ++value) {
      if ((value_with(conjunct.term, *variable, value) != 0) == conjunct.wanted) {
        result.values.push_back(static_cast<Value>(value));
      }
    }
    // A word or a set test must be able to say it.
    if (size > 64 && result.values.size() > 1) return std::nullopt;
    return result;
  }
  const bool is_value = node.op == Op::equal && conjunct.wanted && system_.terms[node.a].op == Op::variable;
  if (!is_value || !system_.terms.is_constant(node.b)) return std::nullopt;
  const std::int32_t value = system_.terms[node.b].value;
  if (value >= 0 && static_cast<std::uint32_t>(value) < size) result.values.push_back(static_cast<Value>(value));
  return result;
}

CompiledCondition Compiler::condition(Term term) {
  CompiledCondition result;
  Condition& condition = result.condition;
  std::map<VariableId, std::vector<Value>> allowed;
  std::vector<Program> rest;
  for (const Conjunct& conjunct : conjuncts(term)) {
    if (system_.terms.is_constant(conjunct.term)) {
      condition.never = condition.never || system_.terms.is_true(conjunct.term) != conjunct.wanted;
    } else if (auto needed = requirement(conjunct)) {
      const auto [known, fresh] = allowed.try_emplace(needed->variable, needed->values);
      if (fresh) continue;
      std::vector<Value> both;
      std::set_intersection(known->second.begin(), known->second.end(), needed->values.begin(), needed->values.end(),
                            std::back_inserter(both));
      known->second = std::move(both);
    } else {
      rest.push_back(program(conjunct.term));
      rest.back().wanted = conjunct.wanted;
    }
  }
  for (auto& [variable, values] : allowed) {
    if (values.empty()) condition.never = true;
    if (values.size() < system_.variables[variable].size) result.requirements.push_back({variable, std::move(values)});
  }
  emit_tests(result.requirements, condition);
  const auto length = [](const Program& one) { return one.instructions.end - one.instructions.begin; };
  std::stable_sort(rest.begin(), rest.end(), [&](const Program& x, const Program& y) { return length(x) < length(y); });
  condition.programs.begin = static_cast<std::uint32_t>(code_.programs.size());
  code_.programs.insert(code_.programs.end(), rest.begin(), rest.end());
  condition.programs.end = static_cast<std::uint32_t>(code_.programs.size());
  return result;
}

void Compiler::emit_tests(const std::vector<Requirement>& requirements, Condition& condition) {
  std::map<std::uint32_t, WordTest> words;
  condition.sets.begin = static_cast<std::uint32_t>(code_.set_tests.size());
  for (const Requirement& requirement : requirements) {
    const Field field = layout_.fields[requirement.variable];
    if (requirement.values.size() == 1) {
      WordTest& test = words[field.word];
      test.word = field.word;
      test.mask |= field.mask << field.shift;
      test.value |= std::uint64_t{requirement.values.front()} << field.shift;
    } else {
      std::uint64_t set = 0;
      for (const Value value : requirement.values) set |= std::uint64_t{1} << value;
      code_.set_tests.push_back({field, set});
    }
  }
  condition.sets.end = static_cast<std::uint32_t>(code_.set_tests.size());
  condition.words.begin = static_cast<std::uint32_t>(code_.word_tests.size());
  for (const auto& [word, test] : words) code_.word_tests.push_back(test);
  condition.words.end = static_cast<std::uint32_t>(code_.word_tests.size());
}

Action Compiler::action(const std::vector<Update>& updates) {
  Action action;
  std::map<std::uint32_t, WordUpdate> words;
  action.moves.begin = static_cast<std::uint32_t>(code_.moves.size());
  action.computes.begin = static_cast<std::uint32_t>(code_.computes.size());
  for (const Update& update : updates) {
    const TermNode& node = system_.terms[update.value];
    const Field to = layout_.fields[update.variable];
    const std::uint32_t size = system_.variables[update.variable].size;
    if (node.op == Op::constant) {
      WordUpdate& change = words.try_emplace(to.word, WordUpdate{to.word, ~std::uint64_t{0}, 0}).first->second;
      change.keep &= ~(to.mask << to.shift);
      change.bits |= static_cast<std::uint64_t>(node.value) << to.shift;
    } else if (node.op == Op::variable && system_.variables[static_cast<VariableId>(node.value)].size <= size) {
      code_.moves.push_back({layout_.fields[static_cast<VariableId>(node.value)], to});
    } else {
      code_.computes.push_back({program(update.value), to, size});
    }
  }
  action.moves.end = static_cast<std::uint32_t>(code_.moves.size());
  action.computes.end = static_cast<std::uint32_t>(code_.computes.size());
  action.words.begin = static_cast<std::uint32_t>(code_.word_updates.size());
  for (const auto& [word, change] : words) code_.word_updates.push_back(change);
  action.words.end = static_cast<std::uint32_t>(code_.word_updates.size());
  return action;
}

bool Compiler::is_leaf(Term term) const {
  const Op op = system_.terms[term].op;
  if (op == Op::constant || op == Op::variable || op == Op::member) return true;
  const auto variable = only_variable(term);
  return variable && system_.variables[*variable].size <= kTabulated;
}

Instruction Compiler::tabulate(Term term, VariableId variable) {
  Instruction result;
  result.kind = Instruction::Kind::lookup;
  result.field = layout_.fields[variable];
  const std::uint32_t size = system_.variables[variable].size;
  std::vector<std::int32_t> table;
  for (std::uint32_t value = 0; value < size; ++value) table.push_back(value_with(term, variable, value));
  const bool truth =
      std::all_of(table.begin(), table.end(), [](std::int32_t value) { return value == 0 || value == 1; });
  if (truth && size <= 64) {
    result.kind = Instruction::Kind::member;
    for (std::uint32_t value = 0; value < size; ++value)
      result.set |= static_cast<std::uint64_t>(table[value]) << value;
    return result;
  }
  result.a = static_cast<std::uint32_t>(code_.tables.size());
  code_.tables.insert(code_.tables.end(), table.begin(), table.end());
  return result;
}

Instruction Compiler::instruction(Term term, const std::map<std::uint32_t, std::uint32_t>& registers) {
  const TermNode& node = system_.terms[term];
  Instruction result;
  if (node.op == Op::constant) {
    result.constant = node.value;
    return result;
  }
  if (node.op == Op::variable) {
    result.kind = Instruction::Kind::field;
    result.field = layout_.fields[static_cast<VariableId>(node.value)];
    return result;
  }
  if (is_leaf(term)) return tabulate(term, *only_variable(term));
  result.kind = Instruction::Kind::binary;
  result.op = node.op;
  if (node.op == Op::negate) result.kind = Instruction::Kind::negate;
  if (node.op == Op::choose) result.kind = Instruction::Kind::choose;
  result.a = registers.at(node.a.index);
  if (node.op != Op::negate) result.b = registers.at(node.b.index);
  if (node.op == Op::choose) result.c = registers.at(node.c.index);
  return result;
}

Program Compiler::program(Term term) {
  Program result;
  result.instructions.begin = static_cast<std::uint32_t>(code_.instructions.size());
  // The parts in the order of their indices are an order in which each comes after its own parts.
  std::set<std::uint32_t> needed;
  std::vector<Term> open = {term};
  while (!open.empty()) {
    const Term next = open.back();
    open.pop_back();
    if (!needed.insert(next.index).second) continue;
    const TermNode& node = system_.terms[next];
    if (is_leaf(next)) continue;
    open.push_back(node.a);
    if (node.op != Op::negate) open.push_back(node.b);
    if (node.op == Op::choose) open.push_back(node.c);
  }
  std::map<std::uint32_t, std::uint32_t> registers;
  for (const std::uint32_t index : needed) {
    code_.instructions.push_back(instruction(Term{index}, registers));
    registers.emplace(index, static_cast<std::uint32_t>(registers.size()));
  }
  result.instructions.end = static_cast<std::uint32_t>(code_.instructions.size());
  code_.registers = std::max(code_.registers, result.instructions.end - result.instructions.begin);
  return result;
}

}  // namespace walkcheck::exploration
