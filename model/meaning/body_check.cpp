#include "model/meaning/body_check.hpp"

#include <algorithm>

#include "model/meaning/checks.hpp"
#include "model/meaning/visit.hpp"

namespace walkcheck {

namespace {

template <class Map>
std::vector<std::string> keys(const Map& map) {
  std::vector<std::string> names;
  for (const auto& [name, value] : map) names.push_back(name);
  return names;
}

std::string with_level(const Model& model, Type type) {
  return type.kind == TypeKind::state && type.level ? "the value of a " + model.levels[*type.level].name + " entry"
                                                    : describe(type);
}

}  // namespace

void BodyCheck::check(const tree::Block& text, BodyKind kind, std::optional<LevelId> level, Type result) {
  kind_ = kind;
  level_ = level;
  result_ = result;
  block(text, {});
}

void BodyCheck::block(const tree::Block& block, const Guards& guards) {
  for (const tree::Statement& each : block) statement(each, guards);
}

void BodyCheck::statement(const tree::Statement& statement, const Guards& guards) {
  each_own_expression(statement, [&](const tree::Expression& e) { calls_in(e, guards); });
  std::visit(Overloaded{[&](const tree::Label&) {}, [&](const tree::If& s) { branch(s, guards); },
                        [&](const tree::Goto&) {
                          if (kind_ == BodyKind::edge)
                            diagnostics_.report("wrong-place", statement.span, "'enter' and 'leave' have no jumps");
                        },
                        [&](const tree::Next&) { only_in_steps("next", statement.span, false); },
                        [&](const tree::Stop&) { only_in_steps("stop", statement.span, false); },
                        [&](const tree::Descend&) {
                          only_in_steps("descend", statement.span, false);
                          if (level_ && *level_ + 1 == model_.levels.size()) {
                            diagnostics_.report("wrong-place", statement.span,
                                                "there is no level below " + model_.levels[*level_].name);
                          }
                        },
                        [&](const tree::Hole&) { only_in_steps("hole", statement.span, true); },
                        [&](const tree::Deref& s) { known_entry(s.entry); },
                        [&](const tree::Acquire& s) { known_lock(s.lock); }, [&](const tree::Sleeps&) {},
                        [&](const tree::ForEach& s) { for_each(s, guards); },
                        [&](const auto& s) { visit(s, statement.span); }},
             statement.what);
}

void BodyCheck::only_in_steps(std::string_view word, Span place, bool in_edge) {
  const std::string quoted = "'" + std::string(word) + "'";
  if (kind_ == BodyKind::primitive || kind_ == BodyKind::callback) {
    diagnostics_.report("wrong-place", place, quoted + " is for the levels of a walker",
                        "a primitive or callback returns");
  } else if (kind_ == BodyKind::edge && !in_edge) {
    diagnostics_.report("wrong-place", place, quoted + " cannot stand in 'enter' or 'leave'",
                        "write it among the steps of the level");
  } else if (loops_ > 0 && !in_edge) {
    diagnostics_.report("wrong-place", place, quoted + " cannot stand in a loop over entries",
                        "leave the loop with goto first");
  }
}

// ---------------------------------------------------------------- names

std::vector<std::string> BodyCheck::locals() const { return keys(scope_.values); }

/// Words that mean something already wherever a value may stand.
bool BodyCheck::free_name(const tree::Name& name) {
  static const std::vector<std::string> words{"true", "false",  "yes",    "no",  "null",
                                              "vma",  "walker", "action", "err", "has"};
  std::string what;
  const auto is = [&](bool taken, const char* as) {
    if (taken && what.empty()) what = as;
  };
  is(std::find(words.begin(), words.end(), name.text) != words.end(), "a word of the language");
  is(std::find(std::begin(action_names), std::end(action_names), name.text) != std::end(action_names), "an action");
  is(scope_.entries.contains(name.text) || children_.contains(name.text), "an entry");
  is(model_.lock(name.text).has_value(), "a lock");
  is(model_.vma(name.text).has_value(), "a kind of vma");
  is(std::any_of(model_.levels.begin(), model_.levels.end(),
                 [&](const Level& level) { return level.state(name.text).has_value(); }),
     "a state");
  if (what.empty()) return true;
  diagnostics_.report("duplicate-name", name.span,
                      "'" + name.text + "' is " + what + " and cannot be the name of a local", "give it another name");
  return false;
}

void BodyCheck::declare(const tree::Name& name, Type type) {
  const auto [known, fresh] = scope_.values.emplace(name.text, type);
  if (fresh || known->second == type || known->second.kind == TypeKind::invalid || type.kind == TypeKind::invalid)
    return;
  diagnostics_.report("wrong-type", name.span,
                      "'" + name.text + "' is " + with_level(model_, known->second) + " elsewhere in this body, and " +
                          with_level(model_, type) + " here",
                      "give it another name");
}

bool BodyCheck::known_entry(const tree::Name& name) {
  if (scope_.entries.contains(name.text)) return true;
  report_unknown(diagnostics_, "entry", name, keys(scope_.entries));
  return false;
}

void BodyCheck::known_lock(const tree::Name& name) {
  if (model_.lock(name.text)) return;
  std::vector<std::string> known;
  for (const Lock& lock : model_.locks) known.push_back(lock.name);
  report_unknown(diagnostics_, "lock", name, known);
}

void BodyCheck::state_of(const tree::Name& state, std::optional<LevelId> level) {
  std::vector<std::string> known;
  for (LevelId each = 0; each < model_.levels.size(); ++each) {
    if (level && *level != each) continue;
    if (model_.levels[each].state(state.text)) return;
    known.insert(known.end(), model_.levels[each].states.begin(), model_.levels[each].states.end());
  }
  report_unknown(diagnostics_, "state", state, known);
}

// ---------------------------------------------------------------- values

Type BodyCheck::value(const tree::Expression& e) {
  const Type type = type_of(e, scope_, &diagnostics_);
  if (type.kind != TypeKind::nothing) return type;
  diagnostics_.report("wrong-type", e.span, "this returns nothing that could be used",
                      "call it in a statement of its own");
  return {TypeKind::invalid, {}};
}

void BodyCheck::condition(const tree::Expression& e) {
  const Type type = value(e);
  if (type.kind == TypeKind::invalid || type.kind == TypeKind::boolean || type.kind == TypeKind::error ||
      type.kind == TypeKind::lock)
    return;
  diagnostics_.report("wrong-type", e.span, "a condition is needed here, this is " + describe(type),
                      "compare it, or ask a predicate");
}

void BodyCheck::visit(const tree::Let& s, Span) {
  const bool free = free_name(s.name);
  const Type type = value(*s.value);
  if (free) declare(s.name, type);
}

void BodyCheck::visit(const tree::Assign& s, Span) {
  const Type type = value(*s.value);
  const auto target = scope_.values.find(s.target.text);
  if (target == scope_.values.end()) {
    if (s.target.text == "err") {
      diagnostics_.report("wrong-place", s.target.span, "'err' is for the levels of a walker",
                          "a primitive or callback returns its error code");
    } else {
      const auto near = suggest(s.target.text, locals());
      diagnostics_.report(
          "unknown-name", s.target.span, "there is no name '" + s.target.text + "' here",
          near.starts_with("did you mean") ? near : "a new one begins with 'let': let " + s.target.text + " = ...");
    }
    return;
  }
  if (type.kind == TypeKind::invalid || target->second.kind == TypeKind::invalid || type == target->second) return;
  diagnostics_.report(
      "wrong-type", s.value->span,
      "'" + s.target.text + "' is " + with_level(model_, target->second) + ", this is " + with_level(model_, type));
}

void BodyCheck::visit(const tree::Choose& s, Span) {
  if (!scope_.values.contains(s.name.text) && !free_name(s.name)) return;
  Type first{TypeKind::invalid, {}};
  for (const auto& each : s.values) {
    const Type type = type_of(*each, scope_, &diagnostics_);
    if (type.kind == TypeKind::invalid) return;
    if (!is_literal(*each, scope_)) {
      diagnostics_.report("wrong-type", each->span, "what is chosen from is words and numbers",
                          "choose yes or no, and branch");
      return;
    }
    if (first.kind == TypeKind::invalid) first = type;
    if (first == type) continue;
    diagnostics_.report("wrong-type", each->span,
                        "this is " + describe(type) + ", the first choice is " + describe(first));
    return;
  }
  declare(s.name, first);
}

void BodyCheck::visit(const tree::StoreEntry& s, Span) {
  if (!known_entry(s.entry)) return;
  const auto level = scope_.entries.find(s.entry.text)->second;
  state_of(s.state, level);
  if (!s.children) return;
  if (s.state.text != "table") {
    diagnostics_.report("wrong-type", s.children->span, "only a table has entries below it",
                        "*" + s.entry.text + " = table { all " + s.children->text + " }");
  } else if (level && *level + 1 == model_.levels.size()) {
    diagnostics_.report("wrong-level", s.children->span, "there is no level below " + model_.levels[*level].name);
  } else {
    state_of(*s.children, level ? std::optional(*level + 1) : std::nullopt);
  }
}

void BodyCheck::visit(const tree::Return& s, Span place) {
  if (kind_ == BodyKind::steps || kind_ == BodyKind::edge) {
    diagnostics_.report("wrong-place", place, "a level of a walker does not return",
                        "write next or stop; 'err' is what it passes up");
    return;
  }
  if (!s.value) {
    if (result_.kind == TypeKind::nothing) return;
    diagnostics_.report("wrong-type", place,
                        "this returns nothing, but " + describe(result_) + " is returned elsewhere or expected");
    return;
  }
  const Type type = value(*s.value);
  if (type.kind == TypeKind::invalid || result_.kind == TypeKind::invalid) return;
  if (type.kind == TypeKind::state && !type.level) {
    diagnostics_.report("wrong-type", s.value->span, "the value of an entry of any level cannot be returned",
                        "ask a predicate, and return yes or no");
  } else if (type.kind != result_.kind || (result_.level && type.level != result_.level)) {
    diagnostics_.report("wrong-type", s.value->span,
                        "this returns " + with_level(model_, type) + ", but " + with_level(model_, result_) +
                            " is returned elsewhere or expected");
  }
}

void BodyCheck::visit(const tree::Release& s, Span) {
  const auto local = scope_.values.find(s.lock.text);
  if (local == scope_.values.end()) {
    std::vector<std::string> known;
    for (const auto& [name, type] : scope_.values) {
      if (type.kind == TypeKind::lock) known.push_back(name);
    }
    for (const Lock& lock : model_.locks) known.push_back(lock.name);
    if (!model_.lock(s.lock.text)) report_unknown(diagnostics_, "lock", s.lock, known);
  } else if (local->second.kind != TypeKind::lock && local->second.kind != TypeKind::invalid) {
    diagnostics_.report("wrong-type", s.lock.span,
                        "'" + s.lock.text + "' is " + describe(local->second) + ", not a lock");
  }
}

}  // namespace walkcheck
