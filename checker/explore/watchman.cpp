#include "checker/explore/watchman.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace walkcheck::exploration {

namespace {

constexpr std::uint64_t kNameableStates = 0xFFFFFFFEU;
constexpr std::chrono::milliseconds kBetweenReports{200};

}  // namespace

Watchman::Watchman(const Limits& limits, Observer* observer)
    : limits_(limits),
      observer_(observer),
      most_states_(std::min(limits.max_states.value_or(kNameableStates), kNameableStates)) {}

double Watchman::seconds() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }

bool Watchman::keep_on(std::uint64_t states, std::uint64_t processed, std::uint32_t depth, std::uint64_t bytes) {
  const Clock::time_point now = Clock::now();
  if (observer_ != nullptr && now - told_ >= kBetweenReports) {
    told_ = now;
    observer_->progress(
        {states, states - processed, depth, std::chrono::duration<double>(now - start_).count(), bytes});
  }
  if (limits_.max_time && now - start_ >= *limits_.max_time) {
    stopped_ = time_is_up(limits_);
  }
  if (limits_.interrupt.stop_requested()) stopped_ = interrupted;
  return !stopped();
}

void Watchman::stop_for_states() { stopped_ = fmt::format("the limit of {} states is reached", most_states_); }

void Watchman::stop_for_memory() {
  constexpr std::uint64_t mebibyte = std::uint64_t{1} << 20;
  stopped_ = fmt::format("the limit of {} MiB of memory is reached", limits_.max_memory.value_or(0) / mebibyte);
}

std::optional<std::string> Watchman::report(const Statistics& statistics, std::uint64_t processed) const {
  if (!stopped()) return std::nullopt;
  return fmt::format("{}: {} states were found to level {}, {} of them were not looked into", stopped_,
                     statistics.states, statistics.depth, statistics.states - std::min(processed, statistics.states));
}

}  // namespace walkcheck::exploration
