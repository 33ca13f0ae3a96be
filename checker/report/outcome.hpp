// Verdicts against expectations, and the exit codes of a run.
#pragma once

#include <cstdint>
#include <span>

#include "checker/report/result.hpp"

namespace walkcheck {

enum class Outcome : std::uint8_t {
  as_expected,
  undecided,  // `unknown` or `bounded`, whatever was expected
  unexpected  // not the verdict that the file expects; with no expectation: `violated`, `vacuous`
};

/// What an expectation `holds` asks for, `proved` gives too.
[[nodiscard]] Outcome outcome(const Result& result);

// The most severe wins, in this order.
inline constexpr int exit_internal_error = 70;
inline constexpr int exit_bad_input = 2;
inline constexpr int exit_unexpected = 1;
inline constexpr int exit_undecided = 3;
inline constexpr int exit_as_expected = 0;

/// After exit_bad_input: a signal has ended the run before its end. 130 for SIGINT, 143 for SIGTERM, as shells say it.
[[nodiscard]] constexpr int exit_by_signal(int signal) { return 128 + signal; }

/// The exit code that the results deserve.
[[nodiscard]] int exit_code(std::span<const Result> results);

}  // namespace walkcheck
