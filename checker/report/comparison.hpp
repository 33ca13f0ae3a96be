// Two versions beside each other: where verdicts differ, and whether a caller can tell them apart.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "checker/report/result.hpp"

namespace walkcheck {

/// A property in one size, judged in both.
struct ComparedCell {
  Result one, other;
};

/// What a caller can see of one version, and never of the other.
struct TellingEvidence {
  bool of_first = true;
  std::string tables;
  Evidence evidence;
  std::vector<std::string> observations;  // the last is the one that tells
};

struct Comparison {
  std::string scenario;    // under whose rivals and assumptions
  std::string one, other;  // what is compared
  std::vector<ComparedCell> cells;
  // Only where no verdict differs:
  std::optional<TellingEvidence> behaviour;
  std::vector<std::string> same_in;    // tables in which both behave the same
  std::vector<std::string> undecided;  // tables in which a limit ended the comparison: why
};

/// Where `one` and `other` differ, with the shortest race of each verdict that only one has. At most 79 columns.
[[nodiscard]] std::string report_comparison(const Comparison& comparison);

/// 1 if they differ, else 3 if anything is undecided, else 0.
[[nodiscard]] int exit_code(const Comparison& comparison);

}  // namespace walkcheck
