#include "tests/agreement/pick.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace walkcheck::testing {

std::uint64_t Pick::bits() {
  std::uint64_t mixed = state_ += 0x9e3779b97f4a7c15;
  mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
  mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
  return mixed ^ (mixed >> 31);
}

std::uint32_t Pick::below(std::uint32_t count) {
  // What lies beyond the last whole multiple of `count` would make small values more likely.
  const std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
  const std::uint64_t end = most - most % count;
  std::uint64_t drawn = bits();
  while (drawn >= end) drawn = bits();
  return static_cast<std::uint32_t>(drawn % count);
}

std::size_t Pick::weighted(std::initializer_list<std::uint32_t> weights) {
  std::uint32_t rest = below(std::accumulate(weights.begin(), weights.end(), 0U));
  std::size_t place = 0;
  for (const std::uint32_t weight : weights) {
    if (rest < weight) break;
    rest -= weight;
    ++place;
  }
  return place;
}

std::vector<std::string> Pick::some(const std::vector<std::string>& values, std::uint32_t most) {
  std::vector<std::string> left = values;
  const auto wanted = between(1, std::min(most, static_cast<std::uint32_t>(values.size())));
  while (left.size() > wanted) left.erase(left.begin() + below(static_cast<std::uint32_t>(left.size())));
  return left;
}

std::string join(const std::vector<std::string>& parts, std::string_view between) {
  std::string all;
  for (const std::string& part : parts) {
    if (!all.empty()) all += between;
    all += part;
  }
  return all;
}

}  // namespace walkcheck::testing
