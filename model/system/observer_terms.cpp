// Expressions of properties as terms over the variables as they are now.

#include <algorithm>
#include <stdexcept>

#include "model/system/binary_term.hpp"
#include "model/system/observers.hpp"

namespace walkcheck {

using tree::BinaryOp;
using tree::Expression;

namespace {

const std::string* name_in(const Expression& e) {
  const auto* name = std::get_if<tree::Reference>(&e.what);
  return name == nullptr ? nullptr : &name->name;
}

}  // namespace

std::uint32_t event_kinds(const Expression& e) {
  return std::visit(
      [](const auto& what) -> std::uint32_t {
        using What = std::decay_t<decltype(what)>;
        const auto bit = [](const std::string& name) -> std::uint32_t {
          const auto kind = find_event(name);
          return kind ? 1U << static_cast<unsigned>(*kind) : 0;
        };
        if constexpr (std::is_same_v<What, tree::Reference>) {
          return bit(what.name);
        } else if constexpr (std::is_same_v<What, tree::Call>) {
          return bit(what.callee.text);
        } else if constexpr (std::is_same_v<What, tree::Unary>) {
          return event_kinds(*what.operand);
        } else if constexpr (std::is_same_v<What, tree::Binary>) {
          return event_kinds(*what.left) | event_kinds(*what.right);
        } else {
          return 0;
        }
      },
      e.what);
}

const Observers::Capture* Observers::find_capture(const std::string& name, const Instance& instance) const {
  const auto found = std::find_if(instance.captures.begin(), instance.captures.end(),
                                  [&](const Capture& c) { return c.name == name; });
  return found == instance.captures.end() ? nullptr : &*found;
}

Term Observers::locks_held() const {
  Term sum = draft_.terms.constant(0);
  for (const VariableId lock : layout_.lock_variables()) {
    const Term held = draft_.terms.equal(draft_.terms.variable(lock), draft_.terms.constant(lock_walker));
    sum = draft_.terms.arithmetic(Op::add, sum,
                                  draft_.terms.choose(held, draft_.terms.constant(1), draft_.terms.constant(0)));
  }
  return sum;
}

Term Observers::held(LockId lock) const {
  Term any = draft_.terms.truth(false);
  for (const VariableId id : layout_.variables_of(lock)) {
    any = draft_.terms.any(any, draft_.terms.equal(draft_.terms.variable(id), draft_.terms.constant(lock_walker)));
  }
  return any;
}

/// The entry of `level` at which the walker stands; chosen by its cursors.
Term Observers::current_entry(LevelId level) const {
  Term result = draft_.terms.variable(layout_.entry({level, 0}));
  for (std::size_t index = 1; index < layout_.total(level); ++index) {
    Term here = draft_.terms.truth(true);
    std::size_t rest = index;
    for (LevelId at = level + 1; at-- > 0;) {
      if (layout_.folded(at)) continue;
      if (const auto cursor = layout_.cursor(at)) {
        const auto wanted = static_cast<std::int32_t>(rest % layout_.entries(at));
        here =
            draft_.terms.all(here, draft_.terms.equal(draft_.terms.variable(*cursor), draft_.terms.constant(wanted)));
      }
      rest /= layout_.entries(at);
    }
    result = draft_.terms.choose(here, draft_.terms.variable(layout_.entry({level, index})), result);
  }
  return result;
}

/// True where everything that `e` speaks of is known: its captures are made, and the walker stands in the tables that
/// it reads.
Term Observers::known(const Expression& e, const Context& context) const {
  Terms& terms = draft_.terms;
  const Instance& instance = *context.instance;
  return std::visit(
      [&](const auto& what) -> Term {
        using What = std::decay_t<decltype(what)>;
        if constexpr (std::is_same_v<What, tree::Reference>) {
          const Capture* capture = find_capture(what.name, instance);
          if (capture == nullptr || !capture->unset) return terms.truth(true);
          return terms.negate(terms.equal(terms.variable(capture->variable), terms.constant(*capture->unset)));
        } else if constexpr (std::is_same_v<What, tree::Load>) {
          const LevelId level = *model_.level(what.entry.text);
          if (layout_.folded(level)) return terms.truth(false);
          if (context.event != nullptr && context.event->kind == EventKind::end) return terms.truth(false);
          const auto pointer = layout_.table(level);
          if (pointer) return terms.equal(terms.variable(*pointer), terms.constant(table_live));
          // The walk is in the root's table until it ends.
          return terms.negate(terms.equal(current_entry(level), terms.constant(layout_.passed(level))));
        } else if constexpr (std::is_same_v<What, tree::Call>) {
          Term all = terms.truth(true);
          for (const auto& argument : what.arguments) all = terms.all(all, known(*argument, context));
          return all;
        } else if constexpr (std::is_same_v<What, tree::Unary> || std::is_same_v<What, tree::Membership>) {
          return known(*what.operand, context);
        } else if constexpr (std::is_same_v<What, tree::Binary>) {
          return terms.all(known(*what.left, context), known(*what.right, context));
        } else {
          return terms.truth(true);
        }
      },
      e.what);
}

Term Observers::holds(const Path& path, const tree::ExpressionPtr& e, const Context& context) const {
  return path.before(read(*e, context));
}

Term Observers::read(const Expression& e, const Context& context) const {
  Terms& terms = draft_.terms;
  if (const auto* number = std::get_if<tree::Integer>(&e.what))
    return terms.constant(static_cast<std::int32_t>(number->value));
  if (const auto* name = name_in(e)) return read_name(*name, context);
  if (const auto* load = std::get_if<tree::Load>(&e.what)) {
    const LevelId level = *model_.level(load->entry.text);
    return layout_.folded(level) ? terms.constant(state_table) : current_entry(level);
  }
  if (const auto* call = std::get_if<tree::Call>(&e.what)) return read_call(*call, context);
  if (const auto* negated = std::get_if<tree::Unary>(&e.what)) return terms.negate(read(*negated->operand, context));
  if (const auto* among = std::get_if<tree::Membership>(&e.what)) {
    Term any = terms.truth(false);
    for (const auto& value : among->values) {
      any = terms.any(any, terms.equal(read(*among->operand, context), operand(*value, *among->operand, context)));
    }
    return any;
  }
  return read_comparison(std::get<tree::Binary>(e.what), context);
}

Term Observers::read_comparison(const tree::Binary& compared, const Context& context) const {
  Terms& terms = draft_.terms;
  if (compared.op == BinaryOp::any || compared.op == BinaryOp::all) {
    const Term left = read(*compared.left, context);
    // What stands right of a false event may ask for what only that event has.
    if (compared.op == BinaryOp::all && terms.is_false(left)) return left;
    const Term right = read(*compared.right, context);
    if (compared.op == BinaryOp::any) return terms.any(left, right);
    // An event under a condition that speaks of what is not there does not happen.
    const Term there = terms.all(known(*compared.left, context), known(*compared.right, context));
    return terms.all(there, terms.all(left, right));
  }
  const auto* name = name_in(*compared.left);
  if (name != nullptr && *name == "walker") {
    const auto* wanted = name_in(*compared.right);
    return terms.truth((wanted != nullptr && *wanted == scenario_.walker) == (compared.op == BinaryOp::equal));
  }
  const Term left = operand(*compared.left, *compared.right, context);
  const Term right = operand(*compared.right, *compared.left, context);
  return binary_term(terms, compared.op, left, right);
}

/// A word that only means something beside what it is compared with (a state, an error code, an action, a kind of vma)
/// by its value there.
Term Observers::operand(const Expression& e, const Expression& other, const Context& context) const {
  const ValueNames names = names_of(other, context);
  std::optional<std::string> word;
  if (const auto* code = std::get_if<tree::ErrorCode>(&e.what)) word = "-" + code->name;
  if (const auto* number = std::get_if<tree::Integer>(&e.what); number != nullptr && names)
    word = std::to_string(number->value);
  if (const auto* name = name_in(e)) word = *name;
  if (word && names) {
    const auto found = std::find(names->begin(), names->end(), *word);
    if (found != names->end()) return draft_.terms.constant(static_cast<std::int32_t>(found - names->begin()));
    if (!std::holds_alternative<tree::Reference>(e.what))
      return draft_.terms.constant(-1);  // a code that nothing here returns
  }
  // A state that the level of this event does not have, or an event without a level.
  const auto* beside = name_in(other);
  const bool of_event = beside != nullptr && *beside == "value";
  if (of_event && name_in(e) != nullptr && find_capture(*word, *context.instance) == nullptr)
    return draft_.terms.constant(-1);
  return read(e, context);
}

ValueNames Observers::names_of(const Expression& e, const Context& context) const {
  if (const auto* load = std::get_if<tree::Load>(&e.what)) return layout_.state_names(*model_.level(load->entry.text));
  const auto* name = name_in(e);
  if (name == nullptr) return nullptr;
  if (const Capture* capture = find_capture(*name, *context.instance)) return capture->names;
  if (*name == "action") return facts_.actions;
  if (*name == "result") return facts_.errors;
  if (*name == "vma") return std::make_shared<const std::vector<std::string>>(model_.vmas);
  if (*name == "value" && context.event != nullptr && context.event->level)
    return layout_.state_names(*context.event->level);
  return nullptr;
}

std::uint32_t Observers::size_of(const Expression& e, const Instance& instance) const {
  if (const auto names = names_of(e, {&instance, nullptr, std::nullopt}))
    return static_cast<std::uint32_t>(names->size());
  const auto* name = name_in(e);
  if (name != nullptr && *name == "address") return static_cast<std::uint32_t>(layout_.addresses());
  if (name != nullptr && *name == "locks_held") return static_cast<std::uint32_t>(layout_.lock_variables().size() + 1);
  if (name != nullptr) {
    if (const Capture* capture = find_capture(*name, instance)) {
      return draft_.variables[capture->variable].size - (capture->unset ? 1 : 0);
    }
  }
  if (const auto* number = std::get_if<tree::Integer>(&e.what))
    return static_cast<std::uint32_t>(std::max<std::int64_t>(number->value, 0) + 1);
  return 2;
}

Term Observers::read_name(const std::string& name, const Context& context) const {
  Terms& terms = draft_.terms;
  if (const auto kind = find_event(name)) {
    Term condition = terms.truth(true);
    return matches(*kind, {}, context, condition) ? condition : terms.truth(false);
  }
  if (name == "yes" || name == "true") return terms.truth(true);
  if (name == "no" || name == "false") return terms.truth(false);
  if (const Capture* capture = find_capture(name, *context.instance)) return terms.variable(capture->variable);
  if (name == "action") return terms.variable(facts_.action);
  if (name == "vma") return terms.variable(layout_.vma);
  if (name == "locks_held") return locks_held();
  if (name == "address" && context.entry)
    return terms.constant(static_cast<std::int32_t>(layout_.first_address(*context.entry)));
  if ((name == "result" || name == "value") && context.event != nullptr && context.event->value)
    return *context.event->value;
  if (name == "address" || name == "result" || name == "value")
    return terms.constant(0);  // asked beside an event that did not happen
  for (const ValueNames& names : {facts_.actions, facts_.errors}) {
    const auto found = std::find(names->begin(), names->end(), name);
    if (found != names->end()) return terms.constant(static_cast<std::int32_t>(found - names->begin()));
  }
  throw std::logic_error("a property uses an unknown name that the checks let pass: " + name);
}

/// The level of what a capture holds, if `e` is one that holds the value of an entry.
std::optional<LevelId> Observers::captured_level(const Expression& e, const Context& context) const {
  const auto* name = name_in(e);
  const Capture* capture = name == nullptr ? nullptr : find_capture(*name, *context.instance);
  if (capture == nullptr) return std::nullopt;
  const Expression& source = *capture->what->sources.front().value;
  if (const auto* load = std::get_if<tree::Load>(&source.what)) return model_.level(load->entry.text);
  return captured_level(source, context);
}

Term Observers::read_call(const tree::Call& call, const Context& context) const {
  Terms& terms = draft_.terms;
  const std::string& name = call.callee.text;
  if (const auto kind = find_event(name)) {
    Term condition = terms.truth(true);
    return matches(*kind, call.arguments, context, condition) ? condition : terms.truth(false);
  }
  if (name == "has") return terms.truth(scenario_.callbacks.contains(*name_in(*call.arguments.front())));
  if (name == "held") return held(*model_.lock(*name_in(*call.arguments.front())));
  const Predicate& predicate = model_.predicates.at(name);
  const Expression& argument = *call.arguments.front();
  const auto* load = std::get_if<tree::Load>(&argument.what);
  std::optional<LevelId> level = load != nullptr ? model_.level(load->entry.text) : std::nullopt;
  if (!level) level = captured_level(argument, context);
  if (!level && context.event != nullptr) level = context.event->level;
  if (!level || !predicate.at.contains(*level)) return terms.truth(false);
  const Term value = read(argument, context);
  Term any = terms.truth(false);
  for (std::size_t state = 0; state < model_.levels[*level].states.size(); ++state) {
    if (((predicate.at.at(*level) >> state) & 1) != 0)
      any = terms.any(any, terms.equal(value, terms.constant(static_cast<std::int32_t>(state))));
  }
  return any;
}

/// True if the event is of this kind and about these arguments; what depends on the state goes to `condition`.
bool Observers::matches(EventKind kind, const std::vector<tree::ExpressionPtr>& arguments, const Context& context,
                        Term& condition) const {
  const Event* event = context.event;
  if (event == nullptr || event->kind != kind) return false;
  const auto& address = context.instance->address;
  if (address) {
    if (event->level && !context.entry) return false;
    if (context.entry) {
      const std::size_t first = layout_.first_address(*context.entry);
      if (*address < first || *address >= first + layout_.span(context.entry->level)) return false;
    }
  }
  for (const auto& argument : arguments) {
    const auto* word = name_in(*argument);
    const std::string name = word == nullptr ? "" : *word;
    if (const auto level = model_.level(name)) {
      if (event->level != level) return false;
    } else if (const auto lock = model_.lock(name)) {
      if (event->lock != layout_.resolve(*lock)) return false;
    } else if (std::find(std::begin(action_names), std::end(action_names), name) != std::end(action_names)) {
      condition = draft_.terms.all(condition,
                                   draft_.terms.equal(draft_.terms.variable(facts_.action), read_name(name, context)));
    } else if (word == nullptr) {
      if (!event->value) return false;
      const tree::Reference result{"result"};
      condition = draft_.terms.all(
          condition, draft_.terms.equal(*event->value, operand(*argument, Expression{result, {}}, context)));
    } else if (event->name != name && event->place != name) {
      return false;
    }
  }
  return true;
}

}  // namespace walkcheck
