// The report that a person reads.
#pragma once

#include <span>
#include <string>

#include "checker/report/result.hpp"

namespace walkcheck {

struct TextOptions {
  bool traces = false;  // show every race, not only those that were not expected
  bool colour = false;
  bool quiet = false;        // only what is not as expected
  double seconds = 0;        // how long the whole run took
  bool invariants = false;   // show what each proof rests on
  bool tabs = false;         // between the columns of a race
  bool coverage = false;     // what never happens, and no scenario says why, is not as expected
  bool overview = false;     // a few lines for each scenario instead of its verdicts
  bool interrupted = false;  // the run was ended before its end
  bool part = false;         // some properties or sizes were left out: what never happens is only counted
  std::string files = {};    // what was checked, as a command names it: "properties/v17"
};

/// The results by scenario, then the races, then a summary line. Colours apart, no line is wider than `page_width`
/// columns, or `table_width` in a table of verdicts (checker/report/section.hpp).
[[nodiscard]] std::string report_text(std::span<const Result> results, const TextOptions& options);

}  // namespace walkcheck
