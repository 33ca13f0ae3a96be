// The walker's rules: from every place where a step can begin, every path to the place where the next one begins.
//
// A step does at most one thing that others can see or disturb: one load, one store, one attempt at a lock. What
// touches nothing shared belongs to the step before it; a backward jump begins a step. Inside a critical section that
// began in the same step, loads and one store of an entry whose every writer takes that lock belong to the step too
// (Lipton 1975: taking a lock moves right, releasing it moves left, and what the lock protects moves both ways), unless
// an ancestor's table may go away.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <set>

#include "model/system/flow.hpp"
#include "model/system/job.hpp"
#include "model/system/observers.hpp"
#include "model/system/path.hpp"

namespace walkcheck {

/// The entries that a walk comes to in tables of any size: any state that somebody could have made there.
struct FreshEntries {
  std::vector<std::vector<StateSet>> made;  // by kind of vma, by level
};
/// A state of an entry of the level, in the kinds of vma `kinds` (bits).
struct Written {
  LevelId level = 0;
  std::size_t state = 0;
  std::uint64_t kinds = 0;
  friend auto operator<=>(const Written&, const Written&) = default;
};

/// Values of the control variable; the other places follow in the order in which they are found.
inline constexpr Value control_ended = 0;
inline constexpr Value control_start = 1;

class WalkerRules {
 public:
  WalkerRules(const Model& model, const Scenario& scenario, const Layout& layout,
              const std::vector<const Rival*>& rivals, const Flow& flow, const Observers& observers,
              std::uint32_t action_kinds, const Reduction& reduction, const FreshEntries& fresh, SystemDraft& draft);
  /// Adds all rules that can be reached from the start of the walk.
  void build();
  /// What the walker itself makes of entries, and of those of the tables that it fills.
  [[nodiscard]] const std::set<Written>& written() const { return written_; }

 private:
  struct Step {
    Path path;
    Value from;  // the place at which it begins
    NodeId at;
    bool touched = false;  // did something shared
    bool stored = false;
    std::optional<LockId> section;           // the lock that this step has taken
    std::optional<std::size_t> alternative;  // which of several ways a choice goes
    Marks marks;
    std::vector<Moment> moments;
    std::vector<std::shared_ptr<const Note>> notes, observations;  // shared: a step is copied at every turn
    std::vector<std::uint32_t> statements;
    std::vector<RetryId> leaves;
    std::optional<RetryId> retry;
    std::vector<std::uint32_t> callbacks;  // the groups of the callbacks that it calls
  };
  enum class Outcome { go_on, ended };

  /// Where a step can begin: at a node, with the locks that the walker holds there. Nobody else takes or gives those,
  /// so that they follow from the place, and a rule need not ask.
  struct Location {
    NodeId node = no_node;
    std::vector<VariableId> held;
    friend auto operator<=>(const Location&, const Location&) = default;
  };

  void explore_from(const Location& location);
  void know(Step& step, VariableId id, std::uint64_t set) const;
  [[nodiscard]] std::vector<VariableId> held_locks(const Path& path) const;
  void advance(Step first);  // runs a step to its end, splitting as needed
  [[nodiscard]] bool begins_step(const Step& step, const FlowNode& node) const;
  [[nodiscard]] bool is_protected(const Step& step, const FlowNode& node) const;
  [[nodiscard]] std::size_t alternatives(const FlowNode& node) const;
  Outcome execute(Step& step, const FlowNode& node);
  void finish_step(Step& step, NodeId location);
  void emit(Step& step, Value control);
  Value control_value(Location location);

  // ---- walker_nodes.cpp: one function for each kind of node that needs more than a line
  Outcome load(Step& step, const FlowNode& node);
  Outcome store(Step& step, const FlowNode& node);
  Outcome deref(Step& step, const FlowNode& node);
  Outcome acquire(Step& step, const FlowNode& node);
  Outcome take(Step& step, const FlowNode& node, VariableId lock);
  Outcome lock_below(Step& step, const FlowNode& node);
  Outcome release(Step& step, const FlowNode& node);
  Outcome sleeps(Step& step, const FlowNode& node);
  Outcome perform(Step& step, const FlowNode& node);
  Outcome await(Step& step, const FlowNode& node);
  Outcome jump(Step& step, const FlowNode& node);
  Outcome descend(Step& step, const FlowNode& node);
  Outcome advance_cursor(Step& step, const FlowNode& node);
  void ascend(Step& step, const FlowNode& node);
  Outcome finish(Step& step, const FlowNode& node);
  void branch(Step& step, const FlowNode& node);
  void event(Step& step, const FlowNode& node);
  // ---- fresh_entries.cpp: tables of any size
  [[nodiscard]] std::size_t fresh_ways(LevelId level) const;
  /// The walker comes to an entry of the level of which nothing is known: one of `fresh_ways`.
  void come_to_fresh(Step& step, LevelId level, bool entering, std::size_t way) const;
  void choose_position(Step& step, LevelId level, bool entering, bool at) const;
  void end_after_address(Step& step, LevelId level) const;
  [[nodiscard]] Term position_is(const Step& step, LevelId level, Value where) const;
  void leave_table(Step& step, LevelId level) const;
  void leave_locks_below(const Step& step, LevelId level) const;
  void remember_write(const Step& step, LevelId level, std::size_t state, std::optional<Value> children);
  /// The state of the walk's entry of the level is known: always, but in tables of any size that it has not entered.
  [[nodiscard]] bool is_kept(const Step& step, LevelId level) const;
  [[nodiscard]] bool is_at(const Step& step, VariableId position, Value where) const;

  /// Ends the walk with an error if the walker's pointer to the table of `level` is stale.
  bool stale(Step& step, const FlowNode& node, LevelId level);
  [[nodiscard]] bool points_to(const Step& step, VariableId pointer, std::uint64_t set);
  void free_detached(Step& step);
  Outcome fail(Step& step, const FlowNode& node, std::string_view error);
  void raise(Step& step, const Event& event);
  void look(Step& step);
  void keep_moments(Step& step);
  void note(Step& step, const FlowNode& node, std::string text, std::vector<Note::Shown> values = {},
            Note::Weight weight = Note::Weight::plain);
  void note_lock(Step& step, const FlowNode& node, LockUse use);
  [[nodiscard]] std::string where(const Step& step, const Event& event) const;
  /// What the caller of the walk can tell.
  static void observe(Step& step, const FlowNode& node, std::string text, std::vector<Note::Shown> values = {});
  [[nodiscard]] Note::Shown shown_entry(const Step& step, EntryRef entry) const;

  const Model& model_;
  const Layout& layout_;
  const Flow& flow_;
  const Observers& observers_;
  Reduction reduction_;
  const FreshEntries& fresh_;
  std::set<Written> written_;
  SystemDraft& draft_;
  std::vector<std::vector<bool>> live_;
  std::vector<std::optional<LockId>> protector_;  // of a level: the lock that every writer of its entries takes
  std::map<Location, Value> control_values_;
  std::vector<Location> locations_;
  std::deque<Location> waiting_;
  std::uint32_t group_ = 0;
  std::map<std::string, std::uint32_t> callback_groups_;  // by slot
};

}  // namespace walkcheck
