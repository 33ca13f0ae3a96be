// Terms to Code. A condition is split into its conjuncts; what speaks of one variable becomes a word or set test,
// whatever its form, by trying all values; the rest becomes straight-line code.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "checker/explore/code.hpp"
#include "checker/explore/layout.hpp"
#include "model/system/transition_system.hpp"

namespace walkcheck::exploration {

/// What a condition asks of one variable: to be in a set of values, sorted and neither empty nor full.
struct Requirement {
  VariableId variable = 0;
  std::vector<Value> values;
};

struct CompiledCondition {
  Condition condition;
  std::vector<Requirement> requirements;  // implied by it, one per variable
};

class Compiler {
 public:
  /// Keeps references to all three.
  Compiler(const SystemDraft& system, const Layout& layout, Code& code);

  [[nodiscard]] CompiledCondition condition(Term term);
  [[nodiscard]] Action action(const std::vector<Update>& updates);

 private:
  struct Conjunct {
    Term term;
    bool wanted = true;
  };

  [[nodiscard]] std::vector<Conjunct> conjuncts(Term term) const;
  [[nodiscard]] std::optional<VariableId> only_variable(Term term) const;
  [[nodiscard]] std::optional<Requirement> requirement(const Conjunct& conjunct);
  [[nodiscard]] std::int32_t value_with(Term term, VariableId variable, std::uint32_t value);
  void emit_tests(const std::vector<Requirement>& requirements, Condition& condition);
  [[nodiscard]] Program program(Term term);
  /// Needs no registers of other terms.
  [[nodiscard]] bool is_leaf(Term term) const;
  [[nodiscard]] Instruction instruction(Term term, const std::map<std::uint32_t, std::uint32_t>& registers);
  [[nodiscard]] Instruction tabulate(Term term, VariableId variable);

  const SystemDraft& system_;
  const Layout& layout_;
  Code& code_;
  std::vector<std::uint64_t> support_;  // per term: no variable, the only one plus 1, or several
  std::vector<Value> scratch_;          // one value per variable, all 0
};

}  // namespace walkcheck::exploration
