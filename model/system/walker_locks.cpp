// What taking and dropping a lock does to the path.
#include "model/system/walker_rules.hpp"

namespace walkcheck {

WalkerRules::Outcome WalkerRules::acquire(Step& step, const FlowNode& node) {
  const auto& per_table = model_.locks[node.lock].per_table;
  const LevelId level = per_table.value_or(node.level);
  const bool known = per_table && !layout_.folded(level);
  const VariableId lock = known ? layout_.lock(node.lock, step.path.current(level)) : layout_.lock(node.lock, {});
  if (known && stale(step, node, level)) return fail(step, node, "stale_table");
  return take(step, node, lock);
}

WalkerRules::Outcome WalkerRules::take(Step& step, const FlowNode& node, VariableId lock) {
  step.touched = true;
  Event event;
  event.kind = EventKind::lock;
  event.lock = node.lock;
  const Term owner = step.path.value(lock);
  if (step.path.decide(draft_.terms.equal(owner, draft_.terms.constant(lock_walker)))) {
    note(step, node, "takes " + node.text + ", which it holds");
    return fail(step, node, "self_deadlock");
  }
  step.path.require(draft_.terms.equal(owner, draft_.terms.constant(lock_free)));
  note_lock(step, node, {LockUse::Kind::takes, node.lock, node.text});
  step.path.set(lock, lock_walker);
  // Others see that it is held: such a section may not be put off.
  if (!layout_.frees_after(lock)) step.section = node.lock;
  raise(step, event);
  return Outcome::go_on;
}

/// One look decides: a table's lock is waited for and taken, anything else is answered with no.
WalkerRules::Outcome WalkerRules::lock_below(Step& step, const FlowNode& node) {
  const bool folded = layout_.folded(node.level);
  const EntryRef entry = folded ? EntryRef{node.level, 0} : step.path.current(node.level);
  if (!folded) {
    if (stale(step, node, node.level)) return fail(step, node, "stale_table");
    const Term seen = step.path.value(layout_.entry(entry));
    const bool good = step.path.decide(draft_.terms.equal(seen, draft_.terms.constant(state_table)));
    step.touched = true;
    note(step, node, layout_.name(entry) + " is {}", {{seen, layout_.state_names(node.level)}});
    step.path.set(node.target, seen);
    Event load;
    load.kind = EventKind::load;
    load.level = node.level;
    load.value = draft_.terms.variable(layout_.entry(entry));
    raise(step, load);
    if (!good) {
      step.at = node.other;
      return Outcome::go_on;
    }
  }
  return take(step, node, layout_.lock_at(node.lock, entry));
}

WalkerRules::Outcome WalkerRules::release(Step& step, const FlowNode& node) {
  LockId id = node.lock;
  std::string name = node.text;
  if (node.by_term) {
    const auto value = step.path.settle(step.path.now(node.term));
    if (value == 0) return fail(step, node, "unlock_not_held");
    id = layout_.resolve(static_cast<LockId>(value - 1));
    name = model_.locks[static_cast<LockId>(value - 1)].name;
  }
  const auto& per_table = model_.locks[id].per_table;
  const VariableId lock =
      per_table && !layout_.folded(*per_table) ? layout_.lock(id, step.path.current(*per_table)) : layout_.lock(id, {});
  Event event;
  event.kind = EventKind::release;
  event.lock = id;
  if (!step.path.decide(draft_.terms.equal(step.path.value(lock), draft_.terms.constant(lock_walker)))) {
    note(step, node, "drops " + name + ", which it does not hold");
    return fail(step, node, "unlock_not_held");
  }
  note_lock(step, node, {LockUse::Kind::drops, id, name});
  raise(step, event);
  step.path.set(lock, lock_free);
  if (layout_.frees_after(lock)) free_detached(step);
  step.section.reset();
  return Outcome::go_on;
}

void WalkerRules::note_lock(Step& step, const FlowNode& node, LockUse use) {
  Note added;
  added.origin = node.origin;
  added.text = (use.kind == LockUse::Kind::takes ? "takes " : "drops ") + use.name;
  added.inside = node.inside;
  added.calls = node.calls;
  added.lock = std::move(use);
  step.notes.push_back(std::make_shared<const Note>(std::move(added)));
}

/// What was kept for whoever holds the lock goes.
void WalkerRules::free_detached(Step& step) {
  for (LevelId level = 0; level < model_.levels.size(); ++level) {
    const auto pointer = layout_.table(level);
    if (pointer && points_to(step, *pointer, std::uint64_t{1} << table_detached)) step.path.set(*pointer, table_stale);
  }
}

}  // namespace walkcheck
