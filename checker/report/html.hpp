// The report as one page for a browser: verdicts, and each race to be stepped through, with its tables drawn.
#pragma once

#include <span>
#include <string>

#include "checker/report/result.hpp"

namespace walkcheck {

/// A whole HTML document that needs no network. Without scripts the verdicts and the races are there as text. The same
/// results make the same bytes, but for the element with the id "times". Bytes that are not UTF-8 become U+FFFD.
[[nodiscard]] std::string report_html(std::span<const Result> results, bool interrupted = false);

}  // namespace walkcheck
