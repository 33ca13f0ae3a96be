// Whole models at random, as texts of the language: what engines and reductions may contradict each other about.
#pragma once

#include <cstdint>
#include <string>

namespace walkcheck::testing {

struct Knobs {
  std::uint32_t systems = 25;  // percent of the models that are a `system`; the others are worlds of page tables
  bool any_size = false;       // also `tables any`
};

/// The same text for the same arguments, on every machine. It loads without a fault.
[[nodiscard]] std::string random_model(std::uint64_t seed, const Knobs& knobs = {});

}  // namespace walkcheck::testing
