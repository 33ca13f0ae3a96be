// Equality of trees, spans apart: the fields of each node once, in a row, and one way to compare rows.
#include <algorithm>
#include <tuple>
#include <type_traits>
#include <utility>

#include "model/language/parser.hpp"

namespace walkcheck::tree {
namespace {

auto fields(const Name& x) { return std::tie(x.text); }
auto fields(const Text& x) { return std::tie(x.text); }
auto fields(const Integer& x) { return std::tie(x.value); }
auto fields(const ErrorCode& x) { return std::tie(x.name); }
auto fields(const Reference& x) { return std::tie(x.name); }
auto fields(const Load& x) { return std::tie(x.entry); }
auto fields(const Call& x) { return std::tie(x.callee, x.arguments); }
auto fields(const Element& x) { return std::tie(x.array, x.index); }
auto fields(const Unary& x) { return std::tie(x.op, x.operand); }
auto fields(const Binary& x) { return std::tie(x.op, x.left, x.right); }
auto fields(const Membership& x) { return std::tie(x.operand, x.values); }
auto fields(const Expression& x) { return std::tie(x.what); }

auto fields(const Label& x) { return std::tie(x.name); }
auto fields(const Let& x) { return std::tie(x.name, x.value); }
auto fields(const Assign& x) { return std::tie(x.target, x.value); }
auto fields(const StoreEntry& x) { return std::tie(x.entry, x.state, x.children); }
auto fields(const If& x) { return std::tie(x.condition, x.then, x.otherwise); }
auto fields(const Goto& x) { return std::tie(x.label); }
auto fields(const Return& x) { return std::tie(x.value); }
auto fields(const Next&) { return std::tie(); }
auto fields(const Stop&) { return std::tie(); }
auto fields(const Descend&) { return std::tie(); }
auto fields(const Hole&) { return std::tie(); }
auto fields(const Deref& x) { return std::tie(x.entry); }
auto fields(const Acquire& x) { return std::tie(x.lock); }
auto fields(const Release& x) { return std::tie(x.lock); }
auto fields(const Sleeps& x) { return std::tie(x.why); }
auto fields(const Choose& x) { return std::tie(x.name, x.values); }
auto fields(const Perform& x) { return std::tie(x.rivals, x.entry); }
auto fields(const Await& x) { return std::tie(x.condition); }
auto fields(const ForEach& x) { return std::tie(x.level, x.child, x.entry, x.body, x.has_else, x.otherwise); }
auto fields(const Do& x) { return std::tie(x.call); }
auto fields(const Statement& x) { return std::tie(x.what); }
auto fields(const Edit& x) { return std::tie(x.kind, x.step, x.other, x.body); }

auto fields(const LevelDeclaration& x) { return std::tie(x.name, x.states); }
auto fields(const PredicateDeclaration& x) { return std::tie(x.name, x.levels, x.states); }
auto fields(const SurvivorDeclaration& x) { return std::tie(x.mutant, x.because); }
auto fields(const VmaDeclaration& x) { return std::tie(x.kinds); }
auto fields(const LockDeclaration& x) { return std::tie(x.name, x.owner, x.level, x.same); }
auto fields(const Parameter& x) { return std::tie(x.level, x.name); }
auto fields(const ProcedureDeclaration& x) {
  return std::tie(x.kind, x.name, x.shown, x.slot, x.parameters, x.base, x.description, x.body, x.edits);
}
auto fields(const LevelName& x) { return std::tie(x.level, x.shown); }
auto fields(const WalkerLevel& x) { return std::tie(x.levels, x.enter, x.body, x.leave, x.edits); }
auto fields(const WalkerDeclaration& x) { return std::tie(x.name, x.base, x.shown, x.description, x.levels); }
auto fields(const RivalStage& x) { return std::tie(x.states, x.children); }
auto fields(const RivalDeclaration& x) {
  return std::tie(x.name, x.shown, x.level, x.form, x.stages, x.lock, x.also, x.after, x.vmas, x.modes, x.description);
}
auto fields(const GroupDeclaration& x) { return std::tie(x.name, x.members, x.without); }

auto fields(const TableLevel& x) { return std::tie(x.level, x.entries); }
auto fields(const TableSize& x) { return std::tie(x.on_request, x.any, x.levels); }
auto fields(const Binding& x) { return std::tie(x.slot, x.procedure); }
auto fields(const ExpectDead& x) { return std::tie(x.what, x.procedure, x.because); }
auto fields(const ScenarioDeclaration& x) {
  return std::tie(x.name, x.base, x.description, x.walker, x.callbacks, x.uses, x.mmap, x.vmas, x.rivals, x.without,
                  x.locks, x.tables, x.assumptions, x.dead);
}

auto fields(const Capture::Source& x) { return std::tie(x.value, x.event); }
auto fields(const Capture& x) { return std::tie(x.name, x.sources, x.initially); }
auto fields(const Clause& x) { return std::tie(x.scope, x.begin, x.end, x.body, x.event, x.other, x.condition); }
auto fields(const Expectation& x) { return std::tie(x.targets, x.verdict, x.because); }
auto fields(const PropertyDeclaration& x) {
  return std::tie(x.name, x.description, x.address, x.captures, x.clauses, x.witness, x.locks, x.expectations);
}

auto fields(const Domain& x) { return std::tie(x.values, x.low, x.high); }
auto fields(const ConstantDeclaration& x) { return std::tie(x.name, x.value); }
auto fields(const VariableDeclaration& x) { return std::tie(x.name, x.length, x.domain, x.start); }
auto fields(const RuleParameter& x) { return std::tie(x.name, x.low, x.high); }
auto fields(const SystemAssign& x) { return std::tie(x.target, x.index, x.value); }
auto fields(const RuleDeclaration& x) { return std::tie(x.rival, x.name, x.parameters, x.guard, x.updates); }
auto fields(const StartDeclaration& x) { return std::tie(x.condition); }
auto fields(const CountDeclaration& x) { return std::tie(x.name, x.condition); }
auto fields(const SystemProperty& x) { return std::tie(x.name, x.description, x.clause, x.witness, x.expectation); }
auto fields(const SystemDeclaration& x) { return std::tie(x.name, x.description, x.items); }
auto fields(const Declaration& x) { return std::tie(x.what); }
auto fields(const File& x) { return std::tie(x.imports, x.declarations); }

struct Same {
  template <class Value>
  requires std::is_arithmetic_v<Value> || std::is_enum_v<Value> || std::is_same_v<Value, std::string>
  bool operator()(const Value& a, const Value& b) const { return a == b; }

  template <class Value>
  bool operator()(const std::vector<Value>& a, const std::vector<Value>& b) const {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), *this);
  }

  template <class Value>
  bool operator()(const std::optional<Value>& a, const std::optional<Value>& b) const {
    return a && b ? (*this)(*a, *b) : a.has_value() == b.has_value();
  }

  bool operator()(const ExpressionPtr& a, const ExpressionPtr& b) const { return a && b ? (*this)(*a, *b) : a == b; }

  template <class... Cases>
  bool operator()(const std::variant<Cases...>& a, const std::variant<Cases...>& b) const {
    return a.index() == b.index() && std::visit(
                                         [&](const auto& left) {
                                           using Case = std::decay_t<decltype(left)>;
                                           return (*this)(left, *std::get_if<Case>(&b));
                                         },
                                         a);
  }

  template <class Node>
  requires requires(const Node& node) { fields(node); }
  bool operator()(const Node& a, const Node& b) const {
    return row(fields(a), fields(b), std::make_index_sequence<std::tuple_size_v<decltype(fields(a))>>{});
  }

 private:
  template <class Row, std::size_t... Columns>
  bool row([[maybe_unused]] const Row& a, [[maybe_unused]] const Row& b, std::index_sequence<Columns...>) const {
    return ((*this)(std::get<Columns>(a), std::get<Columns>(b)) && ...);
  }
};

}  // namespace
}  // namespace walkcheck::tree

namespace walkcheck {

bool same_tree(const tree::File& left, const tree::File& right) { return tree::Same{}(left, right); }

}  // namespace walkcheck
