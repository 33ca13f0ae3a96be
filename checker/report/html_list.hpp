// What the HTML page says without scripts: the verdicts by scenario, and the races as text.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "checker/report/result.hpp"

namespace walkcheck {

/// `text` as the content of an element or of a quoted attribute. What is not UTF-8, or no character of HTML, becomes
/// U+FFFD.
[[nodiscard]] std::string html_text(std::string_view text);

/// "608 verdicts as expected, 0 not as expected, 0 undecided".
[[nodiscard]] std::string html_summary(std::span<const Result> results);

/// A section for each scenario: what is assumed, and a row for each property with a link for each size.
/// `addresses`: one for each result.
[[nodiscard]] std::string html_verdicts(std::span<const Result> results, const std::vector<std::string>& addresses);

/// An article for each result that comes with a run; its id is the result's address.
[[nodiscard]] std::string html_races(std::span<const Result> results, const std::vector<std::string>& addresses);

}  // namespace walkcheck
