// One scenario of the text report: what is assumed, what was searched, the verdicts, what was never executed.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "checker/report/result.hpp"

namespace walkcheck {

/// Short names of sizes: "2/1/1" for "pud[2] pmd[1] pte[1]", "2/1/1s" with locks single; the whole words where two
/// searches of one scenario would share a short one; empty for a `system`.
class SizeLabels {
 public:
  explicit SizeLabels(const std::vector<const Search*>& searches);
  /// `search` is one of those that were given.
  [[nodiscard]] const std::string& operator()(const Search& search) const { return labels_.at(&search); }

 private:
  std::map<const Search*, std::string> labels_;
};

/// The different searches of the results, in the order in which they are first named.
[[nodiscard]] std::vector<const Search*> searches_of(std::span<const Result* const> results);

/// A terminal of 80 columns shows it without breaking its lines.
inline constexpr std::size_t table_width = 79;

/// The verdict as it is printed: in colour, if asked for, by how it meets its expectation.
[[nodiscard]] std::string verdict_word(const Result& result, bool colour);

/// A table of one or more results: `page_width` columns if the names leave room, at most `table_width`; where even that
/// is too narrow a result takes two lines. Below each what explains it: reason, unmet expectation, the bounds of
/// retries.
[[nodiscard]] std::string verdict_lines(std::span<const Result* const> results, bool colour);

/// The whole section; all results are of one scenario. `part`: some of its properties or sizes were left out, and what
/// was never executed is only counted.
[[nodiscard]] std::string section(std::span<const Result* const> results, bool colour, bool part);

}  // namespace walkcheck
