// Which variables a scenario's state has: the tree of tables, its locks, where the walker stands.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "model/meaning/model.hpp"
#include "model/system/transition_system.hpp"

namespace walkcheck {

/// An entry of the tree: its level and its index among all entries of that level (parents first).
struct EntryRef {
  LevelId level = 0;
  std::size_t index = 0;
  friend auto operator<=>(const EntryRef&, const EntryRef&) = default;
};

/// The first two states of a level with tables below it.
inline constexpr Value state_none = 0;
inline constexpr Value state_table = 1;

/// Values of a lock: nobody's, the walker's, then one for each place at which a rival can stand inside its section.
inline constexpr Value lock_free = 0;
inline constexpr Value lock_walker = 1;

/// Values of the walker's pointer to a table.
inline constexpr Value table_unused = 0;
inline constexpr Value table_live = 1;
inline constexpr Value table_stale = 2;
inline constexpr Value table_detached = 3;  // taken away, and not yet freed: whoever reads it finds it empty

/// Tables of any size, one address chosen at the start: where the walker's entry of a level lies.
inline constexpr Value before_address = 0;
inline constexpr Value at_address = 1;  // the entry covers it
inline constexpr Value after_address = 2;

struct RivalPlace {
  std::string rival;
  EntryRef entry;
  std::size_t stage = 0;
};

class Layout {
 public:
  /// `addresses`: in tables of any size, some property asks for addresses.
  Layout(const Model& model, const TableShape& shape, bool single, const std::vector<const Rival*>& rivals,
         bool addresses, SystemDraft& draft);

  /// Tables of any size: of each table only the entry at which the walker stands is kept.
  [[nodiscard]] bool any() const { return shape_.any; }
  [[nodiscard]] bool folded(LevelId level) const { return shape_.entries.at(level) == 0; }
  /// Entries of one table of the level; 1 if it is folded.
  [[nodiscard]] std::size_t entries(LevelId level) const { return folded(level) ? 1 : shape_.entries[level]; }
  /// Entries of all tables of the level.
  [[nodiscard]] std::size_t total(LevelId level) const { return totals_.at(level); }
  [[nodiscard]] std::optional<LevelId> child_level(LevelId level) const;
  [[nodiscard]] std::optional<EntryRef> parent(EntryRef entry) const;
  [[nodiscard]] EntryRef child(EntryRef entry, LevelId level, std::size_t index) const {
    return {level, entry.index * entries(level) + index};
  }
  /// The entry and all below it, parents first.
  [[nodiscard]] std::vector<EntryRef> subtree(EntryRef entry) const;
  /// The root's entries first; "pud[1]", "pmd[1][0]", or "pud" when the level has one entry only.
  [[nodiscard]] std::string name(EntryRef entry) const;
  /// Addresses are counted in entries of the last level.
  [[nodiscard]] std::size_t first_address(EntryRef entry) const { return entry.index * span(entry.level); }
  [[nodiscard]] std::size_t span(LevelId level) const { return addresses() / total(level); }
  [[nodiscard]] std::size_t addresses() const { return totals_.back(); }

  /// Tables of any size: where the walker's entry of the level lies, seen from the chosen address; none if nobody asks
  /// or the level is folded.
  [[nodiscard]] std::optional<VariableId> position(LevelId level) const { return positions_.at(level); }
  /// The first level (from the root) at whose entries the chosen address is the first one; exists with `position`.
  VariableId aligned = 0;
  [[nodiscard]] LevelId root() const;

  VariableId vma = 0, control = 0;
  [[nodiscard]] std::optional<VariableId> cursor(LevelId level) const { return cursors_.at(level); }
  /// The walker's pointer to the table of this level; none for the root table, which never goes.
  [[nodiscard]] std::optional<VariableId> table(LevelId level) const { return pointers_.at(level); }
  [[nodiscard]] VariableId entry(EntryRef entry) const { return entries_.at(entry.level).at(entry.index); }
  /// The value of an entry that the walk has passed and nobody asks for any more.
  [[nodiscard]] Value passed(LevelId level) const { return static_cast<Value>(model_.levels[level].states.size()); }
  /// The lock as it protects `entry` (of the level whose tables the lock is for, or of any level for a lock of the mm).
  [[nodiscard]] VariableId lock(LockId lock, EntryRef entry) const;
  /// The same for a lock of the tables of the level below as well: then that of the table below `entry`.
  [[nodiscard]] VariableId lock_at(LockId lock, EntryRef entry) const;
  [[nodiscard]] LockId resolve(LockId lock) const { return model_.resolve(lock, single_); }
  [[nodiscard]] const std::vector<VariableId>& lock_variables() const { return lock_variables_; }
  /// All variables of a lock: one per table, or the one of the mm.
  [[nodiscard]] std::vector<VariableId> variables_of(LockId lock) const;
  /// The lock whose holders may still read the table that the row takes away.
  [[nodiscard]] std::optional<VariableId> after(const Rival& rival) const;
  /// Some row of the scenario frees its table after this lock.
  [[nodiscard]] bool frees_after(VariableId lock) const { return after_.contains(lock); }
  /// The value of its lock when `rival` stands after `stage` at `entry`.
  [[nodiscard]] Value place(const std::string& rival, EntryRef entry, std::size_t stage) const;
  /// The lock values that stand for rivals at one of `entries`.
  [[nodiscard]] std::uint64_t places(VariableId lock, const std::vector<EntryRef>& entries) const;
  /// The locks that belong to tables inside the subtree of `entry`.
  [[nodiscard]] std::vector<VariableId> locks_below(EntryRef entry) const;
  /// "somebody saw it so": the mark of a rival without a lock.
  [[nodiscard]] VariableId seen(const std::string& rival, EntryRef entry) const { return seen_.at({rival, entry}); }
  /// The locks that are one per table of the level.
  [[nodiscard]] std::vector<VariableId> locks_of_table(LevelId level) const;
  [[nodiscard]] std::vector<VariableId> seen_at(EntryRef entry) const;
  [[nodiscard]] ValueNames state_names(LevelId level) const { return state_names_.at(level); }

 private:
  void count();
  void add_walker(SystemDraft& draft, const std::vector<const Rival*>& rivals);
  void add_entries(SystemDraft& draft);
  void add_locks(SystemDraft& draft, const std::vector<const Rival*>& rivals);
  void add_seen(SystemDraft& draft, const std::vector<const Rival*>& rivals);
  [[nodiscard]] TableTree tree() const;
  void add_positions(SystemDraft& draft, bool addresses);

  const Model& model_;
  TableShape shape_;
  bool single_;
  std::vector<std::size_t> totals_;
  std::vector<std::optional<VariableId>> cursors_, pointers_, positions_;
  std::vector<std::vector<VariableId>> entries_;
  std::vector<ValueNames> state_names_;
  std::map<LockId, std::vector<VariableId>> locks_;
  std::vector<VariableId> lock_variables_;
  std::map<VariableId, std::vector<RivalPlace>> places_;  // value 2 + i of the lock is places_[i]
  std::map<std::pair<std::string, EntryRef>, VariableId> seen_;
  std::set<VariableId> after_;
};

}  // namespace walkcheck
