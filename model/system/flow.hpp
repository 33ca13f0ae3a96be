// A walker with its callbacks and primitives written out as one flow graph. What is left is simple: a node does one
// thing to the walker's own variables or to the entry at which the walker stands, and leads to the next.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/meaning/model.hpp"
#include "model/system/events.hpp"
#include "model/system/transition_system.hpp"

namespace walkcheck {

using NodeId = std::uint32_t;
inline constexpr NodeId no_node = ~NodeId{0};

/// The text of a branch that asks for walk->action, and how the answer of a callback ends, which tells it, too.
inline constexpr std::string_view told_action = "action is {}";
inline constexpr std::string_view told_answer = " returns {}, {}";

struct FlowNode {
  enum class Kind : std::uint8_t {
    pass,        // nothing; a label, or the head of a statement
    assign,      // target = term
    branch,      // term ? next : other
    choose,      // target = one of values
    load,        // target = the entry at `level`; shared
    store,       // the entry at `level` becomes `state`; shared
    deref,       // the entry at `level` must be a table; shared
    acquire,     // shared
    lock_below,  // the lock of the table below the entry at `level`: next; if it is no table: other; shared
    release,     // `lock`, or the lock that `term` holds
    sleeps,
    perform,  // the walker's own fault: one of `rivals`, at `level` or below, or nothing; shared
    await,    // until the entry at `level` is in `set`; shared
    event,    // tells the observers
    descend,  // through the entry at `level` into the table below: next; if it is no table: other, if there is one;
              // shared
    advance,  // the next entry of the table of `level`: next; after the last one: other
    ascend,   // leaves the table of `level`
    jump,     // backward, to next: begins a step
    finish    // the end of the walk; `term` is its result
  };
  Kind kind = Kind::pass;
  NodeId next = no_node;
  NodeId other = no_node;
  std::optional<std::uint32_t> statement;  // index into SystemDraft::statements
  Origin origin;                           // the walker's level or callback in which it runs, and the step there
  std::string inside;                      // the primitive in which it runs, "" if none
  CallStack calls;                         // the kernel functions in which it runs, the outermost first
  LevelId level = 0;
  std::optional<LevelId> depth;  // the deepest table that the walker has entered here
  Term term;
  VariableId target = 0;
  std::vector<Value> values;
  ValueNames names;  // of the values of `target` or `term`
  Value state = 0;
  std::optional<Value> children;
  std::uint64_t set = 0;
  LockId lock = 0;
  bool by_term = false;  // release: `term` names the lock
  // sleeps: why; branch: the predicate that was asked, or told_action; descend: the kernel function below.
  std::string text;
  std::vector<const Rival*> rivals;
  Event event;
  bool for_good = false;         // advance, ascend: what lies behind is never asked for again
  bool forgets = false;          // so it is dropped from the state
  std::optional<RetryId> retry;  // jump
  std::vector<RetryId> leaves;   // labels whose visit ends here
};

struct Flow {
  std::vector<FlowNode> nodes;
  NodeId start = no_node;
  std::set<VariableId> locals;      // the walker's own variables, for which a dead one is put to 0
  std::vector<std::string> errors;  // error codes by value; the first is "0"
  VariableId action = 0;            // walk->action
};

/// Writes out the walker of `scenario` over the levels that are not folded; adds variables, statements, retries and
/// groups to `draft`.
class Layout;
[[nodiscard]] Flow build_flow(const Model& model, const Scenario& scenario, const Layout& layout, SystemDraft& draft);

/// For each node, by variable: whether the value of a local may still be read from there on. Properties read the action
/// at events of the kinds in `action_kinds` (bits); with `all_kinds`, in any state.
inline constexpr std::uint32_t all_kinds = ~std::uint32_t{0};
[[nodiscard]] std::vector<std::vector<bool>> live_locals(const Flow& flow, const SystemDraft& draft,
                                                         std::uint32_t action_kinds);

}  // namespace walkcheck
