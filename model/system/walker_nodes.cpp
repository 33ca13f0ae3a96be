// What one node of the flow does to the path.

#include <algorithm>
#include <stdexcept>

#include "model/system/walker_rules.hpp"

#include <fmt/format.h>

namespace walkcheck {

void WalkerRules::raise(Step& step, const Event& event) {
  observers_.raise(step.path, event, step.marks);
  keep_moments(step);
}

void WalkerRules::look(Step& step) {
  observers_.look(step.path, step.marks);
  keep_moments(step);
}

void WalkerRules::keep_moments(Step& step) {
  for (const MarkId mark : step.marks.fresh) {
    const Moment now{mark, static_cast<std::uint32_t>(step.notes.size())};
    if (step.moments.empty() || step.moments.back() != now) step.moments.push_back(now);
  }
  step.marks.fresh.clear();
}

namespace {

/// What was seen or answered, rather than done.
bool is_remark(const FlowNode& node, const std::vector<Note::Shown>& values) {
  using Kind = FlowNode::Kind;
  switch (node.kind) {
    case Kind::load:        // all but one of a table that is gone
    case Kind::lock_below:  // the load before the lock
      return !values.empty();
    case Kind::branch:
    case Kind::event:
    case Kind::await:
      return true;
    case Kind::descend:  // not taken; a loop over what is below
      return values.empty() ? !node.text.ends_with("()") : node.other != no_node;
    default:
      return false;
  }
}

}  // namespace

void WalkerRules::note(Step& step, const FlowNode& node, std::string text, std::vector<Note::Shown> values,
                       Note::Weight weight) {
  const bool remark = is_remark(node, values);
  // Loads and stores show first what the entry was.
  const bool of_entry = !values.empty() && (node.kind == FlowNode::Kind::load || node.kind == FlowNode::Kind::store ||
                                            node.kind == FlowNode::Kind::lock_below);
  const auto entry = of_entry && !layout_.folded(node.level)
                         ? std::optional(layout_.entry(step.path.current(node.level)))
                         : std::nullopt;
  Note added{node.origin, std::move(text), std::move(values), node.inside, weight, remark, node.calls, entry};
  const auto same = [&](const Note& last) {
    return last.text == added.text && last.inside == added.inside && last.origin.function == added.origin.function &&
           last.origin.step == added.origin.step &&
           std::equal(last.values.begin(), last.values.end(), added.values.begin(), added.values.end(),
                      [](const Note::Shown& one, const Note::Shown& other) { return one.value == other.value; });
  };
  // Two predicates on one entry are two loads; inside one step they see the same.
  if (!step.notes.empty() && same(*step.notes.back())) return;
  step.notes.push_back(std::make_shared<const Note>(std::move(added)));
}

void WalkerRules::observe(Step& step, const FlowNode& node, std::string text, std::vector<Note::Shown> values) {
  step.observations.push_back(std::make_shared<const Note>(Note{node.origin, std::move(text), std::move(values)}));
}

Note::Shown WalkerRules::shown_entry(const Step& step, EntryRef entry) const {
  return {step.path.value(layout_.entry(entry)), layout_.state_names(entry.level)};
}

WalkerRules::Outcome WalkerRules::fail(Step& step, const FlowNode& node, std::string_view error) {
  Event event;
  event.kind = EventKind::error;
  event.name = error;
  const bool at_lock = node.kind == FlowNode::Kind::acquire || node.kind == FlowNode::Kind::release ||
                       (node.kind == FlowNode::Kind::lock_below && error == "self_deadlock");
  if (!at_lock && !layout_.folded(node.level)) event.level = node.level;
  raise(step, event);
  observe(step, node, fmt::format("error {}", error));
  step.path.end();
  emit(step, control_ended);
  return Outcome::ended;
}

bool WalkerRules::points_to(const Step& step, VariableId pointer, std::uint64_t set) {
  const std::uint32_t size = draft_.variables[pointer].size;
  set &= (std::uint64_t{1} << size) - 1;
  return set != 0 && step.path.decide(step.path.now(draft_.terms.member(pointer, set, size)));
}

bool WalkerRules::stale(Step& step, const FlowNode& node, LevelId level) {
  const auto pointer = layout_.table(level);
  const auto gone = (std::uint64_t{1} << table_stale) | (std::uint64_t{1} << table_detached);
  if (!pointer || !points_to(step, *pointer, gone)) return false;
  note(step, node, "uses a " + model_.levels[level].name + " table that is no longer linked");
  return true;
}

WalkerRules::Outcome WalkerRules::load(Step& step, const FlowNode& node) {
  if (layout_.folded(node.level)) {
    // One entry, seen again one level down: none() and bad() are constant false here.
    step.path.set(node.target, Value{state_table});
    return Outcome::go_on;
  }
  const bool touches = !is_protected(step, node);
  const EntryRef entry = step.path.current(node.level);
  const auto pointer = layout_.table(node.level);
  const bool detached = pointer && points_to(step, *pointer, std::uint64_t{1} << table_detached);
  if (!detached && stale(step, node, node.level)) return fail(step, node, "stale_table");
  step.touched = step.touched || touches;
  // The entry's variable is that of the table that is linked there now.
  const Term seen = detached ? draft_.terms.constant(state_none) : step.path.value(layout_.entry(entry));
  note(step, node, layout_.name(entry) + (detached ? " is {} in the table that was taken away" : " is {}"),
       {{seen, layout_.state_names(node.level)}});
  step.path.set(node.target, seen);
  Event event;
  event.kind = EventKind::load;
  event.level = node.level;
  event.value = detached ? seen : draft_.terms.variable(layout_.entry(entry));
  raise(step, event);
  return Outcome::go_on;
}

WalkerRules::Outcome WalkerRules::store(Step& step, const FlowNode& node) {
  if (layout_.folded(node.level)) return Outcome::go_on;
  const EntryRef entry = step.path.current(node.level);
  if (stale(step, node, node.level)) return fail(step, node, "stale_table");
  step.touched = step.stored = true;
  const Note::Shown old = shown_entry(step, entry);
  note(step, node, layout_.name(entry) + " {} -> " + model_.levels[node.level].states[node.state], {old},
       Note::Weight::change);
  Event event;
  event.kind = EventKind::store;
  event.level = node.level;
  event.name = node.event.name;
  event.value = draft_.terms.variable(layout_.entry(entry));
  raise(step, event);
  if (node.event.name == "split_huge_" + model_.levels[node.level].name) {
    event.kind = EventKind::split;
    raise(step, event);
  }
  step.path.write(entry, node.state, node.children);
  remember_write(step, node.level, node.state, node.children);
  step.path.set(node.target, node.state);
  look(step);
  return Outcome::go_on;
}

WalkerRules::Outcome WalkerRules::deref(Step& step, const FlowNode& node) {
  if (layout_.folded(node.level)) return Outcome::go_on;
  const EntryRef entry = step.path.current(node.level);
  if (stale(step, node, node.level)) return fail(step, node, "stale_table");
  step.touched = true;
  const Term seen = step.path.value(layout_.entry(entry));
  if (step.path.decide(draft_.terms.equal(seen, draft_.terms.constant(state_table)))) return Outcome::go_on;
  note(step, node, "takes " + layout_.name(entry) + " for a table: it is {}", {shown_entry(step, entry)});
  return fail(step, node, "bad_deref");
}

WalkerRules::Outcome WalkerRules::descend(Step& step, const FlowNode& node) {
  Event event;
  event.kind = EventKind::descend;
  if (!layout_.folded(node.level)) {
    const EntryRef entry = step.path.current(node.level);
    if (stale(step, node, node.level)) return fail(step, node, "stale_table");
    step.touched = true;
    const Term seen = step.path.value(layout_.entry(entry));
    event.level = node.level;
    event.value = draft_.terms.variable(layout_.entry(entry));
    const bool good = step.path.decide(draft_.terms.equal(seen, draft_.terms.constant(state_table)));
    if (!good && step.alternative.value_or(0) != 0) throw Impossible{};
    if (!good && node.other != no_node) {
      note(step, node, layout_.name(entry) + " is {}, no table", {shown_entry(step, entry)});
      step.at = node.other;
      return Outcome::go_on;
    }
    note(step, node, good ? node.text : node.text + " on a {} entry",
         good ? std::vector<Note::Shown>{} : std::vector{shown_entry(step, entry)});
    raise(step, event);
    if (!good) return fail(step, node, "bad_deref");
  }
  // A folded level leads to the level below it by itself; the root table's cursor and pointer need no start.
  const auto below = layout_.child_level(node.level);
  if (below && !layout_.folded(node.level)) {
    step.path.set(*layout_.table(*below), table_live);
    if (layout_.any()) come_to_fresh(step, *below, true, step.alternative.value_or(0));
    if (const auto cursor = layout_.cursor(*below)) step.path.set(*cursor, Value{0});
  }
  return Outcome::go_on;
}

WalkerRules::Outcome WalkerRules::sleeps(Step& step, const FlowNode& node) {
  step.touched = true;
  step.section.reset();
  note(step, node, "may sleep: " + node.text, {}, Note::Weight::detail);
  Event event;
  event.kind = EventKind::sleep;
  raise(step, event);
  return Outcome::go_on;
}

WalkerRules::Outcome WalkerRules::perform(Step& step, const FlowNode& node) {
  step.touched = true;
  std::size_t way = step.alternative.value_or(0);
  if (way-- == 0) return Outcome::go_on;
  for (const Rival* rival : node.rivals) {
    if (rival->level < node.level || layout_.folded(rival->level)) continue;
    const auto& targets = rival->stages.back().states;
    const std::size_t ways = layout_.total(rival->level) * targets.size();
    if (way >= ways) {
      way -= ways;
      continue;
    }
    const EntryRef entry{rival->level, way / targets.size()};
    // Only on the faulting path: at the walker's entry or below it.
    if (!layout_.folded(node.level)) {
      const auto under = layout_.subtree(step.path.current(node.level));
      if (std::find(under.begin(), under.end(), entry) == under.end()) throw Impossible{};
    }
    const VariableId id = layout_.entry(entry);
    std::uint64_t from = 0, kinds = 0;
    for (const std::size_t state : rival->stages.front().states) from |= std::uint64_t{1} << state;
    for (const std::size_t kind : rival->vmas) kinds |= std::uint64_t{1} << kind;
    if (kinds != 0) step.path.require(draft_.terms.member(layout_.vma, kinds, draft_.variables[layout_.vma].size));
    const bool kept = is_kept(step, entry.level);
    if (kept) {
      step.path.require_reachable(entry);
      step.path.require(step.path.now(draft_.terms.member(id, from, draft_.variables[id].size)));
    }
    std::vector<LockId> locks = rival->also;
    if (rival->lock) locks.insert(locks.begin(), *rival->lock);
    for (const LockId lock : locks) {
      const Term owner = step.path.value(layout_.lock_at(lock, entry));
      if (step.path.decide(draft_.terms.equal(owner, draft_.terms.constant(lock_walker)))) {
        note(step, node, "its own " + rival->shown + " takes " + model_.locks[lock].name + ", which it holds");
        return fail(step, node, "self_deadlock");
      }
      step.path.require(draft_.terms.equal(owner, draft_.terms.constant(lock_free)));
    }
    const std::size_t to = targets[way % targets.size()];
    const auto& children = rival->stages.back().children;
    const auto filled = children ? std::optional(static_cast<Value>(*children)) : std::nullopt;
    remember_write(step, entry.level, to, filled);
    if (!kept) return Outcome::go_on;
    note(step, node,
         "its own " + rival->shown + ": " + layout_.name(entry) + " {} -> " + model_.levels[entry.level].states[to],
         {shown_entry(step, entry)}, Note::Weight::change);
    step.path.write(entry, static_cast<Value>(to), filled, layout_.after(*rival));
    look(step);
    return Outcome::go_on;
  }
  throw std::logic_error("a fault has fewer ways than were counted");
}

WalkerRules::Outcome WalkerRules::await(Step& step, const FlowNode& node) {
  if (layout_.folded(node.level)) {
    // A folded entry is a table for good.
    if (((node.set >> state_table) & 1) == 0) throw Impossible{};
    return Outcome::go_on;
  }
  const VariableId id = layout_.entry(step.path.current(node.level));
  step.touched = true;
  step.path.require(step.path.now(draft_.terms.member(id, node.set, draft_.variables[id].size)));
  note(step, node, "woken: " + node.text);
  return Outcome::go_on;
}

WalkerRules::Outcome WalkerRules::jump(Step& step, const FlowNode& node) {
  step.retry = node.retry;
  note(step, node, "goto " + node.text);
  finish_step(step, node.next);
  return Outcome::ended;
}

WalkerRules::Outcome WalkerRules::advance_cursor(Step& step, const FlowNode& node) {
  if (layout_.any() && step.alternative.value_or(0) != 0) {
    leave_locks_below(step, node.level);
    step.path.leave(node.level);
    come_to_fresh(step, node.level, false, *step.alternative - 1);
    finish_step(step, node.next);
    return Outcome::ended;
  }
  if (layout_.any()) end_after_address(step, node.level);
  const auto cursor = layout_.cursor(node.level);
  const std::size_t at = cursor ? static_cast<std::size_t>(step.path.settle(step.path.value(*cursor))) : 0;
  if (at + 1 >= layout_.entries(node.level)) {
    step.at = node.other;
    return Outcome::go_on;
  }
  if (node.forgets) step.path.forget(step.path.current(node.level));
  step.path.set(*cursor, static_cast<Value>(at + 1));
  finish_step(step, node.next);
  return Outcome::ended;
}

void WalkerRules::ascend(Step& step, const FlowNode& node) {
  if (layout_.folded(node.level)) return;
  const bool root = !layout_.table(node.level);
  if (layout_.any()) {
    if (root && !node.for_good)
      throw std::domain_error("a folded level walks the tables of " + model_.levels[node.level].name +
                              " again; of tables left behind nothing is kept");
    leave_table(step, node.level);
    if (root) step.path.set(layout_.entry({node.level, 0}), layout_.passed(node.level));
  } else if (node.forgets || (root && node.for_good)) {
    // The table is left for good, whether it was walked to its end or not.
    const EntryRef entry = step.path.current(node.level);
    for (std::size_t i = 0; i < layout_.entries(node.level); ++i) {
      step.path.forget({node.level, entry.index - entry.index % layout_.entries(node.level) + i});
    }
  }
  if (const auto cursor = layout_.cursor(node.level)) step.path.set(*cursor, Value{0});
  if (const auto table = layout_.table(node.level)) step.path.set(*table, table_unused);
}

WalkerRules::Outcome WalkerRules::finish(Step& step, const FlowNode& node) {
  Event event;
  event.kind = EventKind::end;
  event.value = node.term;
  note(step, node, "returns {}", {{step.path.now(node.term), node.names}});
  raise(step, event);
  observe(step, node, "the walk returns {}", {{step.path.now(node.term), node.names}});
  step.path.end();
  emit(step, control_ended);
  return Outcome::ended;
}

void WalkerRules::branch(Step& step, const FlowNode& node) {
  const bool yes = step.path.decide(step.path.now(node.term));
  if (!yes) step.at = node.other;
  // What the answer just told need not be told twice; what an earlier one left behind must.
  const bool answered = !step.notes.empty() && step.notes.back()->text.ends_with(told_answer);
  if (yes && node.text == told_action && !answered)
    return note(step, node, std::string(told_action),
                {{step.path.value(flow_.action), draft_.variables[flow_.action].values}});
  // "pud is leaf, not none": which question the load answered with no.
  if (yes || node.text.empty() || step.notes.empty()) return;
  const Note& last = *step.notes.back();
  const bool about_load = last.origin.step == node.origin.step && last.text.find(" is {}") != std::string::npos;
  if (!about_load || last.text.find(", not ") != std::string::npos || node.text != "none") return;
  Note told = last;
  told.text += ", not none";
  step.notes.back() = std::make_shared<const Note>(std::move(told));
}

/// " at address 3"; nothing where the level is folded.
std::string WalkerRules::where(const Step& step, const Event& event) const {
  if (!event.level) return "";
  return fmt::format(" at address {}", layout_.first_address(step.path.current(*event.level)));
}

void WalkerRules::event(Step& step, const FlowNode& node) {
  Event event = node.event;
  if (event.level && layout_.folded(*event.level)) event.level.reset();
  if (event.kind == EventKind::success && step.path.settle(step.path.now(*event.value)) == 0) {
    return;
  }
  if (event.kind == EventKind::call) {
    step.callbacks.push_back(callback_groups_.at(event.name));
    observe(step, node, fmt::format("{}{} is called", event.name, where(step, event)));
  }
  if (event.kind == EventKind::hole) note(step, node, "a hole");
  if (event.kind == EventKind::returned) {
    const std::vector<Note::Shown> answer = {
        {step.path.now(*event.value),
         draft_.variables[static_cast<VariableId>(draft_.terms[*event.value].value)].values},
        {step.path.value(flow_.action), draft_.variables[flow_.action].values}};
    note(step, node, node.event.name + std::string(told_answer), answer);
    observe(step, node, fmt::format("{}{} returns {{}}, {{}}", event.name, where(step, event)), answer);
  }
  raise(step, event);
}

}  // namespace walkcheck
