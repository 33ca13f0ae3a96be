// What a body waits for, what it lets others do, its blocks and its calls.

#include <utility>

#include "model/meaning/body_check.hpp"
#include "model/meaning/checks.hpp"
#include "model/meaning/visit.hpp"

namespace walkcheck {

void BodyCheck::visit(const tree::Await& s, Span) {
  if (!scope_.entries.contains("entry")) {
    known_entry({"entry", s.condition->span});
    return;
  }
  awaited(*s.condition);
}

/// A condition that the entry's state alone decides.
void BodyCheck::awaited(const tree::Expression& e) {
  using tree::BinaryOp;
  if (const auto* negated = std::get_if<tree::Unary>(&e.what)) return awaited(*negated->operand);
  if (const auto* both = std::get_if<tree::Binary>(&e.what);
      both != nullptr && (both->op == BinaryOp::any || both->op == BinaryOp::all)) {
    awaited(*both->left);
    return awaited(*both->right);
  }
  const auto* asked = std::get_if<tree::Call>(&e.what);
  const auto* load = asked != nullptr && asked->arguments.size() == 1
                         ? std::get_if<tree::Load>(&asked->arguments.front()->what)
                         : nullptr;
  if (load == nullptr || load->entry.text != "entry" ||
      (asked != nullptr && find_slot(asked->callee.text) != nullptr) ||
      model_.procedures.contains(asked->callee.text)) {
    diagnostics_.report("wrong-type", e.span, "a walk waits for what predicates say of *entry",
                        "await not is_migration(*entry)");
    return;
  }
  static_cast<void>(type_of(e, scope_, &diagnostics_));
}

void BodyCheck::visit(const tree::Perform& s, Span) {
  known_entry(s.entry);
  if (model_.groups.contains(s.rivals.text)) return;
  if (model_.rivals.contains(s.rivals.text)) {
    diagnostics_.report("unknown-group", s.rivals.span, "'" + s.rivals.text + "' is a single rival, not a group",
                        "rivals NAME = " + s.rivals.text);
  } else {
    std::vector<std::string> known;
    for (const auto& [name, members] : model_.groups) known.push_back(name);
    report_unknown(diagnostics_, "group", s.rivals, known);
  }
}

void BodyCheck::visit(const tree::Do& s, Span) {
  const auto& call = std::get<tree::Call>(s.call->what);
  const bool asks = call.callee.text == "has" || model_.predicates.contains(call.callee.text);
  if (asks) {
    diagnostics_.report("wrong-call", call.callee.span, "'" + call.callee.text + "' asks and does nothing",
                        "write it in a condition");
    return;
  }
  if (type_of(*s.call, scope_, &diagnostics_).kind != TypeKind::invalid && call.callee.text == "lock_below") {
    diagnostics_.report("wrong-call", call.callee.span, "the answer of lock_below() says whether the lock is held",
                        "if not lock_below(entry, LOCK) { ... }");
  }
}

void BodyCheck::branch(const tree::If& s, const Guards& guards) {
  condition(*s.condition);
  Guards then = guards, otherwise = guards;
  then.merge(guards_of(*s.condition, true));
  otherwise.merge(guards_of(*s.condition, false));
  block(s.then, then);
  block(s.otherwise, otherwise);
}

void BodyCheck::for_each(const tree::ForEach& s, const Guards& guards) {
  const auto child = model_.level(s.level.text);
  if (!child) {
    std::vector<std::string> known;
    for (const Level& level : model_.levels) known.push_back(level.name);
    report_unknown(diagnostics_, "level", s.level, known);
    return;
  }
  if (!known_entry(s.entry)) return;
  const auto parent = scope_.entries.find(s.entry.text)->second;
  if (!parent || *parent + 1 != *child) {
    diagnostics_.report("wrong-level", s.level.span,
                        "the " + s.level.text + " entries do not lie right below '" + s.entry.text + "'",
                        parent ? "it is a " + model_.levels[*parent].name + " entry" : "it is an entry of any level");
    return;
  }
  if (depth_ && *child <= *depth_) {
    diagnostics_.report("wrong-level", s.level.span,
                        "the walk stands in a " + s.level.text + " table already when it comes here",
                        "a loop enters the table below the deepest entry");
    return;
  }
  const auto known = children_.find(s.child.text);
  const bool again = known != children_.end() && known->second == child && !scope_.entries.contains(s.child.text);
  if (!again && (scope_.values.contains(s.child.text) || !free_name(s.child))) {
    if (scope_.values.contains(s.child.text)) {
      diagnostics_.report("duplicate-name", s.child.span,
                          "'" + s.child.text + "' is a local and cannot be the name of an entry");
    }
    return;
  }
  children_[s.child.text] = child;
  const auto outer = std::exchange(depth_, child);
  scope_.entries[s.child.text] = child;
  ++loops_;
  block(s.body, guards);
  --loops_;
  scope_.entries.erase(s.child.text);
  depth_ = outer;
  block(s.otherwise, guards);
}

/// Notes what `e` calls, and that the slots among them are there.
void BodyCheck::calls_in(const tree::Expression& e, const Guards& guards) {
  using tree::BinaryOp;
  if (const auto* both = std::get_if<tree::Binary>(&e.what)) {
    Guards right = guards;
    if (both->op == BinaryOp::all || both->op == BinaryOp::any)
      right.merge(guards_of(*both->left, both->op == BinaryOp::all));
    calls_in(*both->left, guards);
    return calls_in(*both->right, right);
  }
  if (const auto* negated = std::get_if<tree::Unary>(&e.what)) return calls_in(*negated->operand, guards);
  if (const auto* among = std::get_if<tree::Membership>(&e.what)) return calls_in(*among->operand, guards);
  const auto* call = std::get_if<tree::Call>(&e.what);
  if (call == nullptr || call->callee.text == "has") return;
  const bool is_slot = find_slot(call->callee.text) != nullptr;
  if (!is_slot && !model_.procedures.contains(call->callee.text)) {
    for (const auto& argument : call->arguments) calls_in(*argument, guards);
    return;
  }
  if (is_slot && !guards.contains(call->callee.text)) {
    diagnostics_.report("unguarded-call", e.span,
                        "a walk may have no " + call->callee.text + ", and calls it here all the same",
                        "if has(" + call->callee.text + ") { ... }");
  }
  BodyCall made{call->callee.text, {}, depth_};
  for (const auto& argument : call->arguments) {
    const auto* name = std::get_if<tree::Reference>(&argument->what);
    const auto entry = name == nullptr ? scope_.entries.end() : scope_.entries.find(name->name);
    if (entry == scope_.entries.end()) return;
    made.levels.push_back(entry->second);
  }
  calls_.push_back(std::move(made));
}

}  // namespace walkcheck
