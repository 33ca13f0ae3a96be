// Formats for machines, as a table: each is an option of `check` that takes a file.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "checker/report/report.hpp"

namespace walkcheck {

/// One row of the table.
struct Reporter {
  std::string_view option;  // "--junit"
  std::string_view what;    // for the help
  /// The whole file, with a newline at its end.
  std::string (*tell)(const Report& report);
  bool tells_faults = true;   // otherwise it is not written if a job ended without results: it could be taken for whole
  bool shows_proofs = false;  // it tells what proofs rest on
};

/// In the order of the help.
[[nodiscard]] std::span<const Reporter> reporters();

}  // namespace walkcheck
