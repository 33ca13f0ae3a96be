// Watches a search on behalf of the properties and counters. What is decided is not looked at again.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "checker/explore/compiled_system.hpp"

namespace walkcheck::exploration {

/// How a safety property is broken: in the state with this index, or when `rule` fires there.
struct Breach {
  std::uint32_t state = 0;
  std::optional<std::uint32_t> rule;
};

class Judge {
 public:
  /// Keeps a reference.
  explicit Judge(const CompiledSystem& compiled);

  /// A state that was reached for the first time. `scratch` has room for the registers of the code.
  void see_state(const std::uint64_t* state, std::uint32_t index, std::int32_t* scratch) {
    if (!state_watches_.empty() || !counts_.empty()) look_at(state, index, scratch);
  }
  /// Whether an undecided property needs a mark of this rule.
  [[nodiscard]] bool watches(std::uint32_t rule) const { return watched_[rule] != 0; }
  /// `rule` fires in `state`, which has this index. Ask only if it is watched.
  void see_firing(std::uint32_t rule, const std::uint64_t* state, std::uint32_t index, std::int32_t* scratch);

  [[nodiscard]] const std::optional<Breach>& breach(std::size_t property) const { return breaches_[property]; }
  /// Whether the property passes for a reason: its witness was met, or it has none.
  [[nodiscard]] bool witnessed(std::size_t property) const { return witnessed_[property]; }
  [[nodiscard]] const std::vector<std::uint64_t>& counts() const { return counts_; }

 private:
  enum class What : std::uint8_t { bad, witness };
  struct StateWatch {
    std::uint32_t property = 0;
    What what = What::bad;
    Condition condition;
  };
  struct MarkWatch {
    std::uint32_t property = 0;
    What what = What::bad;
    MarkId mark = 0;
  };

  void look_at(const std::uint64_t* state, std::uint32_t index, std::int32_t* scratch);
  void decide(std::uint32_t property, What what, const Breach& breach);
  void forget_decided();

  const CompiledSystem& compiled_;
  std::vector<StateWatch> state_watches_;
  std::vector<MarkWatch> mark_watches_;
  std::vector<std::uint8_t> watched_;  // per rule
  std::vector<std::optional<Breach>> breaches_;
  std::vector<bool> witnessed_;
  std::vector<std::uint64_t> counts_;
};

}  // namespace walkcheck::exploration
