#include "model/system/rival_rules.hpp"

#include <algorithm>
#include <functional>

namespace walkcheck {

namespace {

using Form = tree::RivalDeclaration::Form;

class RowRules {
 public:
  RowRules(const Model& model, const Layout& layout, const Rival& rival, std::uint32_t group, SystemDraft& draft)
      : model_(model), layout_(layout), rival_(rival), group_(group), draft_(draft) {}

  void at(EntryRef entry) {
    entry_ = entry;
    if (rival_.form == Form::late) {
      add([&](Path& path) { see(path); }, " sees");
      for (const std::size_t to : rival_.stages.back().states)
        add([&](Path& path) { store_late(path, to); }, " stores");
      return;
    }
    for (std::size_t stage = 0; stage + 1 < rival_.stages.size(); ++stage) {
      for (const std::size_t to : rival_.stages[stage + 1].states) add([&](Path& path) { move(path, stage, to); }, "");
    }
  }

 private:
  /// Every way in which `act` can go, as a rule each.
  void add(const std::function<void(Path&)>& act, const std::string& what) {
    std::vector<Path> open{Path(draft_, layout_)};
    while (!open.empty()) {
      Path path = std::move(open.back());
      open.pop_back();
      const Path before = path;
      note_ = {};
      try {
        act(path);
        emit(path, what);
      } catch (const Split& split) {
        for (const bool inside : {false, true}) {
          Path part = before;
          if (part.narrow(split.variable, split.set, inside)) open.push_back(std::move(part));
        }
      } catch (const Impossible&) {
        continue;
      }
    }
  }

  void emit(const Path& path, const std::string& what) {
    Rule rule;
    rule.name = rival_.shown + " at " + layout_.name(entry_) + what;
    rule.actor = Actor::rival;
    rule.group = group_;
    rule.origin = draft_.groups[group_].origin;
    rule.guard = path.guard();
    rule.updates = path.updates();
    note_.origin = rule.origin;
    note_.entry = layout_.entry(entry_);
    rule.notes.push_back(note_);
    draft_.rules.push_back(std::move(rule));
  }

  void require_vma(Path& path) const {
    std::uint64_t kinds = 0;
    for (const std::size_t kind : rival_.vmas) kinds |= std::uint64_t{1} << kind;
    if (kinds != 0) path.require(draft_.terms.member(layout_.vma, kinds, draft_.variables[layout_.vma].size));
  }

  /// All tables above the entry are there; in tables of any size also: the walker stands in the entry's.
  [[nodiscard]] bool is_there(const Path& path) const {
    const auto pointer = layout_.table(entry_.level);
    if (!path.is_reachable(entry_)) return false;
    return !layout_.any() || !pointer ||
           path.decide(draft_.terms.equal(path.value(*pointer), draft_.terms.constant(table_live)));
  }
  void require_entry(const Path& path) const {
    if (!is_there(path)) throw Impossible{};
  }

  [[nodiscard]] Term is_among(const Path& path, const std::vector<std::size_t>& states) const {
    const VariableId id = layout_.entry(entry_);
    std::uint64_t set = 0;
    for (const std::size_t state : states) set |= std::uint64_t{1} << state;
    return path.now(draft_.terms.member(id, set, draft_.variables[id].size));
  }

  [[nodiscard]] const std::string& state_name(std::size_t state) const {
    return model_.levels[entry_.level].states[state];
  }

  void describe(const Path& path, std::size_t to, const std::string& how = "") {
    note_.text = rival_.shown + ": " + layout_.name(entry_) + " {} -> " + state_name(to) + how;
    note_.weight = Note::Weight::change;
    note_.values = {{path.value(layout_.entry(entry_)), layout_.state_names(entry_.level)}};
    if (rival_.lock)
      note_.lock = {LockUse::Kind::under, layout_.resolve(*rival_.lock), model_.locks[*rival_.lock].name};
  }

  /// The step from `stage` to the next one: a whole row if it has two stages, else the lock is held in between. Inside
  /// its section the row stores without looking again.
  void move(Path& path, std::size_t stage, std::size_t to) {
    const bool first = stage == 0;
    const bool last = stage + 2 == rival_.stages.size();
    require_vma(path);
    if (rival_.lock) {
      const VariableId lock = layout_.lock(*rival_.lock, entry_);
      const Value wanted = first ? lock_free : layout_.place(rival_.name, entry_, stage);
      path.require(draft_.terms.equal(path.value(lock), draft_.terms.constant(wanted)));
    }
    if (first) {
      require_entry(path);
      path.require(is_among(path, rival_.stages[stage].states));
    } else if (!is_there(path)) {
      // Somebody without the lock has unlinked the table: the store goes nowhere, the lock is freed all the same.
      note_.text = rival_.shown + ": finishes in a table that is gone";
      path.set(layout_.lock(*rival_.lock, entry_), last ? lock_free : layout_.place(rival_.name, entry_, stage + 1));
      return;
    }
    if (first) require_more_locks(path);
    describe(path, to);
    const auto& children = rival_.stages[stage + 1].children;
    path.write(entry_, static_cast<Value>(to), children ? std::optional(static_cast<Value>(*children)) : std::nullopt,
               layout_.after(rival_));
    if (rival_.lock && !(first && last)) {
      path.set(layout_.lock(*rival_.lock, entry_), last ? lock_free : layout_.place(rival_.name, entry_, stage + 1));
    }
  }

  /// Whoever takes the lock of the table below needs none where there is no table.
  void require_more_locks(Path& path) const {
    for (const LockId lock : rival_.also) {
      const auto variable = layout_.lock_at(lock, entry_);
      const Term is_table = draft_.terms.equal(path.value(layout_.entry(entry_)), draft_.terms.constant(state_table));
      const auto table = model_.locks[layout_.resolve(lock)].per_table;
      if (table && *table > entry_.level && !path.decide(is_table)) continue;
      path.require(draft_.terms.equal(path.value(variable), draft_.terms.constant(lock_free)));
    }
  }

  void see(Path& path) {
    const VariableId seen = layout_.seen(rival_.name, entry_);
    require_vma(path);
    require_entry(path);
    path.require(is_among(path, rival_.stages.front().states));
    path.require(draft_.terms.equal(path.value(seen), draft_.terms.constant(0)));
    note_.remark = true;
    note_.text = rival_.shown + ": sees " + layout_.name(entry_) + " {}";
    note_.values = {{path.value(layout_.entry(entry_)), layout_.state_names(entry_.level)}};
    path.set(seen, Value{1});
  }

  void store_late(Path& path, std::size_t to) {
    path.require(draft_.terms.equal(path.value(layout_.seen(rival_.name, entry_)), draft_.terms.constant(1)));
    require_entry(path);
    const VariableId id = layout_.entry(entry_);
    // A store of what is there already changes nothing.
    path.require(
        draft_.terms.negate(draft_.terms.equal(path.value(id), draft_.terms.constant(static_cast<std::int32_t>(to)))));
    path.require(
        draft_.terms.negate(draft_.terms.equal(path.value(id), draft_.terms.constant(layout_.passed(entry_.level)))));
    describe(path, to, ", without a lock or a second look");
    path.write(entry_, static_cast<Value>(to), std::nullopt);
  }

  const Model& model_;
  const Layout& layout_;
  const Rival& rival_;
  std::uint32_t group_;
  SystemDraft& draft_;
  EntryRef entry_;
  Note note_;
};

Origin origin_of(const Model& model, const Rival& rival) {
  const Position position = model.sources->position(rival.span);
  return {model.sources->path(rival.span.file), position.line, position.column, "", rival.shown};
}

}  // namespace

void add_rival_rules(const Model& model, const Layout& layout, const std::vector<const Rival*>& rivals,
                     SystemDraft& draft) {
  for (const Rival* rival : rivals) {
    if (layout.folded(rival->level)) continue;
    const auto group = static_cast<std::uint32_t>(draft.groups.size());
    draft.groups.push_back({rival->name, origin_of(model, *rival)});
    RowRules rows(model, layout, *rival, group, draft);
    for (std::size_t index = 0; index < layout.total(rival->level); ++index) rows.at({rival->level, index});
  }
}

std::vector<StateSet> states_made(const std::vector<const Rival*>& rivals, std::size_t vma, std::vector<StateSet> made,
                                  bool middle) {
  bool changed = true;
  const auto add = [&](LevelId level, std::size_t state) {
    const StateSet before = made[level];
    made[level] |= StateSet{1} << state;
    changed = changed || made[level] != before;
  };
  while (changed) {
    changed = false;
    for (const Rival* rival : rivals) {
      if (!rival->vmas.empty() && std::find(rival->vmas.begin(), rival->vmas.end(), vma) == rival->vmas.end()) continue;
      const auto& from = rival->stages.front().states;
      const bool begins =
          std::any_of(from.begin(), from.end(), [&](std::size_t s) { return ((made[rival->level] >> s) & 1) != 0; });
      if (!begins) continue;
      for (const std::size_t to : rival->stages.back().states) add(rival->level, to);
      // The entries of a table that the row fills are made by it too.
      for (std::size_t stage = middle ? 1 : rival->stages.size() - 1; stage < rival->stages.size(); ++stage) {
        const auto& children = rival->stages[stage].children;
        if (children && rival->level + 1 < made.size()) add(rival->level + 1, *children);
      }
    }
  }
  return made;
}

void add_start(const Model& model, const Scenario& scenario, const Layout& layout,
               const std::vector<const Rival*>& rivals, SystemDraft& draft) {
  Terms& terms = draft.terms;
  std::uint64_t kinds = 0;
  for (const std::size_t kind : scenario.vmas) kinds |= std::uint64_t{1} << kind;
  draft.initial.push_back(terms.member(layout.vma, kinds, draft.variables[layout.vma].size));
  std::vector<std::vector<StateSet>> made;
  const std::vector<StateSet> empty(model.levels.size(), StateSet{1} << state_none);
  for (std::size_t kind = 0; kind < model.vmas.size(); ++kind) made.push_back(states_made(rivals, kind, empty));
  for (LevelId level = 0; level < model.levels.size(); ++level) {
    if (layout.folded(level)) continue;
    for (std::size_t index = 0; index < layout.total(level); ++index) {
      const VariableId id = layout.entry({level, index});
      const std::uint32_t size = draft.variables[id].size;
      Term possible = terms.truth(false);
      for (const std::size_t kind : scenario.vmas) {
        const Term is_kind = terms.equal(terms.variable(layout.vma), terms.constant(static_cast<std::int32_t>(kind)));
        possible = terms.any(possible, terms.all(is_kind, terms.member(id, made[kind][level], size)));
      }
      const auto parent = layout.parent({level, index});
      if (parent && layout.any()) {
        possible = terms.equal(terms.variable(id), terms.constant(state_none));
      } else if (parent) {
        const Term there = terms.equal(terms.variable(layout.entry(*parent)), terms.constant(state_table));
        possible = terms.choose(there, possible, terms.equal(terms.variable(id), terms.constant(state_none)));
      }
      draft.initial.push_back(possible);
    }
  }
}

}  // namespace walkcheck
