// Keeps a search within its limits and tells the observer how it fares.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "checker/core/verdict.hpp"

namespace walkcheck::exploration {

class Watchman {
 public:
  Watchman(const Limits& limits, Observer* observer);

  /// Looks at the clock; false if time is up, or the run is interrupted. Call it some thousand times a second.
  bool keep_on(std::uint64_t states, std::uint64_t processed, std::uint32_t depth, std::uint64_t bytes);
  /// Whether a search may hold so many bytes.
  [[nodiscard]] bool admits_bytes(std::uint64_t bytes) const {
    return !limits_.max_memory || bytes <= *limits_.max_memory;
  }
  /// How many states may be kept at most: the limit, or what 32-bit indices can name.
  [[nodiscard]] std::uint64_t most_states() const { return most_states_; }
  [[nodiscard]] double seconds() const;

  void stop_for_states();
  void stop_for_memory();
  void stop_for_lack_of_memory() { stopped_ = "the machine has no more memory to give"; }
  [[nodiscard]] bool stopped() const { return !stopped_.empty(); }
  /// Which limit ended the search, how far it came, and what to try.
  [[nodiscard]] std::optional<std::string> report(const Statistics& statistics, std::uint64_t processed) const;

 private:
  using Clock = std::chrono::steady_clock;
  Limits limits_;
  Observer* observer_;
  std::uint64_t most_states_;
  Clock::time_point start_ = Clock::now();
  Clock::time_point told_ = start_;
  std::string stopped_;
};

}  // namespace walkcheck::exploration
