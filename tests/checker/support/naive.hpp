// The search as one would write it on a blackboard, on top of `fire` and `evaluate`: what engines must agree with.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "checker/core/verdict.hpp"
#include "model/system/transition_system.hpp"

namespace walkcheck::testing {

struct NaiveAnswer {
  std::uint64_t states = 0;
  std::uint64_t transitions = 0;
  std::uint32_t depth = 0;
  std::vector<std::uint64_t> counts;
  std::vector<bool> fired;
  std::vector<Status> statuses;                     // one per property
  std::vector<std::optional<std::size_t>> lengths;  // rules of a shortest way to break it; not for `terminates`
};

[[nodiscard]] NaiveAnswer search_naively(const SystemDraft& system);

}  // namespace walkcheck::testing
