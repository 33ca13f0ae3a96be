// What a run found, in the words that all formats for machines share, so that none can contradict another.
#pragma once

#include <string>
#include <vector>

#include "checker/report/outcome.hpp"
#include "checker/report/report.hpp"

namespace walkcheck {

/// One property in one search, or something else that is to be told as a test is. All texts are `clean` UTF-8.
struct Finding {
  enum class Kind : std::uint8_t {
    verdict,   // of a property
    coverage,  // what was said never to happen does, or what must happen never does; always unexpected
    fault      // the search ended without a verdict; always undecided
  };
  Kind kind = Kind::verdict;
  std::string name;  // the property; of coverage a word with underscores
  Outcome outcome = Outcome::as_expected;
  std::string verdict;   // "violated"; of coverage and faults a word that stands for one
  std::string headline;  // one line: "violated, expected holds"
  std::string title;     // one line: "P in S 1/2/1: violated, expected holds"
  std::string details;   // reasons, in paragraphs of `page_width` columns; may be empty
  std::string race;      // the diagram and the tables that it is of; empty if there is no run to show
  std::string description;
  std::string file;  // where the property is, from here; may be empty
  std::uint32_t line = 0;
  double seconds = 0;              // beside the search
  const Result* result = nullptr;  // of a verdict
};

/// The findings of one search. The pointers are into the Report.
struct Suite {
  std::string name;  // "S 1/2/1"; different for each
  std::string scenario;
  std::string size;                // "1/2/1"; empty for a `system`
  const Search* search = nullptr;  // null: there was none, or it ended in a fault
  std::vector<Finding> findings;   // at least one
};

/// In the order of the jobs: the searches, then those that ended in a fault, then what was said of coverage and is not
/// so. Outcomes fit the exit code: some finding is unexpected exactly if the run ends with `exit_unexpected`, faults
/// apart.
[[nodiscard]] std::vector<Suite> suites_of(const Report& report);

/// As a reader of the report finds it who stands in the folder in which walkcheck runs; other paths stay as they are.
[[nodiscard]] std::string path_from_here(const std::string& path);

/// How many of the findings have this outcome.
[[nodiscard]] std::size_t number_of(const std::vector<Suite>& suites, Outcome outcome);

}  // namespace walkcheck
