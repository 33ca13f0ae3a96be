// The narrow waist: finite variables, an initial condition, rules (guard and simultaneous updates), properties.
// Engines know nothing of pages. A system is made by `lower` (or a transform of another system) as a draft, and sealed.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "model/system/term.hpp"

namespace walkcheck {

/// Names of the values of a variable, shared by variables of one kind.
using ValueNames = std::shared_ptr<const std::vector<std::string>>;

struct Variable {
  enum class Kind { control, cursor, entry, lock, local, observer, choice };
  std::string name;        // "pud[1]", "action", "U7.v"
  std::uint32_t size = 1;  // values are 0 .. size-1, at most 65,535
  ValueNames values;       // null: print the number
  Kind kind = Kind::local;
  std::optional<Value> hidden;  // a value that stands for "no longer of interest": changes to it are not shown
};

/// Where something was written.
struct Origin {
  std::string file;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::string step;      // "U7"
  std::string function;  // "walk_pud_range"
};

struct Update {
  VariableId variable = 0;
  Term value;
};

using MarkId = std::uint32_t;
/// When the rule fires in a state that meets `when`, the mark is seen. Properties and witnesses name marks.
struct Mark {
  MarkId id = 0;
  Term when;
};

/// A mark may be seen when so many of the rule's notes have happened.
struct Moment {
  MarkId mark = 0;
  std::uint32_t notes = 0;
  friend bool operator==(const Moment&, const Moment&) = default;
};

/// Functions that call each other, the outermost first.
using CallStack = std::shared_ptr<const std::vector<std::string>>;

/// What a step does with a lock. The name is the one that its text says; `lock` is the same for all names of one lock.
struct LockUse {
  enum class Kind : std::uint8_t { takes, drops, under };
  Kind kind = Kind::takes;
  std::size_t lock = 0;
  std::string name;
};

/// One line of a step as a person reads it: each {} of `text` stands for the next of `values`, in the state before the
/// rule fires.
struct Note {
  struct Shown {
    Term value;
    ValueNames names;
  };
  /// What a short telling may leave out: `detail` unless it comes last; of one call of a primitive all but `change`.
  enum class Weight : std::uint8_t { detail, plain, change };
  Origin origin;
  std::string text;
  std::vector<Shown> values;
  std::string inside = {};  // the primitive in which it happens, under `origin`'s function and step
  Weight weight = Weight::plain;
  bool remark = false;                   // what was seen or answered, rather than done
  CallStack calls = {};                  // where it happens; null: not known
  std::optional<VariableId> entry = {};  // of a load or a store: which entry; the first of `values` is what it was
  std::optional<LockUse> lock = {};      // of a rival's store also the lock that it is made under
};

using RetryId = std::uint32_t;

enum class Actor : std::uint8_t { walker, rival };

struct Rule {
  std::string name;  // unique is not asked for
  Actor actor = Actor::walker;
  std::uint32_t group = 0;          // index into TransitionSystem::groups: the rival's row, the callback, the walker
  std::vector<std::uint32_t> also;  // more callbacks that are called in this step
  Origin origin;
  Term guard;
  std::vector<Update> updates;  // read the state before; a variable at most once
  std::vector<Mark> marks;
  std::vector<std::uint32_t> statements;  // indices into TransitionSystem::statements: what it executes
  std::vector<Note> notes;
  std::vector<Moment> moments;     // of its marks, in their order in time
  std::vector<Note> observations;  // what the caller of a walk can tell: callbacks and their answers, the result
  std::optional<RetryId> retry;    // it ends by jumping back to this label
  std::vector<RetryId> leaves;     // it leaves what these labels retry: their counts begin again
};

/// A statement of the source that a rule may execute; one that no fired rule executed is dead.
struct StatementInfo {
  Origin origin;
  std::string text;
  std::optional<std::uint32_t> before;  // the statement before it in its block, if there is one
  std::string dead_because = {};        // the model says that it is never executed, and why
};

struct Retry {
  std::string name;  // "again: at pud[0] (walk_pud_range)"
  Origin origin;
  std::string entry;  // "pud"
};

/// What is counted over the reachable states.
struct Counter {
  std::string name;
  Term condition;
};

struct Property {
  enum class Kind { safety, terminates, no_deadlock };
  std::string name;
  Kind kind = Kind::safety;
  // safety: broken by a reachable state that meets `bad_state`, or by a rule that fires with the mark `bad_mark`
  std::optional<Term> bad_state;
  std::optional<MarkId> bad_mark;
  // passes for an empty reason unless one of these is met; without either the property is never vacuous
  std::optional<Term> witness_state;
  std::optional<MarkId> witness_mark;
  std::string witness;  // in words
  /// Why nothing can be proved of it here: it asks for what tables of any size do not keep. Then every state is bad.
  std::string untracked = {};
};

/// A rival's row, a callback, the walker: whoever's rules never fire is reported.
struct Group {
  std::string name;
  Origin origin;
  std::string dead_because = {};  // the scenario says that it never runs, and why
};

/// Which variables are the tables, for who draws them. Empty in a `system`, which speaks of no tables.
struct TableTree {
  struct Level {
    std::string name;                  // "pud"
    std::vector<VariableId> entries;   // of all tables of the level, those below the first entry above first
    std::size_t per_table = 1;         // entries of one table, at least 1
    std::optional<VariableId> cursor;  // at which entry of its table the walk stands; absent: there is but one
    /// The walk's pointer to its table: unused, live, stale, detached. Absent of the root, and where nothing asks for
    /// it.
    std::optional<VariableId> pointer;
  };
  struct Lock {
    std::string name;  // "pmd_lock"
    VariableId variable = 0;
    std::optional<std::size_t> level;  // whose table it belongs to: an index into `levels`; absent: it is the mm's
    std::size_t table = 0;             // which table of that level
  };
  std::vector<Level> levels;  // the root first, without folded ones
  std::vector<Lock> locks;
  bool any_size = false;  // of each table only the entry at which the walk stands is kept
  [[nodiscard]] bool empty() const { return levels.empty(); }
};

struct SystemDraft {
  std::string name;
  Terms terms;
  std::vector<Variable> variables;
  /// The initial condition: all of them hold. The k-th is checked as soon as all its variables have values, so list
  /// them, and declare variables, in an order that lets a search by variable fail early.
  std::vector<Term> initial;
  std::vector<Rule> rules;
  std::vector<Property> properties;
  std::vector<Counter> counters;
  std::vector<StatementInfo> statements;
  std::vector<Retry> retries;
  std::vector<Group> groups;
  TableTree tables;
  std::uint32_t marks = 0;    // ids are 0 .. marks-1
  std::optional<Term> quiet;  // no rival is inside a critical section; absent: always true
  std::optional<Term> ended;  // the walker has come to an end (done, or a final error); absent: never
};

/// A model that does not do what it says: a rule that takes a variable out of its range. Found while it runs; its
/// user's fault.
struct ModelFault : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A sealed system: consistent, immutable, cheap to share by reference.
class TransitionSystem {
 public:
  [[nodiscard]] const SystemDraft* operator->() const { return &draft_; }
  [[nodiscard]] const SystemDraft& operator*() const { return draft_; }
  friend TransitionSystem seal(SystemDraft draft);

 private:
  explicit TransitionSystem(SystemDraft draft) : draft_(std::move(draft)) {}
  SystemDraft draft_;
};

/// Checks that ids are in range, no rule writes a variable twice and every constant update is in range. A draft that is
/// not is a bug of whoever made it: std::logic_error.
[[nodiscard]] TransitionSystem seal(SystemDraft draft);

/// The state after `rule` fires in `state`; std::nullopt if its guard does not hold.
/// ModelFault if an update leaves its variable's range.
[[nodiscard]] std::optional<std::vector<Value>> fire(const SystemDraft& system, std::uint32_t rule,
                                                     std::span<const Value> state);

/// True if `state` meets the initial condition.
[[nodiscard]] bool is_initial(const SystemDraft& system, std::span<const Value> state);

/// "leaf", or the number where values have no names.
[[nodiscard]] std::string value_text(const ValueNames& names, std::int32_t value);
/// The text of a note, each {} filled from the state before its rule.
[[nodiscard]] std::string filled(const Note& note, const Terms& terms, std::span<const Value> state);

/// "pud[1] = leaf".
[[nodiscard]] std::string show_value(const Variable& variable, Value value);
/// The term in words of the system.
[[nodiscard]] std::string show(const SystemDraft& system, Term term);
/// The whole system as text: variables, start, rules with their origins, properties.
[[nodiscard]] std::string print(const SystemDraft& system);
/// The start, the properties, and the effects of the rules that `fired` (one entry per rule: it fires in some reachable
/// state), without names of steps and with places numbered as they come. Two systems with the same text have the same
/// reachable states, up to the numbers of places, and the same verdicts.
[[nodiscard]] std::string what_happens(SystemDraft system, const std::vector<bool>& fired);

}  // namespace walkcheck
