#include "checker/explore/enabled.hpp"

#include <algorithm>

namespace walkcheck {

EnabledRules::EnabledRules(const SystemDraft& system)
    : compiled_(system), packed_(compiled_.layout.words), found_(system.rules.size() + 1) {}

std::vector<std::uint32_t> EnabledRules::in(std::span<const Value> state) {
  compiled_.layout.pack(state, packed_.data());
  const auto count = static_cast<std::ptrdiff_t>(compiled_.tree->plausible(packed_.data(), found_.data()));
  const auto& system = compiled_.system;
  std::vector<std::uint32_t> enabled;
  std::copy_if(found_.begin(), found_.begin() + count, std::back_inserter(enabled),
               [&](std::uint32_t rule) { return evaluate(system.terms, system.rules[rule].guard, state) != 0; });
  std::sort(enabled.begin(), enabled.end());
  return enabled;
}

}  // namespace walkcheck
