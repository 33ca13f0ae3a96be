// All states that meet the initial condition.
#pragma once

#include <cstdint>
#include <functional>

#include "checker/explore/compiled_system.hpp"

namespace walkcheck::exploration {

/// Calls found(packed state) for each start state, in the order of their values (the first variable counts most), by
/// backtracking over the variables; a condition is checked as soon as all its variables have values. Stops early if
/// `found` returns false, or `alive`, which is asked now and then. True if it came to the end.
bool for_each_start(const CompiledSystem& compiled, const std::function<bool(const std::uint64_t*)>& found,
                    const std::function<bool()>& alive);

}  // namespace walkcheck::exploration
