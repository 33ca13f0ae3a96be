// One step under way: what it has asked of the state before it (domains) and what it has written so far (values).
// A question that the domains do not answer splits the path in two, so that every rule comes out as a conjunction of
// memberships with updates that are constants or copies.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "model/system/layout.hpp"
#include "model/system/transition_system.hpp"

namespace walkcheck {

/// Thrown by `decide`: the path is to be tried again with `variable` once inside and once outside of `set`. It unwinds
/// half a statement, observers and all, which is why it is an exception.
struct Split {
  VariableId variable;
  std::uint64_t set;
};
/// Thrown by `require`: no state takes this path.
struct Impossible {};

class Path {
 public:
  /// Every variable as it is before the step.
  Path(SystemDraft& draft, const Layout& layout);

  /// `term` over the variables as they are now, as a term over the state before the step.
  [[nodiscard]] Term now(Term term) const;
  /// The same, simplified by what the path knows of the state before.
  [[nodiscard]] Term before(Term term) const { return under_domains(now(term)); }
  [[nodiscard]] Term value(VariableId id) const { return values_[id]; }
  /// The values (bits) that the variable may have before the step.
  [[nodiscard]] std::uint64_t domain(VariableId id) const { return domains_[id]; }
  void set(VariableId id, Term value) { values_[id] = value; }
  void set(VariableId id, Value value) { values_[id] = draft_->terms.constant(value); }

  /// The truth of a term over the state before. Throws Split if the domains leave it open.
  [[nodiscard]] bool decide(Term before) const;
  /// Its value; splits until there is one.
  [[nodiscard]] std::int32_t settle(Term before) const;
  void require(Term before) {
    if (!decide(before)) throw Impossible{};
  }
  /// The step also asks for this (a term over the state before), and draws no conclusions from it.
  void ask(Term before) { asked_ = draft_->terms.all(asked_, before); }
  /// Keeps only the states before in which `id` is (or is not) in `set`; false if none is left.
  bool narrow(VariableId id, std::uint64_t set, bool inside);
  /// The same for what is known without asking: it follows from where the walker is, and the guard does not repeat it.
  void assume(VariableId id, std::uint64_t set);

  /// The entry becomes `state`: what lies below an old table is gone, a new table's entries are `children` (none if
  /// absent), pointers of the walker into an old table go stale.
  /// With `after`, and the walker holding that lock: its pointers become those of a detached table.
  void write(EntryRef entry, Value state, std::optional<Value> children, std::optional<VariableId> after = {});
  /// The entry and all below it are never asked for again.
  void forget(EntryRef entry);
  /// Tables of any size: the walker leaves its entry of the level for another one, or the table as a whole. What is
  /// known of the entry goes, and a rival inside its section there goes with its lock.
  void leave(LevelId level);
  /// Every variable as after the end of the walk.
  void end();
  /// All tables above the entry are there.
  void require_reachable(EntryRef entry);
  [[nodiscard]] bool is_reachable(EntryRef entry) const;

  /// The walker's current entry of a level; cursors must be settled for the levels that it has entered.
  [[nodiscard]] EntryRef current(LevelId level) const;

  /// Guard and updates of the rule that this path is.
  [[nodiscard]] Term guard() const;
  [[nodiscard]] std::vector<Update> updates() const;

 private:
  [[nodiscard]] Term under_domains(Term term) const;
  void clear_below(EntryRef entry);
  void free_places(const std::vector<EntryRef>& gone);
  void make_stale(EntryRef entry, Value gone);

  SystemDraft* draft_;
  const Layout* layout_;
  std::vector<Term> values_;
  std::vector<std::uint64_t> domains_;  // of the state before; all ones for a variable of more than 64 values
  std::vector<std::uint64_t> assumed_;  // what of it was known to begin with
  Term asked_;
};

}  // namespace walkcheck
