// Which rules may fire in a state, in ascending order.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "checker/explore/compiled_system.hpp"

namespace walkcheck::exploration {

class EnabledRules {
 public:
  /// Keeps a reference.
  explicit EnabledRules(const CompiledSystem& compiled)
      : compiled_(compiled), plausible_(compiled.rules.size() + 1), scratch_(compiled.code.registers + std::size_t{1}) {
    enabled_.reserve(compiled.rules.size());
  }

  /// Whatever the shape of the tree. Good until the next call.
  [[nodiscard]] std::span<const std::uint32_t> find(const std::uint64_t* state) {
    const std::size_t plausible = compiled_.tree->plausible(state, plausible_.data());
    enabled_.clear();
    for (std::size_t i = 0; i < plausible; ++i) {
      const std::uint32_t rule = plausible_[i];
      const CompiledRule& compiled = compiled_.rules[rule];
      if (!compiled.tested && !compiled_.code.holds(compiled.guard, state, scratch_.data())) continue;
      // Mostly in order already: sorted by insertion from the end.
      enabled_.push_back(rule);
      for (std::size_t at = enabled_.size() - 1; at > 0 && enabled_[at - 1] > rule; --at)
        std::swap(enabled_[at - 1], enabled_[at]);
    }
    return enabled_;
  }

  /// Room for the registers of the code.
  [[nodiscard]] std::int32_t* scratch() { return scratch_.data(); }

 private:
  const CompiledSystem& compiled_;
  std::vector<std::uint32_t> plausible_;
  std::vector<std::uint32_t> enabled_;
  std::vector<std::int32_t> scratch_;
};

}  // namespace walkcheck::exploration
