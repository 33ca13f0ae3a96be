// Decides the properties of a walk at the pud level by visiting every state, with nothing that walkcheck is made of.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tests/oracle/pud_walk.hpp"

namespace walkcheck::oracle {

enum class Property : std::uint8_t {
  continue_never_descends,
  again_terminates,
  locked_pud_is_never_none,
  locked_pud_is_present,
  locked_pud_is_stable,
  descends_only_into_tables,
  no_needless_split,
  never_sleeps_under_a_lock,
  no_lock_taken_twice
};
constexpr std::size_t property_count = 9;

[[nodiscard]] std::string_view name(Property property);

struct Decision {
  bool violated = false;
  bool met = false;                // something happened that the property speaks of; meant for the locked_* ones
  std::vector<std::string> trace;  // with `violated`: the steps of a shortest way there, with the puds after each
};

struct Decisions {
  std::array<Decision, property_count> properties;
  std::size_t states = 0;
  std::uint32_t most_retries =
      0;  // taken at one pud when only the walker moves; of no meaning if again_terminates is violated
  [[nodiscard]] const Decision& operator[](Property property) const {
    return properties.at(static_cast<std::size_t>(property));
  }
};

/// The scenarios of the v17 patch and its review.
[[nodiscard]] const std::vector<Scenario>& scenarios();

/// All properties of `scenario` over `entries` puds (1 or 2).
[[nodiscard]] Decisions decide(const Scenario& scenario, std::size_t entries);

}  // namespace walkcheck::oracle
