// Small random systems of which certificates are small too.
#pragma once

#include <cstdint>

#include "model/system/transition_system.hpp"

namespace walkcheck::testing {

/// Two variables, edges at random: short rows and long ones, loops, dead ends, and parts that no run comes to. With
/// properties of every kind.
[[nodiscard]] SystemDraft random_graph(std::uint32_t seed);

}  // namespace walkcheck::testing
