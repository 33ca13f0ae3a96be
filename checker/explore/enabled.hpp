// Which rules may fire in a state, for whoever takes steps one by one.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "checker/explore/compiled_system.hpp"

namespace walkcheck {

class EnabledRules {
 public:
  /// Keeps a reference.
  explicit EnabledRules(const SystemDraft& system);

  /// In the order of the rules.
  [[nodiscard]] std::vector<std::uint32_t> in(std::span<const Value> state);

 private:
  exploration::CompiledSystem compiled_;
  std::vector<std::uint64_t> packed_;
  std::vector<std::uint32_t> found_;
};

}  // namespace walkcheck
