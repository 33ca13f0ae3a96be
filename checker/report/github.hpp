// What GitHub Actions reads: annotations on standard output, and the summary of a job.
#pragma once

#include <cstddef>
#include <string>

#include "checker/report/report.hpp"

namespace walkcheck {

/// GitHub takes no summary of a step that is larger, in bytes.
inline constexpr std::size_t most_of_summary = 1 << 20;

/// A workflow command on a line of its own for each finding that is not as expected: ::error, or ::warning where a
/// limit left it undecided, at the line of the property, with its reasons and its race. Nothing if all is as expected.
[[nodiscard]] std::string github_annotations(const Report& report);

/// Markdown of at most `room` bytes: the numbers, what is not as expected with its races, then all verdicts as tables.
/// What there is no room for is left out, and said to be.
[[nodiscard]] std::string github_summary(const Report& report, std::size_t room = most_of_summary);

}  // namespace walkcheck
