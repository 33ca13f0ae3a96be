// The user's limit of time is one for all that is done about a job.
#pragma once

#include <algorithm>
#include <chrono>

#include "checker/core/verdict.hpp"

namespace walkcheck {

class TimeLeft {
 public:
  explicit TimeLeft(const Limits& limits) : limits_(limits) {}

  /// The limits, with this share of the time that is left (0 to 1).
  [[nodiscard]] Limits limits(double share = 1) const {
    Limits left = limits_;
    if (!limits_.max_time) return left;
    left.whole_time = limits_.max_time;
    left.max_time = std::max(Seconds(share * (*limits_.max_time - (Clock::now() - began_))), kMoment);
    return left;
  }

  [[nodiscard]] bool is_up() const {
    return interrupted() || (limits_.max_time && Clock::now() - began_ >= *limits_.max_time);
  }
  /// No time is left, whatever the limit.
  [[nodiscard]] bool interrupted() const { return limits_.interrupt.stop_requested(); }

 private:
  using Clock = std::chrono::steady_clock;
  using Seconds = std::chrono::duration<double>;
  /// Who is asked after the end still says that it was the time that ended it.
  static constexpr Seconds kMoment{0.001};

  Limits limits_;
  Clock::time_point began_ = Clock::now();
};

}  // namespace walkcheck
