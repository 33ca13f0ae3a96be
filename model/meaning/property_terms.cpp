#include "model/meaning/property_terms.hpp"

#include <algorithm>

#include "model/meaning/checks.hpp"
#include "model/meaning/types.hpp"

namespace walkcheck {

namespace {

using tree::BinaryOp;
using tree::Expression;
using Kind = tree::ProcedureDeclaration::Kind;

constexpr Type boolean_type{TypeKind::boolean, {}};
constexpr Type invalid{TypeKind::invalid, {}};

bool is_truth(const std::string& name) { return name == "yes" || name == "no" || name == "true" || name == "false"; }

std::string describe_here(Type type, const Model& model) {
  if (type.kind == TypeKind::state && type.level) return "the value of a " + model.levels[*type.level].name + " entry";
  return describe(type);
}

}  // namespace

PropertyTerms::PropertyTerms(const Model& model, Diagnostics& diagnostics) : model_(model), diagnostics_(diagnostics) {
  for (const Level& level : model.levels) levels_.push_back(level.name);
  for (const Lock& lock : model.locks) locks_.push_back(lock.name);
  std::set<std::string> labels, places;
  const auto add = [&](const tree::Block& block) {
    for (std::string& label : labels_of(block)) labels.insert(std::move(label));
  };
  for (const auto& [name, walker] : model.walkers) {
    for (const auto& [id, level] : walker.levels) {
      for (const tree::Block* block : {&level.enter, &level.body, &level.leave}) add(*block);
      places.insert(level.shown);
    }
  }
  for (const auto& [name, procedure] : model.procedures) {
    add(procedure.body);
    places.insert(procedure.origin);
    if (procedure.kind == Kind::primitive && procedure.result.kind == TypeKind::lock && procedure.origin == name)
      lockers_.push_back(name);
  }
  labels_.assign(labels.begin(), labels.end());
  places_.assign(places.begin(), places.end());
}

Type PropertyTerms::fault(std::string code, Span place, std::string message, std::string hint) {
  diagnostics_.report(std::move(code), place, std::move(message), std::move(hint));
  return invalid;
}

void PropertyTerms::unknown(std::string_view kind, const tree::Name& name, const std::vector<std::string>& known) {
  report_unknown(diagnostics_, kind, name, known);
}

std::vector<std::string> PropertyTerms::names() const {
  std::vector<std::string> known{"action", "result", "address", "value", "vma", "walker", "locks_held", "yes", "no"};
  for (const auto& [name, type] : captures_) known.push_back(name);
  return known;
}

void PropertyTerms::condition(const Expression& e, const std::vector<NamedEvent>& events) {
  if (mentions_event(e)) {
    fault("wrong-event", e.span, "a condition is needed here, without events");
    return;
  }
  boolean(e, events);
}

void PropertyTerms::boolean(const Expression& e, const std::vector<NamedEvent>& events) {
  const Type found = type(e, events);
  if (found.kind == TypeKind::boolean || found.kind == TypeKind::invalid) return;
  fault("wrong-type", e.span, "a condition is needed here, this is " + describe_here(found, model_), "compare it");
}

bool PropertyTerms::is_word(const Expression& e) const {
  if (std::holds_alternative<tree::Integer>(e.what) || std::holds_alternative<tree::ErrorCode>(e.what)) return true;
  const auto* name = std::get_if<tree::Reference>(&e.what);
  if (name == nullptr || is_truth(name->name) || captures_.contains(name->name)) return false;
  const auto known = names();
  return std::find(known.begin(), known.end(), name->name) == known.end();
}

bool PropertyTerms::fits(const Expression& word, Type type) {
  const bool number = std::holds_alternative<tree::Integer>(word.what);
  const bool code = std::holds_alternative<tree::ErrorCode>(word.what);
  if (type.kind == TypeKind::error && (number || code)) return true;
  if (type.kind == TypeKind::integer && number) return true;
  const auto* name = std::get_if<tree::Reference>(&word.what);
  const auto among = [&](std::string_view kind, const std::vector<std::string>& known) {
    if (std::find(known.begin(), known.end(), name->name) != known.end()) return true;
    unknown(kind, {name->name, word.span}, known);
    return false;
  };
  if (name != nullptr && type.kind == TypeKind::action)
    return among("action", {std::begin(action_names), std::end(action_names)});
  if (name != nullptr && type.kind == TypeKind::vma) return among("vma", model_.vmas);
  if (name != nullptr && type.kind == TypeKind::state) {
    std::vector<std::string> known;
    for (LevelId level = 0; level < model_.levels.size(); ++level) {
      if (type.level && *type.level != level) continue;
      known.insert(known.end(), model_.levels[level].states.begin(), model_.levels[level].states.end());
    }
    return among("state", known);
  }
  if (name != nullptr) {
    unknown("name", {name->name, word.span}, names());
  } else {
    fault("wrong-type", word.span, "cannot compare " + describe_here(type, model_) + " with a number or an error code");
  }
  return false;
}

Type PropertyTerms::type(const Expression& e, const std::vector<NamedEvent>& events) {
  if (std::holds_alternative<tree::Integer>(e.what)) return {TypeKind::integer, {}};
  if (std::holds_alternative<tree::ErrorCode>(e.what))
    return fault("wrong-type", e.span, "an error code means nothing by itself", "compare 'result' with it");
  if (const auto* name = std::get_if<tree::Reference>(&e.what)) return reference(name->name, e.span, events);
  if (const auto* load = std::get_if<tree::Load>(&e.what)) {
    const auto level = model_.level(load->entry.text);
    if (level) return {TypeKind::state, level};
    unknown("level", load->entry, levels_);
    return invalid;
  }
  if (const auto* asked = std::get_if<tree::Call>(&e.what)) return call(*asked, e.span, events);
  if (const auto* negated = std::get_if<tree::Unary>(&e.what)) {
    boolean(*negated->operand, events);
    return boolean_type;
  }
  if (const auto* both = std::get_if<tree::Binary>(&e.what)) return binary(*both, e.span, events);
  if (const auto* among = std::get_if<tree::Membership>(&e.what)) {
    const Type wanted = type(*among->operand, events);
    if (wanted.kind == TypeKind::invalid) return invalid;
    for (const auto& value : among->values) {
      if (!is_word(*value))
        return fault("wrong-type", value->span, "a set is made of words and numbers", "compare with == instead");
      if (!fits(*value, wanted)) return invalid;
    }
    return boolean_type;
  }
  return fault("wrong-type", e.span, "a property sees the walk's own entries only",
               "*pud is the pud entry at which the walk stands");
}

/// What an event brings along: asked for beside events that have it.
Type PropertyTerms::brought(const std::string& name, Span place, const std::vector<NamedEvent>& events) {
  using E = EventKind;
  static const std::vector<E> with_result{E::returned, E::end},
      with_value{E::load, E::hole, E::store, E::split, E::descend};
  static const std::vector<E> with_address{E::load,  E::call,  E::returned, E::success, E::descend, E::hole,
                                           E::split, E::store, E::retry,    E::next,    E::error};
  const auto& having = name == "result" ? with_result : name == "value" ? with_value : with_address;
  const bool all = std::all_of(events.begin(), events.end(), [&](const NamedEvent& event) {
    return std::find(having.begin(), having.end(), event.kind) != having.end();
  });
  if (events.empty() || !all) {
    std::string list;
    for (const E kind : having)
      list += (list.empty() ? "" : ", ") + std::string(event_names[static_cast<std::size_t>(kind)]);
    return fault("wrong-event", place, "'" + name + "' is what an event brings along, and not every event here has one",
                 "these have: " + list);
  }
  if (name == "result") return {TypeKind::error, {}};
  if (name == "address") return {TypeKind::integer, {}};
  const bool one = std::all_of(events.begin(), events.end(),
                               [&](const NamedEvent& event) { return event.level == events.front().level; });
  return {TypeKind::state, one ? events.front().level : std::nullopt};
}

Type PropertyTerms::reference(const std::string& name, Span place, const std::vector<NamedEvent>& events) {
  if (is_truth(name)) return boolean_type;
  if (const auto capture = captures_.find(name); capture != captures_.end()) return capture->second;
  if (name == "action") return {TypeKind::action, {}};
  if (name == "vma") return {TypeKind::vma, {}};
  if (name == "locks_held") return {TypeKind::integer, {}};
  if (name == "result" || name == "value" || name == "address") return brought(name, place, events);
  if (name == "walker") return fault("wrong-type", place, "a walker can only be compared", "walker is NAME");
  auto known = names();
  if (or_event_) known.insert(known.end(), std::begin(event_names), std::end(event_names));
  unknown(or_event_ ? "event" : "name", {name, place}, known);
  return invalid;
}

Type PropertyTerms::call(const tree::Call& call, Span place, const std::vector<NamedEvent>& events) {
  const std::string& name = call.callee.text;
  const auto predicate = model_.predicates.find(name);
  if (predicate == model_.predicates.end() && name != "has" && name != "held") {
    std::vector<std::string> known{"has", "held"};
    for (const auto& [each, what] : model_.predicates) known.push_back(each);
    if (or_event_) known.insert(known.end(), std::begin(event_names), std::end(event_names));
    unknown(or_event_ ? "event" : "name", call.callee, known);
    return invalid;
  }
  if (call.arguments.size() != 1) return fault("wrong-call", place, "'" + name + "' takes one argument");
  const Expression& argument = *call.arguments.front();
  if (predicate == model_.predicates.end()) {
    const auto* word = std::get_if<tree::Reference>(&argument.what);
    std::vector<std::string> known = locks_;
    if (name == "has") {
      known.clear();
      for (const Slot& slot : slots) known.emplace_back(slot.name);
    }
    if (word != nullptr && std::find(known.begin(), known.end(), word->name) != known.end()) return boolean_type;
    unknown(name == "has" ? "slot" : "lock", {word == nullptr ? "" : word->name, argument.span}, known);
    return invalid;
  }
  const Type asked = type(argument, events);
  if (asked.kind == TypeKind::invalid) return invalid;
  if (asked.kind != TypeKind::state)
    return fault("wrong-type", argument.span, "'" + name + "' takes the value of an entry, not " + describe(asked));
  if (asked.level && !predicate->second.at.contains(*asked.level)) {
    return fault("wrong-level", place, "'" + name + "' is not declared at " + model_.levels[*asked.level].name,
                 "predicate " + name + " at " + model_.levels[*asked.level].name + " = { ... }");
  }
  return boolean_type;
}

Type PropertyTerms::binary(const tree::Binary& e, Span place, const std::vector<NamedEvent>& events) {
  switch (e.op) {
    case BinaryOp::any:
    case BinaryOp::all:
      boolean(*e.left, events);
      boolean(*e.right, events);
      return boolean_type;
    case BinaryOp::add:
    case BinaryOp::subtract:
    case BinaryOp::multiply:
    case BinaryOp::divide:
    case BinaryOp::remainder:
      for (const auto& side : {e.left, e.right}) {
        const Type found = type(*side, events);
        if (found.kind == TypeKind::invalid) return invalid;
        if (found.kind != TypeKind::integer)
          return fault("wrong-type", side->span, "a number is needed here, this is " + describe_here(found, model_));
      }
      return {TypeKind::integer, {}};
    default:
      return comparison(e, place, events);
  }
}

Type PropertyTerms::walker(const tree::Binary& e, Span place) {
  const auto* name = std::get_if<tree::Reference>(&e.right->what);
  if (name == nullptr || (e.op != BinaryOp::equal && e.op != BinaryOp::unequal)) {
    return fault("wrong-type", place, "a walker can only be compared with the name of one", "walker is NAME");
  }
  if (model_.walkers.contains(name->name)) return boolean_type;
  std::vector<std::string> known;
  for (const auto& [each, what] : model_.walkers) known.push_back(each);
  unknown("walker", {name->name, e.right->span}, known);
  return invalid;
}

Type PropertyTerms::comparison(const tree::Binary& e, Span place, const std::vector<NamedEvent>& events) {
  if (const auto* left = std::get_if<tree::Reference>(&e.left->what); left != nullptr && left->name == "walker")
    return walker(e, place);
  // A word means something beside a value only; of two words one has to have a meaning by itself.
  const bool turned = is_word(*e.left) && !is_word(*e.right);
  const Expression& value = turned ? *e.right : *e.left;
  const Expression& other = turned ? *e.left : *e.right;
  const Type wanted = type(value, events);
  if (wanted.kind == TypeKind::invalid) return invalid;
  if (is_word(other)) {
    if (!fits(other, wanted)) return invalid;
  } else {
    const Type found = type(other, events);
    if (found.kind == TypeKind::invalid) return invalid;
    if (found != wanted) {
      const bool levels = found.kind == TypeKind::state && wanted.kind == TypeKind::state;
      return fault(levels ? "wrong-level" : "wrong-type", other.span,
                   "cannot compare " + describe_here(wanted, model_) + " with " + describe_here(found, model_),
                   levels ? "name the level of the event, as in load(pud)" : "");
    }
  }
  const bool ordered = e.op != BinaryOp::equal && e.op != BinaryOp::unequal;
  if (ordered && wanted.kind != TypeKind::integer)
    return fault("wrong-type", place, describe_here(wanted, model_) + " has no order", "compare with == or !=");
  return boolean_type;
}

}  // namespace walkcheck
