// Where each variable lies in the 64-bit words of a packed state.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "model/system/transition_system.hpp"

namespace walkcheck::exploration {

/// A piece of one word; a variable with a single value has an empty mask and is always 0.
struct Field {
  std::uint32_t word = 0;
  std::uint32_t shift = 0;
  std::uint64_t mask = 0;  // before it is shifted

  [[nodiscard]] std::uint64_t get(const std::uint64_t* state) const { return state[word] >> shift & mask; }
  void set(std::uint64_t* state, std::uint64_t value) const {
    state[word] = (state[word] & ~(mask << shift)) | value << shift;
  }
};

struct Layout {
  std::vector<Field> fields;  // one per variable
  std::uint32_t words = 1;

  [[nodiscard]] std::vector<Value> unpack(const std::uint64_t* state) const;
  void pack(std::span<const Value> values, std::uint64_t* state) const;
};

/// First fit, in the order of the variables; a field never straddles two words.
[[nodiscard]] Layout make_layout(const std::vector<Variable>& variables);

}  // namespace walkcheck::exploration
