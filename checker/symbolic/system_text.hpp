// A transition system as definitions of an SMT-LIB script, from which queries are made: functions of a state, and
// conditions on one state, written out for each. A function is a clause or made of clauses. All else is a condition,
// for Z3 4.8.12, when it reads a function with parameters, goes through all cases of all `ite` in it, and there is no
// end to them.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "checker/symbolic/smtlib.hpp"
#include "checker/symbolic/target.hpp"
#include "model/system/transition_system.hpp"

namespace walkcheck::symbolic {

using Variables = std::set<VariableId>;

/// A function of a state: over the variables that it reads, in ascending order, and no others.
struct Function {
  std::string symbol;  // quoted, and without @: no word of SMT-LIB's own, no variable
  Variables reads = {};
};

/// Conditions, all or some of which are to hold.
struct Parts {
  std::vector<std::string> texts = {};
  Variables reads = {};
  void add(std::string text, const Variables& variables);
};

/// A script in the making. States have names: "s" is the one of which a function speaks, "0", "1", ... are those of
/// which a query speaks.
class Script {
 public:
  /// `system` must outlive the script.
  explicit Script(const SystemDraft& system);

  [[nodiscard]] const SystemDraft& system() const { return terms_.system(); }
  [[nodiscard]] const TermText& terms() const { return terms_; }
  [[nodiscard]] std::string in(Term term, std::string_view state) const { return terms_.boolean(term, state); }
  [[nodiscard]] Variables reads(Term term) const;

  /// Defines the conjunction, or the disjunction, of what is said of the state s without `ite`; `name` has a blank.
  Function define_all(std::string_view name, const Parts& parts);
  Function define_any(std::string_view name, const Parts& parts);
  /// Defines a condition on a state, and returns its symbol.
  std::string define_in(std::string_view state, std::string_view name, std::string_view condition);
  /// A comment of several lines.
  void comment(std::string_view text);
  void line(std::string_view text);
  /// Declares variables in a state; the rule that fires there.
  void declare(const Variables& variables, std::string_view state);
  void declare_rule(std::string_view state);

  [[nodiscard]] std::string call(const Function& function, std::string_view state) const;
  /// The function in the state after `rule` fired in `state`.
  [[nodiscard]] std::string call_after(const Function& function, const Rule& rule, std::string_view state) const;
  /// A condition on `state`, said of the state after `rule` fired there; `rule` has updates.
  [[nodiscard]] std::string after(const Rule& rule, std::string_view state, std::string_view condition) const;
  /// The rule that fires in the state is this one.
  [[nodiscard]] std::string is_rule(std::uint32_t rule, std::string_view state) const;

  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  Function define(Function function, std::string_view body);
  [[nodiscard]] std::string next(const Update& update, std::string_view state) const;
  [[nodiscard]] std::uint32_t rule_bits() const;

  TermText terms_;
  std::string text_;
};

/// What is defined of one state.
struct StateText {
  std::string name;                  // of the state
  std::vector<std::string> rules;    // it can fire: its guard holds, its updates stay in range
  std::optional<std::string> fault;  // an update of a rule whose guard holds leaves its range; absent: none can
};

/// What guards and faults read: all that decides which rules can fire.
[[nodiscard]] Variables decisive(const Script& script);
/// `variables`, and all on which their next values depend.
[[nodiscard]] Variables closed(const Script& script, Variables variables);

/// Defines: every variable has one of its values.
[[nodiscard]] Function define_ranges(Script& script);
/// Defines: a run may start in this state.
[[nodiscard]] std::string define_start(Script& script, std::string_view state);
/// Defines which rules can fire in a state whose variables are declared.
[[nodiscard]] StateText define_state(Script& script, std::string_view state);

/// The rule can fire in the state; without a definition.
[[nodiscard]] Parts can_fire(const Script& script, const Rule& rule, std::string_view state);

/// The target is met in the state, or a rule can fire there with its mark, or there is a fault: a model that leaves its
/// ranges has no verdict.
[[nodiscard]] std::string target_term(const Script& script, const StateText& state, const Target& target);

/// The state `to` comes after `from`, as far as `followed` goes: all of these terms hold.
[[nodiscard]] std::vector<std::string> step(const Script& script, const StateText& from, const Variables& followed,
                                            std::string_view to);

}  // namespace walkcheck::symbolic
