// The start states of a system, for whoever chooses one.
#pragma once

#include <functional>
#include <vector>

#include "model/system/transition_system.hpp"

namespace walkcheck {

struct Starts {
  std::vector<std::vector<Value>> states;  // in the order of their values
  bool more = false;                       // than `most_starts`
};
inline constexpr std::size_t most_starts = 100'000;

/// Those that `admits` admits.
[[nodiscard]] Starts starts_of(const SystemDraft& system, const std::function<bool(std::span<const Value>)>& admits);

}  // namespace walkcheck
