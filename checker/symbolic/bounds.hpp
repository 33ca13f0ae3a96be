// Between which numbers the value of a term lies.
#pragma once

#include <cstdint>
#include <vector>

#include "model/system/transition_system.hpp"

namespace walkcheck::symbolic {

struct Bounds {
  std::int64_t least = 0;
  std::int64_t most = 0;
};

/// In every state; not always the narrowest. `terms` are the system's, or more than those.
[[nodiscard]] Bounds bounds_of(const Terms& terms, Term term, const std::vector<Variable>& variables);

/// The value is in 0 .. size-1 in every state, and that takes no arithmetic to see.
[[nodiscard]] bool plainly_fits(const Terms& terms, Term term, std::uint32_t size,
                                const std::vector<Variable>& variables);

}  // namespace walkcheck::symbolic
