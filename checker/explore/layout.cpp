#include "checker/explore/layout.hpp"

#include <algorithm>
#include <bit>

namespace walkcheck::exploration {

std::vector<Value> Layout::unpack(const std::uint64_t* state) const {
  std::vector<Value> values;
  values.reserve(fields.size());
  for (const Field& field : fields) values.push_back(static_cast<Value>(field.get(state)));
  return values;
}

void Layout::pack(std::span<const Value> values, std::uint64_t* state) const {
  std::fill_n(state, words, 0);
  for (std::size_t i = 0; i < values.size(); ++i) fields[i].set(state, values[i]);
}

Layout make_layout(const std::vector<Variable>& variables) {
  constexpr std::uint32_t word_bits = 64;
  Layout layout;
  std::vector<std::uint32_t> used(1);
  for (const Variable& variable : variables) {
    const auto width = static_cast<std::uint32_t>(std::bit_width(variable.size - 1));
    if (width == 0) {
      layout.fields.push_back({});
      continue;
    }
    const auto room =
        std::find_if(used.begin(), used.end(), [&](std::uint32_t bits) { return bits + width <= word_bits; });
    const auto word = static_cast<std::uint32_t>(room - used.begin());
    if (room == used.end()) used.push_back(0);
    layout.fields.push_back({word, used[word], (std::uint64_t{1} << width) - 1});
    used[word] += width;
  }
  layout.words = static_cast<std::uint32_t>(used.size());
  return layout;
}

}  // namespace walkcheck::exploration
