// A transition system as Z3 formulas over plain Booleans, numbers included: no other theory is needed.
#pragma once

#include <z3++.h>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "checker/symbolic/numbers.hpp"
#include "checker/symbolic/target.hpp"
#include "model/system/transition_system.hpp"

namespace walkcheck::symbolic {

/// The Boolean constants that stand for one state, and the formulas over them that were made so far.
class Frame {
 public:
  /// Those of the first variable first, of a variable the lowest bit first; see Encoding::layout.
  [[nodiscard]] const z3::expr_vector& bits() const { return bits_; }

 private:
  friend class Encoding;
  explicit Frame(z3::context& context) : bits_(context) {}
  z3::expr_vector bits_;
  std::vector<std::optional<z3::expr>> truths_;  // per term
  std::vector<std::optional<Bits>> numbers_;     // per term
};

/// Bit `bit` of the value of `variable`.
struct BitOf {
  VariableId variable = 0;
  std::uint32_t bit = 0;
  friend bool operator==(const BitOf&, const BitOf&) = default;
};

/// Formulas of one system in one context. A variable of n values is ceil(log2 n) Booleans.
class Encoding {
 public:
  /// Keeps references to both.
  Encoding(const SystemDraft& system, z3::context& context);

  [[nodiscard]] z3::context& context() const { return context_; }
  [[nodiscard]] const Gates& gates() const { return gates_; }
  /// The system's terms, to which more may be added.
  [[nodiscard]] Terms& terms() { return terms_; }
  [[nodiscard]] const Terms& terms() const { return terms_; }
  /// Which bit of which variable each bit of a frame is.
  [[nodiscard]] const std::vector<BitOf>& layout() const { return layout_; }

  /// Constants that no frame of another name has.
  [[nodiscard]] Frame frame(const std::string& name) const;
  [[nodiscard]] z3::expr within_ranges(const Frame& frame) const;
  [[nodiscard]] z3::expr initial(Frame& frame) const;
  /// One rule leads from the one to the other; both are taken to be within their ranges.
  /// No other constants occur in it.
  [[nodiscard]] z3::expr step(Frame& from, const Frame& to) const;
  /// An enabled rule would give a variable a value that it cannot have: the model's fault. `step` takes no such rule.
  [[nodiscard]] z3::expr leaves_range(Frame& frame) const;
  /// The two states agree on all variables, or on these.
  [[nodiscard]] z3::expr same(const Frame& a, const Frame& b) const;
  [[nodiscard]] z3::expr same(const Frame& a, const Frame& b, const std::vector<VariableId>& variables) const;

  /// The term, one of terms(), is not 0.
  [[nodiscard]] z3::expr holds(Term term, Frame& frame) const;
  /// The value of the term.
  [[nodiscard]] Bits number(Term term, Frame& frame) const;
  [[nodiscard]] z3::expr has_value(VariableId variable, Value value, const Frame& frame) const;

  [[nodiscard]] std::vector<Value> state_of(const z3::model& model, const Frame& frame) const;
  /// The constants of the frame have these values.
  [[nodiscard]] z3::expr is_state(const std::vector<Value>& state, const Frame& frame) const;

 private:
  /// All rules with the same updates are one action.
  struct Action {
    Term guard;
    std::vector<Update> updates;
    std::vector<Update> risky;  // those of them that may leave the range of their variable, as far as bounds tell
  };

  void collect_actions();
  [[nodiscard]] Action action_of(const Rule& rule) const;
  [[nodiscard]] std::vector<z3::expr> bits_of(VariableId variable, const Frame& frame) const;
  [[nodiscard]] z3::expr in_set(const TermNode& node, const Frame& frame) const;
  [[nodiscard]] z3::expr make_truth(Term term, Frame& frame) const;
  [[nodiscard]] Bits make_number(Term term, Frame& frame) const;
  [[nodiscard]] z3::expr happens(const Action& action, Frame& from, const Frame& to,
                                 const std::vector<z3::expr>& unchanged) const;
  [[nodiscard]] z3::expr fits(const Update& update, Frame& frame) const;
  [[nodiscard]] z3::expr becomes(const Update& update, Frame& from, const Frame& to) const;

  const SystemDraft& system_;
  z3::context& context_;
  Terms terms_;
  Gates gates_;
  Numbers numbers_;
  std::vector<BitOf> layout_;
  std::vector<std::uint32_t> first_bit_;  // per variable, and the end
  std::vector<Action> actions_;
};

}  // namespace walkcheck::symbolic
