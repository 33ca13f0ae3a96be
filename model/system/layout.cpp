#include "model/system/layout.hpp"

#include <algorithm>
#include <stdexcept>

namespace walkcheck {

namespace {

VariableId add(SystemDraft& draft, Variable variable) {
  draft.variables.push_back(std::move(variable));
  return static_cast<VariableId>(draft.variables.size() - 1);
}

ValueNames names(std::vector<std::string> values) {
  return std::make_shared<const std::vector<std::string>>(std::move(values));
}

}  // namespace

Layout::Layout(const Model& model, const TableShape& shape, bool single, const std::vector<const Rival*>& rivals,
               bool addresses, SystemDraft& draft)
    : model_(model), shape_(shape), single_(single) {
  count();
  add_walker(draft, rivals);
  add_entries(draft);
  add_locks(draft, rivals);
  add_seen(draft, rivals);
  add_positions(draft, addresses && any());
  draft.tables = tree();
}

TableTree Layout::tree() const {
  TableTree tree;
  tree.any_size = any();
  std::vector<std::optional<std::size_t>> rank(model_.levels.size());
  for (LevelId level = root(); level < model_.levels.size(); ++level) {
    if (folded(level)) continue;
    rank[level] = tree.levels.size();
    tree.levels.push_back(
        {model_.levels[level].name, entries_[level], entries(level), cursors_[level], pointers_[level]});
  }
  for (const auto& [id, variables] : locks_) {
    const auto& per_table = model_.locks[id].per_table;
    const bool is_of_tables = per_table && rank[*per_table];
    for (std::size_t table = 0; table < variables.size(); ++table)
      tree.locks.push_back({model_.locks[id].name, variables[table], is_of_tables ? rank[*per_table] : std::nullopt,
                            is_of_tables ? table : 0});
  }
  return tree;
}

LevelId Layout::root() const {
  LevelId level = 0;
  while (folded(level)) ++level;
  return level;
}

void Layout::add_positions(SystemDraft& draft, bool addresses) {
  positions_.resize(model_.levels.size());
  if (!addresses) return;
  const ValueNames where = names({"before", "at", "after"});
  for (LevelId level = root(); level < model_.levels.size(); ++level)
    positions_[level] = add(draft, {model_.levels[level].name + ".position", 3, where, Variable::Kind::cursor, {}});
  std::vector<std::string> levels;
  for (const Level& level : model_.levels) levels.push_back(level.name);
  aligned = add(draft, {"address.first_in",
                        static_cast<std::uint32_t>(levels.size()),
                        names(std::move(levels)),
                        Variable::Kind::choice,
                        {}});
}

void Layout::count() {
  std::size_t total = 1;
  for (LevelId level = 0; level < model_.levels.size(); ++level) {
    total *= entries(level);
    totals_.push_back(total);
  }
}

void Layout::add_walker(SystemDraft& draft, const std::vector<const Rival*>& rivals) {
  vma = add(draft,
            {"vma", static_cast<std::uint32_t>(model_.vmas.size()), names(model_.vmas), Variable::Kind::choice, {}});
  control = add(draft, {"at", 1, nullptr, Variable::Kind::control, {}});
  std::vector<std::string> states{"unused", "live", "stale"};
  if (std::any_of(rivals.begin(), rivals.end(), [](const Rival* rival) { return rival->after.has_value(); }))
    states.emplace_back("detached");
  const auto size = static_cast<std::uint32_t>(states.size());
  const ValueNames pointer = names(std::move(states));
  bool root = true;
  for (LevelId level = 0; level < model_.levels.size(); ++level) {
    cursors_.emplace_back();
    pointers_.emplace_back();
    if (folded(level)) continue;
    const std::string& name = model_.levels[level].name;
    if (entries(level) > 1) {
      cursors_.back() = add(
          draft, {name + ".cursor", static_cast<std::uint32_t>(entries(level)), nullptr, Variable::Kind::cursor, {}});
    }
    if (!root) pointers_.back() = add(draft, {name + ".table", size, pointer, Variable::Kind::cursor, {}});
    root = false;
  }
}

void Layout::add_entries(SystemDraft& draft) {
  for (LevelId level = 0; level < model_.levels.size(); ++level) {
    auto states = model_.levels[level].states;
    states.emplace_back("passed");
    state_names_.push_back(names(std::move(states)));
    entries_.emplace_back();
    if (folded(level)) continue;
    for (std::size_t index = 0; index < total(level); ++index) {
      entries_.back().push_back(add(draft, {name({level, index}), static_cast<std::uint32_t>(passed(level) + 1),
                                            state_names_.back(), Variable::Kind::entry, passed(level)}));
    }
  }
}

void Layout::add_locks(SystemDraft& draft, const std::vector<const Rival*>& rivals) {
  const auto create = [&](LockId id, std::size_t tables) {
    for (std::size_t table = 0; table < tables; ++table) {
      const std::string suffix = tables > 1 ? "[" + std::to_string(table) + "]" : "";
      locks_[id].push_back(add(draft, {model_.locks[id].name + suffix, 2, nullptr, Variable::Kind::lock, {}}));
      lock_variables_.push_back(locks_[id].back());
    }
  };
  for (LockId id = 0; id < model_.locks.size(); ++id) {
    if (resolve(id) != id) continue;
    const auto& per_table = model_.locks[id].per_table;
    create(id, per_table ? std::max<std::size_t>(total(*per_table) / entries(*per_table), 1) : 1);
  }
  for (const Rival* rival : rivals) {
    if (rival->form != tree::RivalDeclaration::Form::staged || folded(rival->level)) continue;
    for (std::size_t index = 0; index < total(rival->level); ++index) {
      for (std::size_t stage = 1; stage + 1 < rival->stages.size(); ++stage) {
        const EntryRef entry{rival->level, index};
        places_[lock(*rival->lock, entry)].push_back({rival->name, entry, stage});
      }
    }
  }
  for (const Rival* rival : rivals) {
    if (const auto lock = after(*rival)) after_.insert(*lock);
  }
  for (const VariableId id : lock_variables_) {
    std::vector<std::string> values{"free", "walker"};
    for (const RivalPlace& place : places_[id]) values.push_back(place.rival + " at " + name(place.entry));
    draft.variables[id].size = static_cast<std::uint32_t>(values.size());
    draft.variables[id].values = names(std::move(values));
    if (draft.variables[id].size > 64)
      throw std::length_error("a lock has more than 62 places for rivals; use smaller tables");
  }
}

void Layout::add_seen(SystemDraft& draft, const std::vector<const Rival*>& rivals) {
  for (const Rival* rival : rivals) {
    if (rival->form != tree::RivalDeclaration::Form::late || folded(rival->level)) continue;
    for (std::size_t index = 0; index < total(rival->level); ++index) {
      const EntryRef entry{rival->level, index};
      seen_[{rival->name, entry}] =
          add(draft, {rival->name + " saw " + name(entry), 2, nullptr, Variable::Kind::local, {}});
    }
  }
}

std::optional<LevelId> Layout::child_level(LevelId level) const {
  for (LevelId below = level + 1; below < model_.levels.size(); ++below) {
    if (!folded(below)) return below;
  }
  return std::nullopt;
}

std::optional<EntryRef> Layout::parent(EntryRef entry) const {
  for (LevelId above = entry.level; above-- > 0;) {
    if (!folded(above)) return EntryRef{above, entry.index / entries(entry.level)};
  }
  return std::nullopt;
}

std::vector<EntryRef> Layout::subtree(EntryRef entry) const {
  std::vector<EntryRef> found{entry};
  for (std::size_t next = 0; next < found.size(); ++next) {
    const auto below = child_level(found[next].level);
    if (!below) continue;
    for (std::size_t i = 0; i < entries(*below); ++i) found.push_back(child(found[next], *below, i));
  }
  return found;
}

std::string Layout::name(EntryRef entry) const {
  if (total(entry.level) == 1) return model_.levels[entry.level].name;
  std::string indices;
  for (std::optional<EntryRef> at = entry; at; at = parent(*at)) {
    // Levels with a single entry per table say nothing about which entry it is.
    if (entries(at->level) > 1) indices.insert(0, "[" + std::to_string(at->index % entries(at->level)) + "]");
  }
  return model_.levels[entry.level].name + indices;
}

VariableId Layout::lock(LockId lock, EntryRef entry) const {
  const LockId id = resolve(lock);
  const auto& variables = locks_.at(id);
  const auto& per_table = model_.locks[id].per_table;
  if (!per_table) return variables.front();
  std::optional<EntryRef> at = entry;
  while (at && at->level > *per_table) at = parent(*at);
  if (!at || at->level != *per_table) return variables.front();
  return variables.at(at->index / entries(at->level));
}

VariableId Layout::lock_at(LockId lock, EntryRef entry) const {
  const auto& per_table = model_.locks[resolve(lock)].per_table;
  const auto below = child_level(entry.level);
  const bool of_child = per_table && below && *per_table == *below;
  if (!of_child) return this->lock(lock, entry);
  return this->lock(lock, folded(entry.level) ? EntryRef{*below, 0} : child(entry, *below, 0));
}

std::optional<VariableId> Layout::after(const Rival& rival) const {
  return rival.after ? std::optional(lock(*rival.after, {})) : std::nullopt;
}

std::vector<VariableId> Layout::variables_of(LockId lock) const { return locks_.at(resolve(lock)); }

Value Layout::place(const std::string& rival, EntryRef entry, std::size_t stage) const {
  const auto& places = places_.at(lock(*model_.rivals.at(rival).lock, entry));
  const auto found = std::find_if(places.begin(), places.end(), [&](const RivalPlace& place) {
    return place.rival == rival && place.entry == entry && place.stage == stage;
  });
  if (found == places.end()) throw std::logic_error("no such place of rival " + rival);
  return static_cast<Value>(2 + (found - places.begin()));
}

std::uint64_t Layout::places(VariableId lock, const std::vector<EntryRef>& entries) const {
  const auto known = places_.find(lock);
  std::uint64_t set = 0;
  if (known == places_.end()) return set;
  for (std::size_t i = 0; i < known->second.size(); ++i) {
    if (std::find(entries.begin(), entries.end(), known->second[i].entry) != entries.end())
      set |= std::uint64_t{1} << (2 + i);
  }
  return set;
}

std::vector<VariableId> Layout::locks_below(EntryRef entry) const {
  std::vector<VariableId> found;
  for (const auto& [id, variables] : locks_) {
    const auto& per_table = model_.locks[id].per_table;
    if (!per_table || folded(*per_table) || *per_table <= entry.level) continue;
    for (const EntryRef& below : subtree(entry)) {
      if (below.level == *per_table && below.index % entries(below.level) == 0) found.push_back(lock(id, below));
    }
  }
  return found;
}

std::vector<VariableId> Layout::locks_of_table(LevelId level) const {
  std::vector<VariableId> found;
  for (const auto& [id, variables] : locks_) {
    if (model_.locks[id].per_table == level) found.insert(found.end(), variables.begin(), variables.end());
  }
  return found;
}

std::vector<VariableId> Layout::seen_at(EntryRef entry) const {
  std::vector<VariableId> found;
  for (const auto& [key, variable] : seen_) {
    if (key.second == entry) found.push_back(variable);
  }
  return found;
}

}  // namespace walkcheck
