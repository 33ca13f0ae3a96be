#include "model/system/walker_rules.hpp"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

namespace walkcheck {

namespace {

using Kind = FlowNode::Kind;

/// A table in the middle of a row is one that the walker may enter, and that the next stage takes away.
bool may_replace_a_table(const Rival& rival) {
  if (rival.form == tree::RivalDeclaration::Form::late) return true;
  return std::any_of(rival.stages.begin(), rival.stages.end() - 1, [](const RivalStage& stage) {
    return std::find(stage.states.begin(), stage.states.end(), std::size_t{state_table}) != stage.states.end();
  });
}

/// The levels at which somebody may install a table under a rival that is inside its section there, and will store
/// without looking again: whoever does not take that rival's lock.
std::vector<bool> overwritten_tables(const Model& model, const Layout& layout, const std::vector<const Rival*>& rivals,
                                     const Flow& flow) {
  std::vector<bool> staged(model.levels.size(), false), without_lock(model.levels.size(), false);
  std::vector<std::optional<LockId>> lock(model.levels.size());
  const auto add_writer = [&](const Rival& rival) {
    const std::optional<LockId> taken = rival.lock ? std::optional(layout.resolve(*rival.lock)) : std::nullopt;
    auto& known = lock[rival.level];
    if (!taken || (known && known != taken)) without_lock[rival.level] = true;
    known = taken;
  };
  for (const Rival* rival : rivals) {
    add_writer(*rival);
    if (rival->stages.size() > 2) staged[rival->level] = true;
  }
  for (const FlowNode& node : flow.nodes) {
    for (const Rival* rival : node.rivals) add_writer(*rival);
    // Whether the walker holds the lock where it stores a table is not asked: it may not.
    if (node.kind == Kind::store && node.state == state_table) without_lock[node.level] = true;
  }
  for (LevelId level = 0; level < staged.size(); ++level) staged[level] = staged[level] && without_lock[level];
  return staged;
}

/// For each level the lock that all rivals take who write its entries, if no table above it can go away.
std::vector<std::optional<LockId>> protectors(const Model& model, const Layout& layout,
                                              const std::vector<const Rival*>& rivals, const Flow& flow) {
  const std::vector<bool> overwritten = overwritten_tables(model, layout, rivals, flow);
  std::vector<std::optional<LockId>> result(model.levels.size());
  std::vector<bool> open(model.levels.size(), false);
  for (const Rival* rival : rivals) {
    const std::optional<LockId> lock = rival->lock ? std::optional(layout.resolve(*rival->lock)) : std::nullopt;
    auto& level = result[rival->level];
    if (!lock || (level && level != lock)) open[rival->level] = true;
    level = lock;
    if (!may_replace_a_table(*rival) && !overwritten[rival->level]) continue;
    for (LevelId below = rival->level + 1; below < model.levels.size(); ++below) open[below] = true;
  }
  for (LevelId level = 0; level < result.size(); ++level) {
    if (open[level]) result[level].reset();
  }
  return result;
}

}  // namespace

WalkerRules::WalkerRules(const Model& model, const Scenario& scenario, const Layout& layout,
                         const std::vector<const Rival*>& rivals, const Flow& flow, const Observers& observers,
                         std::uint32_t action_kinds, const Reduction& reduction, const FreshEntries& fresh,
                         SystemDraft& draft)
    : model_(model),
      layout_(layout),
      flow_(flow),
      observers_(observers),
      reduction_(reduction),
      fresh_(fresh),
      draft_(draft),
      live_(live_locals(flow, draft, action_kinds)),
      protector_(protectors(model, layout, rivals, flow)) {
  group_ = static_cast<std::uint32_t>(draft_.groups.size());
  draft_.groups.push_back({"walker", {}});
  for (const auto& [slot, callback] : scenario.callbacks) {
    const Procedure& procedure = model.procedures.at(callback);
    const Position position = model.sources->position(procedure.span);
    callback_groups_[slot] = static_cast<std::uint32_t>(draft_.groups.size());
    draft_.groups.push_back(
        {fmt::format("{} = {}", slot, callback),
         {model.sources->path(procedure.span.file), position.line, position.column, "", procedure.shown}});
  }
}

void WalkerRules::build() {
  control_value({flow_.start, {}});
  while (!waiting_.empty()) {
    const Location location = waiting_.front();
    waiting_.pop_front();
    explore_from(location);
  }
  // 0 is the end of the walk.
  draft_.variables[layout_.control].size = static_cast<std::uint32_t>(locations_.size() + 1);
  std::vector<std::string> names{"ended"};
  for (const Location& location : locations_) {
    const FlowNode& node = flow_.nodes[location.node];
    names.push_back(node.origin.function + (node.inside.empty() ? "" : "/" + node.inside) + "." + node.origin.step +
                    "#" + std::to_string(names.size()));
  }
  draft_.variables[layout_.control].values = std::make_shared<const std::vector<std::string>>(std::move(names));
}

std::vector<VariableId> WalkerRules::held_locks(const Path& path) const {
  std::vector<VariableId> held;
  for (const VariableId lock : layout_.lock_variables()) {
    if (path.decide(draft_.terms.equal(path.value(lock), draft_.terms.constant(lock_walker)))) held.push_back(lock);
  }
  return held;
}

Value WalkerRules::control_value(Location location) {
  const auto [known, fresh] = control_values_.emplace(location, static_cast<Value>(locations_.size() + 1));
  if (fresh) {
    if (locations_.size() >= 65'000) throw std::length_error("the walker has more than 65000 places");
    locations_.push_back(location);
    waiting_.push_back(location);
  }
  return known->second;
}

void WalkerRules::know(Step& step, VariableId id, std::uint64_t set) const {
  if (reduction_.assume) {
    step.path.assume(id, set);
  } else {
    step.path.narrow(id, set, true);
  }
}

void WalkerRules::explore_from(const Location& location) {
  Step step{Path(draft_, layout_),
            control_values_.at(location),
            location.node,
            false,
            false,
            {},
            {},
            {},
            {},
            {},
            {},
            {},
            {},
            {},
            {}};
  // What is dead here is 0 in every state that is here.
  for (const VariableId id : flow_.locals) {
    if (!live_[location.node][id]) know(step, id, 1);
  }
  for (const VariableId lock : layout_.lock_variables()) {
    const bool held = std::find(location.held.begin(), location.held.end(), lock) != location.held.end();
    know(step, lock, held ? std::uint64_t{1} << lock_walker : ~(std::uint64_t{1} << lock_walker));
  }
  const auto depth = flow_.nodes[location.node].depth;
  for (LevelId level = 0; level < model_.levels.size(); ++level) {
    const bool entered = depth && level <= *depth;
    if (const auto cursor = layout_.cursor(level); cursor && !entered) know(step, *cursor, 1);
    if (const auto table = layout_.table(level)) {
      // Without a row that frees later there is no such value.
      const auto detached = draft_.variables[*table].size > table_detached ? 1U << table_detached : 0U;
      know(step, *table, entered ? (1U << table_live) | (1U << table_stale) | detached : 1U << table_unused);
    }
  }
  advance(std::move(step));
}

std::size_t WalkerRules::alternatives(const FlowNode& node) const {
  if (node.kind == Kind::choose) return node.values.size();
  if (layout_.any() && node.kind == Kind::advance) return 1 + (layout_.folded(node.level) ? 0 : fresh_ways(node.level));
  if (layout_.any() && node.kind == Kind::descend && !layout_.folded(node.level)) {
    const auto below = layout_.child_level(node.level);
    return below ? fresh_ways(*below) : 1;
  }
  if (node.kind != Kind::perform) return 1;
  std::size_t ways = 1;  // the fault does nothing
  for (const Rival* rival : node.rivals) {
    if (rival->level >= node.level && !layout_.folded(rival->level))
      ways += layout_.total(rival->level) * rival->stages.back().states.size();
  }
  return ways;
}

void WalkerRules::advance(Step first) {
  std::vector<Step> steps;
  steps.push_back(std::move(first));
  while (!steps.empty()) {
    Step step = std::move(steps.back());
    steps.pop_back();
    const FlowNode& node = flow_.nodes[step.at];
    // The observers and the retry of a jump belong to the step that makes it; what it leads to begins the next one.
    if (begins_step(step, node)) {
      finish_step(step, step.at);
      continue;
    }
    // Without merging a step would end here, and conditions on states would be judged.
    if (step.touched && is_protected(step, node)) look(step);
    const std::size_t ways = alternatives(node);
    if (ways > 1 && !step.alternative) {
      for (std::size_t way = ways; way-- > 0;) {
        steps.push_back(step);
        steps.back().alternative = way;
      }
      continue;
    }
    const Step before = step;
    try {
      const Outcome outcome = execute(step, node);
      step.alternative.reset();
      if (outcome == Outcome::go_on) steps.push_back(std::move(step));
    } catch (const Split& split) {
      for (const bool inside : {false, true}) {
        Step part = before;
        if (part.path.narrow(split.variable, split.set, inside)) steps.push_back(std::move(part));
      }
    } catch (const Impossible&) {
      continue;
    }
  }
}

bool WalkerRules::is_protected(const Step& step, const FlowNode& node) const {
  if (node.kind != Kind::load && node.kind != Kind::store) return false;
  return reduction_.merge && step.section && protector_[node.level] == step.section &&
         !(node.kind == Kind::store && step.stored);
}

bool WalkerRules::begins_step(const Step& step, const FlowNode& node) const {
  if (!step.touched) return false;
  switch (node.kind) {
    case Kind::load:
    case Kind::store:
    case Kind::deref:
    case Kind::descend:
      return !layout_.folded(node.level) && !is_protected(step, node);
    case Kind::acquire:
    case Kind::lock_below:
    case Kind::sleeps:
    case Kind::perform:
    case Kind::await:
      return true;
    default:
      return false;
  }
}

void WalkerRules::finish_step(Step& step, NodeId location) {
  // Dead variables go to 0, so that they do not tell states apart.
  for (const VariableId id : flow_.locals) {
    if (!live_[location][id]) step.path.set(id, Value{0});
  }
  emit(step, control_value({location, held_locks(step.path)}));
}

void WalkerRules::emit(Step& step, Value control) {
  constexpr std::size_t most_rules = 1'000'000;
  if (draft_.rules.size() >= most_rules)
    throw std::length_error("the walk has more than 1,000,000 rules: too many choices lie within one step");
  Rule rule;
  rule.actor = Actor::walker;
  rule.group = step.callbacks.empty() ? group_ : step.callbacks.back();
  if (!step.callbacks.empty()) rule.also.assign(step.callbacks.begin(), step.callbacks.end() - 1);
  if (!step.notes.empty()) rule.origin = step.notes.front()->origin;
  rule.name = rule.origin.function + (rule.origin.step.empty() ? "" : "." + rule.origin.step);
  step.path.set(layout_.control, control);
  const Term here = draft_.terms.equal(draft_.terms.variable(layout_.control), draft_.terms.constant(step.from));
  rule.guard = draft_.terms.all(here, step.path.guard());
  rule.updates = step.path.updates();
  for (const auto& [mark, when] : step.marks.when) rule.marks.push_back({mark, when});
  std::sort(step.statements.begin(), step.statements.end());
  step.statements.erase(std::unique(step.statements.begin(), step.statements.end()), step.statements.end());
  rule.statements = step.statements;
  for (const auto& note : step.notes) rule.notes.push_back(*note);
  rule.moments = step.moments;
  for (const auto& observation : step.observations) rule.observations.push_back(*observation);
  rule.retry = step.retry;
  rule.leaves = step.leaves;
  draft_.rules.push_back(std::move(rule));
}

WalkerRules::Outcome WalkerRules::execute(Step& step, const FlowNode& node) {
  if (node.statement) step.statements.push_back(*node.statement);
  for (const RetryId left : node.leaves) step.leaves.push_back(left);
  step.at = node.next;
  switch (node.kind) {
    case Kind::pass:
      return Outcome::go_on;
    case Kind::assign:
      step.path.set(node.target, step.path.now(node.term));
      return Outcome::go_on;
    case Kind::branch:
      branch(step, node);
      return Outcome::go_on;
    case Kind::choose:
      step.path.set(node.target, node.values.at(step.alternative.value_or(0)));
      return Outcome::go_on;
    case Kind::load:
      return load(step, node);
    case Kind::store:
      return store(step, node);
    case Kind::deref:
      return deref(step, node);
    case Kind::acquire:
      return acquire(step, node);
    case Kind::lock_below:
      return lock_below(step, node);
    case Kind::release:
      return release(step, node);
    case Kind::sleeps:
      return sleeps(step, node);
    case Kind::perform:
      return perform(step, node);
    case Kind::await:
      return await(step, node);
    case Kind::event:
      event(step, node);
      return Outcome::go_on;
    case Kind::descend:
      return descend(step, node);
    case Kind::advance:
      return advance_cursor(step, node);
    case Kind::ascend:
      ascend(step, node);
      return Outcome::go_on;
    case Kind::jump:
      return jump(step, node);
    case Kind::finish:
      return finish(step, node);
  }
  throw std::logic_error("a kind of node is not handled");
}

}  // namespace walkcheck
