// Which sets of states have no reachable state in them.
#pragma once

#include <cstdint>
#include <vector>

#include "checker/core/proof.hpp"
#include "checker/core/reachable.hpp"
#include "model/system/transition_system.hpp"

namespace walkcheck::symbolic {

class UnreachableCubes {
 public:
  UnreachableCubes(const SystemDraft& system, const ReachableStates& states);

  [[nodiscard]] bool is_reachable(const std::vector<Value>& state) const;
  /// A clause that is false in `state` (which must not be reachable) and true in all reachable ones, with few and wide
  /// literals: of several orders in which variables are let go, the best.
  [[nodiscard]] Clause exclude(const std::vector<Value>& state) const;

 private:
  using Bits = std::vector<std::uint64_t>;
  using Cube = std::vector<std::vector<bool>>;  // per variable, the values that it may have
  [[nodiscard]] Cube widen(const std::vector<Value>& state, const std::vector<VariableId>& order) const;
  [[nodiscard]] static bool meet(const Bits& a, const Bits& b);

  std::size_t words_;
  std::vector<std::vector<Bits>> having_;  // per variable and value: the states that have it
  std::vector<std::vector<VariableId>> orders_;
};

}  // namespace walkcheck::symbolic
