// Disjunctions of guards, made small.
#pragma once

#include <vector>

#include "model/system/transition_system.hpp"

namespace walkcheck::symbolic {

/// One of `guards` holds. What differs only in the set of values of one variable is one conjunction in the result:
/// rules that were unfolded from one step of a walker, case by case, come together again. `terms` gets the result.
[[nodiscard]] Term one_of(const std::vector<Term>& guards, const std::vector<Variable>& variables, Terms& terms);

/// All of them hold, or any; a balanced tree, so that nothing that descends into it needs a deep stack.
[[nodiscard]] Term all_of(const std::vector<Term>& parts, Terms& terms);
[[nodiscard]] Term any_of(const std::vector<Term>& parts, Terms& terms);

}  // namespace walkcheck::symbolic
