// Choices from a seed, the same on every machine: what the distributions of the standard library give differs between
// libraries.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace walkcheck::testing {

/// SplitMix64 (Steele, Lea, Flood 2014).
class Pick {
 public:
  explicit Pick(std::uint64_t seed) : state_(seed) {}

  /// 0 .. count-1, each as likely; `count` is not 0.
  [[nodiscard]] std::uint32_t below(std::uint32_t count);
  [[nodiscard]] bool chance(std::uint32_t percent) { return below(100) < percent; }
  /// low .. high, both among them.
  [[nodiscard]] std::uint32_t between(std::uint32_t low, std::uint32_t high) { return low + below(high - low + 1); }
  /// The place of one of the weights, as likely as it weighs.
  [[nodiscard]] std::size_t weighted(std::initializer_list<std::uint32_t> weights);

  template <class T>
  [[nodiscard]] const T& of(const std::vector<T>& values) {
    return values[below(static_cast<std::uint32_t>(values.size()))];
  }
  [[nodiscard]] std::string of(std::initializer_list<std::string_view> values) {
    return std::string(values.begin()[below(static_cast<std::uint32_t>(values.size()))]);
  }
  /// Some of them, at least one, in their order.
  [[nodiscard]] std::vector<std::string> some(const std::vector<std::string>& values, std::uint32_t most);

 private:
  std::uint64_t bits();
  std::uint64_t state_;
};

[[nodiscard]] std::string join(const std::vector<std::string>& parts, std::string_view between = ", ");

}  // namespace walkcheck::testing
