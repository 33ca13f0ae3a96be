#include "model/meaning/types.hpp"

#include <algorithm>

#include "model/language/c_words.hpp"

namespace walkcheck {

namespace {

using tree::BinaryOp;
using tree::Expression;

constexpr Type boolean{TypeKind::boolean, {}};
constexpr Type error{TypeKind::error, {}};
constexpr Type invalid{TypeKind::invalid, {}};

class Typing {
 public:
  Typing(const Scope& scope, Diagnostics* diagnostics) : scope_(scope), diagnostics_(diagnostics) {}

  Type of(const Expression& e) {
    return std::visit([&](const auto& what) { return visit(what, e.span); }, e.what);
  }

 private:
  Type fault(std::string code, Span place, std::string message, std::string hint = {}) {
    if (diagnostics_ != nullptr) diagnostics_->report(std::move(code), place, std::move(message), std::move(hint));
    return invalid;
  }

  Type unknown(std::string_view kind, const tree::Name& name, const std::vector<std::string>& known) {
    if (diagnostics_ != nullptr) report(kind, name, known);
    return invalid;
  }
  void report(std::string_view kind, const tree::Name& name, const std::vector<std::string>& known) {
    diagnostics_->report("unknown-" + std::string(kind), name.span,
                         "there is no " + std::string(kind) + " '" + name.text + "' here", nearest(name.text, known));
  }

  /// The nearest spelling, or how the language says what a kernel's source does.
  static std::string nearest(const std::string& name, const std::vector<std::string>& known) {
    if (auto here = instead_of_c(name); !here.empty()) return here;
    const auto bare = without_level(name);
    if (std::find(known.begin(), known.end(), bare) != known.end())
      return "'" + bare + "' asks it of an entry of any level";
    return suggest(name, known);
  }

  Type visit(const tree::Integer&, Span) { return error; }
  Type visit(const tree::ErrorCode&, Span) { return error; }

  Type visit(const tree::Reference& what, Span span) {
    const std::string& name = what.name;
    if (name == "true" || name == "false" || name == "yes" || name == "no") return boolean;
    if (name == "null") return {TypeKind::lock, {}};
    if (name == "vma") return {TypeKind::vma, {}};
    if (const auto local = scope_.values.find(name); local != scope_.values.end()) return local->second;
    if (std::find(std::begin(action_names), std::end(action_names), name) != std::end(action_names))
      return {TypeKind::action, {}};
    if (scope_.model->lock(name)) return {TypeKind::lock, {}};
    if (scope_.entries.contains(name)) {
      return fault("wrong-type", span, "'" + name + "' is an entry, not a value",
                   "write *" + name + " for one load of it");
    }
    std::vector<std::string> known{"true", "false", "null", "vma"};
    for (const auto& [local, type] : scope_.values) known.push_back(local);
    for (const auto& action : action_names) known.emplace_back(action);
    for (const Lock& lock : scope_.model->locks) known.push_back(lock.name);
    return unknown("name", {name, span}, known);
  }

  Type visit(const tree::Load& what, Span) {
    const auto entry = scope_.entries.find(what.entry.text);
    if (entry != scope_.entries.end()) return {TypeKind::state, entry->second};
    std::vector<std::string> known;
    for (const auto& [name, level] : scope_.entries) known.push_back(name);
    return unknown("entry", what.entry, known);
  }

  Type visit(const tree::Call& what, Span span) {
    if (what.callee.text == "has") return has(what);
    if (what.callee.text == "lock_below") return lock_below(what, span);
    if (const auto predicate = scope_.model->predicates.find(what.callee.text);
        predicate != scope_.model->predicates.end()) {
      return predicate_call(what, predicate->second, span);
    }
    if (const Slot* slot = find_slot(what.callee.text)) return procedure_call(what, slot_parameter(*slot), error, span);
    if (const auto called = scope_.model->procedures.find(what.callee.text); called != scope_.model->procedures.end()) {
      if (called->second.kind == tree::ProcedureDeclaration::Kind::callback) {
        return fault("wrong-call", what.callee.span, "a callback is called by its slot, not by name",
                     "call " + called->second.slot + "(entry)");
      }
      return procedure_call(what, called->second.parameters, called->second.result, span);
    }
    std::vector<std::string> known{"has", "lock_below"};
    for (const auto& [name, predicate] : scope_.model->predicates) known.push_back(name);
    for (const auto& [name, procedure] : scope_.model->procedures) known.push_back(name);
    for (const Slot& slot : slots) known.emplace_back(slot.name);
    return unknown("name", what.callee, known);
  }

  std::vector<EntryParameter> slot_parameter(const Slot& slot) const {
    return {{"entry", slot.level.empty() ? std::nullopt : scope_.model->level(slot.level)}};
  }

  Type has(const tree::Call& what) {
    for (const auto& argument : what.arguments) {
      const auto* name = std::get_if<tree::Reference>(&argument->what);
      if (name == nullptr || find_slot(name->name) == nullptr) {
        std::vector<std::string> known;
        for (const Slot& slot : slots) known.emplace_back(slot.name);
        return unknown("slot", {name == nullptr ? "" : name->name, argument->span}, known);
      }
    }
    if (what.arguments.size() != 1) return fault("wrong-call", what.callee.span, "has() takes one slot");
    return boolean;
  }

  Type lock_below(const tree::Call& what, Span span) {
    const auto name = [&](std::size_t i) { return std::get_if<tree::Reference>(&what.arguments[i]->what); };
    if (what.arguments.size() != 2 || name(0) == nullptr || name(1) == nullptr)
      return fault("wrong-call", span, "lock_below() takes an entry and a lock", "lock_below(entry, pte_lock)");
    const auto entry = scope_.entries.find(name(0)->name);
    if (entry == scope_.entries.end()) {
      std::vector<std::string> known;
      for (const auto& [each, level] : scope_.entries) known.push_back(each);
      return unknown("entry", {name(0)->name, what.arguments[0]->span}, known);
    }
    const auto lock = scope_.model->lock(name(1)->name);
    if (!lock) {
      std::vector<std::string> known;
      for (const Lock& each : scope_.model->locks) known.push_back(each.name);
      return unknown("lock", {name(1)->name, what.arguments[1]->span}, known);
    }
    const auto& table = scope_.model->locks[scope_.model->resolve(*lock, false)].per_table;
    if (!entry->second || !table || *table != *entry->second + 1) {
      return fault("wrong-level", span, "'" + name(1)->name + "' is not the lock of the tables below this entry",
                   "acquire takes any other lock");
    }
    return boolean;
  }

  Type predicate_call(const tree::Call& what, const Predicate& predicate, Span span) {
    if (what.arguments.size() != 1) return fault("wrong-call", span, "a predicate takes one value");
    const Type argument = of(*what.arguments.front());
    if (argument.kind == TypeKind::invalid) return invalid;
    if (argument.kind != TypeKind::state) {
      return fault("wrong-type", what.arguments.front()->span,
                   "'" + what.callee.text + "' takes the value of an entry, not " + describe(argument));
    }
    if (argument.level && !predicate.at.contains(*argument.level)) {
      return fault(
          "wrong-level", span,
          "'" + what.callee.text + "' is not declared at " + scope_.model->levels[*argument.level].name,
          "predicate " + what.callee.text + " at " + scope_.model->levels[*argument.level].name + " = { ... }");
    }
    return boolean;
  }

  Type procedure_call(const tree::Call& what, const std::vector<EntryParameter>& parameters, Type result, Span span) {
    if (what.arguments.size() != parameters.size()) {
      return fault("wrong-call", span,
                   "'" + what.callee.text + "' takes " + std::to_string(parameters.size()) + " argument(s), not " +
                       std::to_string(what.arguments.size()));
    }
    for (std::size_t i = 0; i < parameters.size(); ++i) {
      const auto* name = std::get_if<tree::Reference>(&what.arguments[i]->what);
      const auto entry = name == nullptr ? scope_.entries.end() : scope_.entries.find(name->name);
      if (entry == scope_.entries.end()) {
        return fault("wrong-type", what.arguments[i]->span, "'" + what.callee.text + "' takes an entry here",
                     "pass the entry itself, without *" + entries());
      }
      if (entry->second && parameters[i].level && entry->second != parameters[i].level) {
        return fault("wrong-level", what.arguments[i]->span,
                     "'" + what.callee.text + "' takes a " + scope_.model->levels[*parameters[i].level].name +
                         " entry, not a " + scope_.model->levels[*entry->second].name + " entry");
      }
    }
    return result;
  }

  /// ": entry or page".
  [[nodiscard]] std::string entries() const {
    std::string all;
    for (const auto& [name, level] : scope_.entries) all += (all.empty() ? ": " : " or ") + name;
    return all;
  }

  Type visit(const tree::Element& what, Span span) {
    return fault("wrong-type", span, "'" + what.array.text + "[...]' is for systems; a walker sees its own entry only");
  }

  bool condition(const Expression& e) {
    const Type type = of(e);
    if (type.kind == TypeKind::invalid) return false;
    if (type.kind == TypeKind::boolean || type.kind == TypeKind::error || type.kind == TypeKind::lock) return true;
    fault("wrong-type", e.span, "a condition is needed here, this is " + describe(type));
    return false;
  }

  Type visit(const tree::Unary& what, Span) { return condition(*what.operand) ? boolean : invalid; }

  Type visit(const tree::Binary& what, Span span) {
    switch (what.op) {
      case BinaryOp::any:
      case BinaryOp::all: {
        const bool left = condition(*what.left);
        const bool right = condition(*what.right);
        return left && right ? boolean : invalid;
      }
      case BinaryOp::equal:
      case BinaryOp::unequal:
        return comparison(*what.left, *what.right);
      default:
        return fault("wrong-type", span, "values of a walk have no order and no arithmetic");
    }
  }

  Type comparison(const Expression& left, const Expression& right) {
    for (const Expression* side : {&left, &right}) {
      if (!is_value(*side))
        return fault("wrong-type", side->span, "a condition cannot be compared",
                     "join conditions with and, or and not");
    }
    const Type type = of(left);
    if (type.kind == TypeKind::invalid) return invalid;
    if (type.kind == TypeKind::nothing)
      return fault("wrong-type", left.span, "this returns nothing that could be compared");
    if (literal_of(type, right)) return boolean;
    const Type other = of_literal(type, right);
    if (other.kind == TypeKind::invalid) return invalid;
    if (other.kind != type.kind) {
      return fault("wrong-type", right.span, "cannot compare " + describe(type) + " with " + describe(other));
    }
    if (type.kind == TypeKind::state && type.level && other.level && type.level != other.level) {
      return fault("wrong-level", right.span,
                   "cannot compare a " + scope_.model->levels[*type.level].name + " entry's value with a " +
                       scope_.model->levels[*other.level].name + " entry's");
    }
    return boolean;
  }

  /// One value, judged where it stands: nothing that is judged in parts.
  static bool is_value(const Expression& e) {
    if (const auto* call = std::get_if<tree::Call>(&e.what))
      return call->callee.text != "has" && call->callee.text != "lock_below";
    return !std::holds_alternative<tree::Unary>(e.what) && !std::holds_alternative<tree::Binary>(e.what) &&
           !std::holds_alternative<tree::Membership>(e.what);
  }

  /// A state or a kind of vma is a word of its own only beside what has one.
  bool literal_of(Type type, const Expression& e) const {
    const auto* name = std::get_if<tree::Reference>(&e.what);
    if (name == nullptr) return false;
    if (type.kind == TypeKind::vma) return scope_.model->vma(name->name).has_value();
    if (type.kind != TypeKind::state) return false;
    const auto has_state = [&](const Level& level) { return level.state(name->name).has_value(); };
    return type.level ? has_state(scope_.model->levels[*type.level])
                      : std::any_of(scope_.model->levels.begin(), scope_.model->levels.end(), has_state);
  }

  Type of_literal(Type type, const Expression& e) {
    const auto* name = std::get_if<tree::Reference>(&e.what);
    if (name == nullptr || scope_.values.contains(name->name)) return of(e);
    if (type.kind == TypeKind::vma) return unknown("vma", {name->name, e.span}, scope_.model->vmas);
    if (type.kind == TypeKind::state) return unknown("state", {name->name, e.span}, states_of(type.level));
    return of(e);
  }

  std::vector<std::string> states_of(std::optional<LevelId> wanted) const {
    std::vector<std::string> states;
    for (LevelId level = 0; level < scope_.model->levels.size(); ++level) {
      if (wanted && *wanted != level) continue;
      const auto& more = scope_.model->levels[level].states;
      states.insert(states.end(), more.begin(), more.end());
    }
    return states;
  }

  Type visit(const tree::Membership& what, Span) {
    const Type type = of(*what.operand);
    if (type.kind == TypeKind::invalid) return invalid;
    for (const auto& value : what.values) {
      if (comparison(*what.operand, *value).kind == TypeKind::invalid) return invalid;
      if (!is_literal(*value, scope_) && !literal_of(type, *value)) {
        return fault("wrong-type", value->span, "a set is made of words and numbers", "compare with == instead");
      }
    }
    return boolean;
  }

  const Scope& scope_;
  Diagnostics* diagnostics_;
};

void declare(const tree::Name& name, Type type, Scope& scope, Diagnostics* diagnostics) {
  const auto [known, fresh] = scope.values.emplace(name.text, type);
  if (fresh || known->second == type || diagnostics == nullptr) return;
  if (known->second.kind == TypeKind::invalid || type.kind == TypeKind::invalid) return;
  diagnostics->report(
      "wrong-type", name.span,
      "'" + name.text + "' is " + describe(known->second) + " elsewhere in this body, and " + describe(type) + " here",
      "give it another name");
}

}  // namespace

bool is_literal(const Expression& e, const Scope& scope) {
  if (std::holds_alternative<tree::Integer>(e.what) || std::holds_alternative<tree::ErrorCode>(e.what)) return true;
  const auto* name = std::get_if<tree::Reference>(&e.what);
  return name != nullptr && name->name != "vma" && !scope.values.contains(name->name) &&
         !scope.entries.contains(name->name);
}

std::string describe(Type type) {
  switch (type.kind) {
    case TypeKind::nothing:
      return "nothing";
    case TypeKind::boolean:
      return "yes or no";
    case TypeKind::integer:
      return "a number";
    case TypeKind::error:
      return "an error code";
    case TypeKind::action:
      return "an action";
    case TypeKind::lock:
      return "a lock or null";
    case TypeKind::state:
      return "the value of an entry";
    case TypeKind::vma:
      return "a kind of vma";
    case TypeKind::walker:
      return "a walker";
    case TypeKind::invalid:
      break;
  }
  return "a faulty value";
}

Type type_of(const Expression& expression, const Scope& scope, Diagnostics* diagnostics) {
  return Typing(scope, diagnostics).of(expression);
}

void declare_locals(const tree::Block& block, Scope& scope, Diagnostics* diagnostics) {
  for (const tree::Statement& statement : block) {
    if (const auto* let = std::get_if<tree::Let>(&statement.what)) {
      declare(let->name, type_of(*let->value, scope, nullptr), scope, diagnostics);
    } else if (const auto* choose = std::get_if<tree::Choose>(&statement.what)) {
      const Type type = choose->values.empty() ? invalid : type_of(*choose->values.front(), scope, nullptr);
      declare(choose->name, type, scope, diagnostics);
    } else if (const auto* loop = std::get_if<tree::ForEach>(&statement.what)) {
      scope.entries[loop->child.text] = scope.model->level(loop->level.text);
    }
    for (const auto* inner : tree::inner_blocks(statement)) declare_locals(*inner, scope, diagnostics);
  }
}

Type result_of(const tree::Block& block, const Scope& scope) {
  for (const tree::Statement& statement : block) {
    Type inner;
    if (const auto* result = std::get_if<tree::Return>(&statement.what)) {
      if (result->value) return type_of(*result->value, scope, nullptr);
    }
    for (const auto* each : tree::inner_blocks(statement)) {
      if (inner.kind == TypeKind::nothing) inner = result_of(*each, scope);
    }
    if (inner.kind != TypeKind::nothing) return inner;
  }
  return {};
}

}  // namespace walkcheck
