// A transition system as definitions of an SMT-LIB script: functions over one state, from which queries are made.
#pragma once

#include <cstdint>
#include <map>
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

/// What a script defines: a function over the variables that it reads, in ascending order, and no others.
struct Function {
  std::string symbol;  // quoted, and with a blank: no word of SMT-LIB's own, no variable
  Variables reads = {};
  bool of_rule = false;  // its first argument is the number of a rule
};

/// Conditions on one state, all or some of which are to hold.
struct Parts {
  std::vector<std::string> texts = {};
  Variables reads = {};
  void add(std::string text, const Variables& variables);
};

/// A script in the making. States have names: "s" is the one of which a definition speaks, "0", "1", ... are those of
/// which a query speaks.
class Script {
 public:
  /// `system` must outlive the script.
  explicit Script(const SystemDraft& system);

  [[nodiscard]] const SystemDraft& system() const { return terms_.system(); }
  [[nodiscard]] const TermText& terms() const { return terms_; }
  /// The term in the state s.
  [[nodiscard]] std::string in(Term term, std::string_view state) const { return terms_.boolean(term, state); }
  [[nodiscard]] std::string here(Term term) const { return in(term, "s"); }
  [[nodiscard]] std::string here(const Function& function) const { return call(function, "s"); }
  [[nodiscard]] Variables reads(Term term) const;

  /// Defines the conjunction, or the disjunction, of what is said of the state s; `name` has a blank.
  Function define_all(std::string_view name, const Parts& parts);
  Function define_any(std::string_view name, const Parts& parts);
  /// A function whose first argument is the rule that fires.
  Function define_of_rule(std::string_view name, std::string_view sort, const Variables& reads, std::string_view body);
  /// A comment of several lines.
  void comment(std::string_view text);
  void line(std::string_view text);
  /// Declares variables in a state; the rule that fires there.
  void declare(const Variables& variables, std::string_view state);
  void declare_rule(std::string_view state);

  [[nodiscard]] std::string call(const Function& function, std::string_view state) const;
  /// The function in the state after `rule` fired in `state`.
  [[nodiscard]] std::string call_after(const Function& function, const Rule& rule, std::string_view state) const;
  /// The rule that fires in the state is this one.
  [[nodiscard]] std::string is_rule(std::uint32_t rule, std::string_view state) const;

  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  Function define(Function function, std::string_view sort, std::string_view body);
  [[nodiscard]] std::uint32_t rule_bits() const;

  TermText terms_;
  std::string text_;
};

/// The definitions of a system.
struct SystemText {
  Function in_range;
  Function start;
  std::vector<Function> rules;    // it can fire: its guard holds, its updates stay in range
  std::optional<Function> fault;  // an update of a rule whose guard holds leaves its range; absent: none can
  // With `define_steps`:
  Function some_rule;                   // the rule that is the argument can fire
  std::map<VariableId, Function> next;  // the value after the rule that is the argument, of variables that are written
};

/// What guards and faults read: all that decides which rules can fire.
[[nodiscard]] Variables decisive(const Script& script);
/// `variables`, and all on which their next values depend.
[[nodiscard]] Variables closed(const Script& script, Variables variables);

/// Defines the script's system, one state at a time.
[[nodiscard]] SystemText define_system(Script& script);
/// Defines what follows a state, as far as `followed` goes.
void define_steps(Script& script, SystemText& system, const Variables& followed);

/// The target is met in the state, or a rule can fire there with its mark, or there is a fault: a model that leaves its
/// ranges has no verdict. A term and no function: Z3 4.8.12 takes hours to read some functions as large as this one.
[[nodiscard]] std::string target_term(const Script& script, const SystemText& system, const Target& target,
                                      std::string_view state);

/// The state `to` comes after the state `from`, as far as `followed` goes: all of these terms hold. Needs
/// `define_steps`.
[[nodiscard]] std::vector<std::string> step(const Script& script, const SystemText& system, const Variables& followed,
                                            std::string_view from, std::string_view to);

}  // namespace walkcheck::symbolic
