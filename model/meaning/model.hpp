// The resolved declarations of one run: names are indices, variants are written out, groups are lists.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/language/tree.hpp"
#include "model/text/source.hpp"

namespace walkcheck {

/// Index of a level, from the root (0) down.
using LevelId = std::size_t;
using LockId = std::size_t;
/// Bit i: the state i of a level.
using StateSet = std::uint64_t;

struct Level {
  std::string name;
  std::vector<std::string> states;
  Span span;
  [[nodiscard]] std::optional<std::size_t> state(std::string_view wanted) const;
};

struct Predicate {
  std::map<LevelId, StateSet> at;
  Span span;
};

struct Lock {
  std::string name;
  std::optional<LevelId> per_table;   // empty: one per mm
  std::optional<LockId> alias;        // another name of that lock
  std::optional<LockId> when_single;  // what it is when page-table locks are not split
  Span span;
};

enum class TypeKind : std::uint8_t { nothing, boolean, integer, error, action, lock, state, vma, walker, invalid };
struct Type {
  TypeKind kind = TypeKind::nothing;
  std::optional<LevelId> level;  // of a state; empty: of any level
  friend bool operator==(const Type&, const Type&) = default;
};

struct EntryParameter {
  std::string name;
  std::optional<LevelId> level;  // empty: any
};

struct Procedure {
  tree::ProcedureDeclaration::Kind kind = tree::ProcedureDeclaration::Kind::primitive;
  std::string name;
  std::string origin;  // the name of what it is a variant of, or its own
  std::string shown;   // the kernel's name
  std::string slot;    // of a callback
  std::vector<EntryParameter> parameters;
  std::string description;
  tree::Block body;
  Type result;
  Span span;
};

struct WalkerLevel {
  std::string shown;
  tree::Block enter, body, leave;
};

struct Walker {
  std::string name;
  std::string shown = "walk_page_range";  // the kernel function that begins the walk
  std::string description;
  std::map<LevelId, WalkerLevel> levels;  // from some level down to the last
  Span span;
  [[nodiscard]] LevelId first() const { return levels.empty() ? 0 : levels.begin()->first; }
};

struct RivalStage {
  std::vector<std::size_t> states;
  std::optional<std::size_t> children;  // a fresh table's entries, all in this state; empty: none
};

struct Rival {
  std::string name;
  std::string shown;
  LevelId level = 0;
  tree::RivalDeclaration::Form form = tree::RivalDeclaration::Form::atomic;
  std::vector<RivalStage> stages;
  std::optional<LockId> lock;
  std::vector<LockId> also;        // more locks, all taken at once; one per table of the level below: that table's
  std::optional<LockId> after;     // a table that the row takes away is freed when nobody holds this lock any more
  std::vector<std::size_t> vmas;   // empty: any
  std::vector<std::string> modes;  // empty: any
  std::string description;
  Span span;
};

struct TableShape {
  bool on_request = false;
  bool any = false;                  // tables of any size: then each level that is not folded has 1 here
  std::vector<std::size_t> entries;  // per level; 0: folded
  std::string text;                  // "pud[2] pmd[1] pte[1]", "any"
};

struct Scenario {
  std::string name;
  std::string description;
  std::string walker;
  std::map<std::string, std::string> callbacks;  // slot -> procedure
  std::map<std::string, std::string> uses;       // primitive -> what stands in for it
  std::string mmap = "read";
  std::vector<std::size_t> vmas;
  std::vector<std::string> rivals;
  std::vector<std::string> locks;
  std::vector<TableShape> tables;
  std::vector<std::string> assumptions;
  std::vector<tree::ExpectDead> dead;
  Span span;
};

struct PropertyEntry {
  const tree::PropertyDeclaration* declaration = nullptr;
  Span span;
};
struct SystemEntry {
  const tree::SystemDeclaration* declaration = nullptr;
  Span span;
};

struct Model {
  const Sources* sources = nullptr;  // outlives the model
  std::vector<tree::File> files;
  std::vector<Level> levels;
  std::vector<std::string> vmas;
  std::vector<Lock> locks;
  std::map<std::string, Predicate, std::less<>> predicates;
  std::map<std::string, Procedure, std::less<>> procedures;
  std::map<std::string, Walker, std::less<>> walkers;
  std::map<std::string, Rival, std::less<>> rivals;
  std::map<std::string, std::vector<std::string>, std::less<>> groups;
  std::map<std::string, Scenario, std::less<>> scenarios;
  std::vector<PropertyEntry> properties;
  std::vector<SystemEntry> systems;

  [[nodiscard]] std::optional<LevelId> level(std::string_view name) const;
  [[nodiscard]] std::optional<LockId> lock(std::string_view name) const;
  [[nodiscard]] std::optional<std::size_t> vma(std::string_view name) const;
  /// The lock behind an alias; with `single`, the one lock that it is when page-table locks are not split.
  [[nodiscard]] LockId resolve(LockId lock, bool single) const;
};

/// The slots of mm_walk_ops that are modelled, and the level of the entry that each is given ("" = of any level).
struct Slot {
  std::string_view name;
  std::string_view level;
};
inline constexpr Slot slots[] = {{"pgd_entry", "pgd"},   {"p4d_entry", "p4d"},     {"pud_entry", "pud"},
                                 {"pmd_entry", "pmd"},   {"pte_entry", "pte"},     {"pte_hole", ""},
                                 {"hugetlb_entry", ""},  {"test_walk", "segment"}, {"pre_vma", "segment"},
                                 {"post_vma", "segment"}};
[[nodiscard]] const Slot* find_slot(std::string_view name);

inline constexpr std::string_view action_names[] = {"SUBTREE", "CONTINUE", "AGAIN"};
inline constexpr std::string_view mmap_modes[] = {"read", "write", "late_write", "vma", "i_mmap", "nothing"};
/// What ends a walk at once.
inline constexpr std::string_view error_names[] = {"bad_deref", "stale_table", "self_deadlock", "unlock_not_held"};

}  // namespace walkcheck
