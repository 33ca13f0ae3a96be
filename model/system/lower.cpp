// Source to system: the scenario's walker becomes a flow graph, the flow graph and the rivals become rules, the
// properties observers.

#include <algorithm>
#include <set>
#include <stdexcept>

#include "model/system/job.hpp"
#include "model/system/lower_system.hpp"
#include "model/system/property_parts.hpp"
#include "model/system/rival_rules.hpp"
#include "model/system/walker_rules.hpp"

namespace walkcheck {

namespace {

const Scenario& scenario_of(const Model& model, const Job& job) { return model.scenarios.at(job.scenario); }

std::vector<const Rival*> all_rivals(const Model& model, const Scenario& scenario) {
  std::vector<const Rival*> rivals;
  for (const std::string& name : scenario.rivals) rivals.push_back(&model.rivals.at(name));
  return rivals;
}

/// The rows that may run while the caller holds what it holds, in a vma of one of the scenario's kinds.
std::vector<const Rival*> rivals_of(const Model& model, const Scenario& scenario) {
  std::vector<const Rival*> rivals;
  const auto fits = [&](std::size_t kind) {
    return std::find(scenario.vmas.begin(), scenario.vmas.end(), kind) != scenario.vmas.end();
  };
  for (const std::string& name : scenario.rivals) {
    const Rival& rival = model.rivals.at(name);
    const bool may_run =
        rival.modes.empty() || std::find(rival.modes.begin(), rival.modes.end(), scenario.mmap) != rival.modes.end();
    const bool has_kind = rival.vmas.empty() || std::any_of(rival.vmas.begin(), rival.vmas.end(), fits);
    if (may_run && has_kind) rivals.push_back(&rival);
  }
  return rivals;
}

std::vector<const tree::PropertyDeclaration*> properties_of(const Model& model, const Job& job) {
  std::vector<const tree::PropertyDeclaration*> properties;
  for (const Task& task : job.tasks) {
    for (const PropertyEntry& entry : model.properties) {
      if (entry.declaration->name.text == task.property) properties.push_back(entry.declaration);
    }
  }
  return properties;
}

/// Variables without a start condition of their own begin at 0.
void start_at_zero(SystemDraft& draft, const std::vector<VariableId>& free, std::size_t from_condition) {
  std::vector<bool> has(draft.variables.size(), false);
  for (const VariableId id : free) has[id] = true;
  for (std::size_t i = 0; i < from_condition; ++i) {
    const TermNode& node = draft.terms[draft.initial[i]];
    if (node.op == Op::equal && draft.terms[node.a].op == Op::variable)
      has[static_cast<std::size_t>(draft.terms[node.a].value)] = true;
    if (node.op == Op::equal && draft.terms[node.b].op == Op::variable)
      has[static_cast<std::size_t>(draft.terms[node.b].value)] = true;
  }
  for (VariableId id = 0; id < draft.variables.size(); ++id) {
    if (!has[id]) draft.initial.push_back(draft.terms.equal(draft.terms.variable(id), draft.terms.constant(0)));
  }
}

/// Inside a critical section: a lock has the value of a rival's place.
Term quiet(const Layout& layout, SystemDraft& draft) {
  Term all = draft.terms.truth(true);
  for (const VariableId lock : layout.lock_variables())
    all = draft.terms.all(all, draft.terms.member(lock, 3, draft.variables[lock].size));
  return all;
}

/// What the walker may find in an entry that it comes to: what everybody else makes of what it has written itself.
FreshEntries fresh_entries(const Model& model, const Scenario& scenario, const std::set<Written>& written) {
  FreshEntries fresh;
  for (std::size_t kind = 0; kind < model.vmas.size(); ++kind) {
    std::vector<StateSet> made(model.levels.size(), StateSet{1} << state_none);
    for (const Written& write : written) {
      if (((write.kinds >> kind) & 1) != 0) made[write.level] |= StateSet{1} << write.state;
    }
    const bool possible = std::find(scenario.vmas.begin(), scenario.vmas.end(), kind) != scenario.vmas.end();
    fresh.made.push_back(possible ? states_made(all_rivals(model, scenario), kind, std::move(made), true)
                                  : std::vector<StateSet>(model.levels.size(), 0));
  }
  return fresh;
}

/// A rival inside its section at an entry that the walker comes to is found before it began. That is enough if all that
/// happens to an entry takes the lock of that section, or none.
void must_be_tractable(const Model& model, const Layout& layout, const std::vector<const Rival*>& rivals) {
  for (LevelId level = 0; level < model.levels.size(); ++level) {
    std::set<LockId> locks;
    bool staged = false;
    for (const Rival* rival : rivals) {
      if (rival->level != level) continue;
      if (rival->lock) locks.insert(layout.resolve(*rival->lock));
      staged = staged || (rival->form == tree::RivalDeclaration::Form::staged && rival->stages.size() > 2);
    }
    if (staged && locks.size() > 1)
      throw std::domain_error("rivals change the entries of " + model.levels[level].name +
                              " under different locks, one of them in several steps");
  }
}

/// What the scenario says of rows and callbacks that never run.
void expect_dead(const Scenario& scenario, SystemDraft& draft) {
  for (const tree::ExpectDead& dead : scenario.dead) {
    if (dead.procedure) continue;
    for (Group& group : draft.groups) {
      const bool is_callback = group.name.starts_with(dead.what.text + " = ");
      if (is_callback || group.name == dead.what.text) group.dead_because = dead.because.text;
    }
  }
}

/// What has a start of its own, beside what add_start says: nothing of it begins at 0 for that reason alone.
std::vector<VariableId> free_at_start(const Model& model, const Layout& layout, bool addresses, SystemDraft& draft) {
  std::vector<VariableId> free{layout.vma, layout.control};
  for (LevelId level = 0; level < model.levels.size(); ++level) {
    for (std::size_t i = 0; !layout.folded(level) && i < layout.total(level); ++i)
      free.push_back(layout.entry({level, i}));
  }
  if (!addresses || !layout.any()) return free;
  Terms& terms = draft.terms;
  const VariableId first = *layout.position(layout.root());
  free.push_back(first);
  free.push_back(layout.aligned);
  draft.initial.push_back(terms.negate(terms.equal(terms.variable(first), terms.constant(after_address))));
  const Term root = terms.constant(static_cast<std::int32_t>(layout.root()));
  draft.initial.push_back(terms.negate(terms.less(terms.variable(layout.aligned), root)));
  return free;
}

SystemDraft draft_scenario(const Model& model, const Job& job, const Reduction& reduction, std::set<Written>& written) {
  SystemDraft draft;
  draft.name = job.scenario;
  const Scenario& scenario = scenario_of(model, job);
  const auto rivals = rivals_of(model, scenario);
  const auto properties = properties_of(model, job);
  const bool addresses = std::any_of(properties.begin(), properties.end(), asks_for_addresses);
  const Layout layout(model, job.shape, job.locks == "single", rivals, addresses, draft);
  if (layout.any()) must_be_tractable(model, layout, rivals);
  draft.variables[layout.control].size = 65'535;  // until all places are known
  Flow flow = build_flow(model, scenario, layout, draft);
  for (FlowNode& node : flow.nodes) node.forgets = node.forgets && reduction.forget;
  const WalkFacts facts{flow.action, draft.variables[flow.action].values,
                        std::make_shared<const std::vector<std::string>>(flow.errors)};
  const Observers observers(model, scenario, layout, properties, facts, draft);
  const std::size_t of_observers = draft.initial.size();
  const FreshEntries fresh = fresh_entries(model, scenario, written);
  WalkerRules walker(model, scenario, layout, rivals, flow, observers, action_kinds(properties), reduction, fresh,
                     draft);
  walker.build();
  written.insert(walker.written().begin(), walker.written().end());
  add_rival_rules(model, layout, rivals, draft);
  expect_dead(scenario, draft);
  start_at_zero(draft, free_at_start(model, layout, addresses, draft), of_observers);
  // Before the walk everybody may have run, those too who cannot while it goes on.
  add_start(model, scenario, layout, all_rivals(model, scenario), draft);
  draft.initial.push_back(draft.terms.equal(draft.terms.variable(layout.control), draft.terms.constant(control_start)));
  draft.quiet = quiet(layout, draft);
  draft.ended = draft.terms.equal(draft.terms.variable(layout.control), draft.terms.constant(control_ended));
  return drop_unused_variables(std::move(draft));
}

TransitionSystem lower_scenario(const Model& model, const Job& job, const Reduction& reduction) {
  // In tables of any size the walker may find what it has written before: again, until it writes nothing new.
  std::set<Written> written;
  for (;;) {
    const std::size_t before = written.size();
    SystemDraft draft = draft_scenario(model, job, reduction, written);
    if (!job.any_size() || written.size() == before) return seal(std::move(draft));
  }
}

}  // namespace

TransitionSystem lower(const CheckedModel& model, const Job& job, const Reduction& reduction) {
  if (job.tables.empty()) return lower_system(*model, job);
  return lower_scenario(*model, job, reduction);
}

}  // namespace walkcheck
