// The reachable states of a finite system, all of them, a column per variable.
#pragma once

#include <cstdint>
#include <vector>

#include "model/system/term.hpp"

namespace walkcheck {

struct ReachableStates {
  std::uint64_t count = 0;
  std::vector<std::vector<Value>> columns;  // per variable; its value in each state
};

}  // namespace walkcheck
