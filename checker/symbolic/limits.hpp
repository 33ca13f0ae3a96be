// Keeps the engines that ask Z3 within the user's limits.
#pragma once

#include <z3++.h>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "checker/core/verdict.hpp"
#include "checker/symbolic/interrupter.hpp"

namespace walkcheck::symbolic {

class Watch {
 public:
  Watch(const Limits& limits, Observer* observer)
      : limits_(limits), observer_(observer), interrupter_(limits.interrupt) {}

  /// Looks at the clock and at the memory that Z3 holds, and tells the observer. False if a limit is reached; it stays
  /// so.
  bool go_on(std::uint32_t depth);
  /// solver.check(assumptions) within what is left of the limits. None if they, or Z3 itself, ended it: then the watch
  /// has stopped.
  [[nodiscard]] std::optional<bool> satisfiable(z3::solver& solver, const z3::expr_vector& assumptions);
  /// solver.check(assumptions), and no more than that: an interrupt alone ends it.
  z3::check_result check(z3::solver& solver, const z3::expr_vector& assumptions) {
    return interrupter_.check(solver, assumptions);
  }
  /// One question more. False if that is one too many.
  bool count_question();
  /// Z3 has answered nothing, with these words.
  void gave_up(const std::string& words);
  /// What ended the work, if the first to say so.
  void stop(const std::string& cause);
  [[nodiscard]] bool stopped() const { return !cause_.empty(); }
  [[nodiscard]] const std::string& cause() const { return cause_; }

  [[nodiscard]] std::optional<std::uint32_t> max_depth() const { return limits_.max_depth; }
  [[nodiscard]] double seconds() const;
  /// The most memory that Z3 was seen to hold.
  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }

 private:
  using Clock = std::chrono::steady_clock;
  void look();
  void set_limits(z3::solver& solver) const;

  Limits limits_;
  Observer* observer_;
  Interrupter interrupter_;
  Clock::time_point start_ = Clock::now();
  std::optional<Clock::time_point> told_;
  std::uint64_t bytes_ = 0;
  std::uint64_t questions_ = 0;
  std::string cause_;
};

/// A solver for plain Booleans that is asked again and again, always in the same order of search.
[[nodiscard]] z3::solver incremental_solver(z3::context& context);

}  // namespace walkcheck::symbolic
