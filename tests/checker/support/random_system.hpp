// Small systems at random, with every operation in guards and updates.
#pragma once

#include <cstdint>
#include <random>
#include <vector>

#include "model/system/transition_system.hpp"

namespace walkcheck::testing {

/// The same system for the same arguments: four to six variables, sometimes one of more than 64 values, at most some
/// thousand states. `padding` variables of 6 bits, which never change, follow each, so that ten of them make a word per
/// variable.
[[nodiscard]] SystemDraft random_system(std::uint32_t seed, std::uint32_t padding);

/// A number, or a Boolean, over the variables that `system` has.
class RandomTerms {
 public:
  RandomTerms(SystemDraft& system, std::mt19937& random) : system_(system), random_(random) {}
  void may_use(VariableId variable) { variables_.push_back(variable); }
  [[nodiscard]] Term number(int depth);
  [[nodiscard]] Term boolean(int depth);
  /// 0 .. count-1.
  [[nodiscard]] std::uint32_t pick(std::uint32_t count) { return static_cast<std::uint32_t>(random_() % count); }
  [[nodiscard]] VariableId variable() { return variables_[pick(static_cast<std::uint32_t>(variables_.size()))]; }

 private:
  SystemDraft& system_;
  std::mt19937& random_;
  std::vector<VariableId> variables_;
};

}  // namespace walkcheck::testing
