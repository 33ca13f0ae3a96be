// The options of `check` for machines: files in the formats of checker/report/reporters.hpp, and --github.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "checker/cli/command.hpp"
#include "checker/report/reporters.hpp"
#include "checker/report/whole_file.hpp"

namespace walkcheck {

struct ReportOptions {
  std::vector<std::string> paths = std::vector<std::string>(reporters().size());  // one each; "-", or empty for none
  bool github = false;
  [[nodiscard]] bool any() const;            // a format was asked for
  [[nodiscard]] bool replaces_text() const;  // one of them is standard output's
  [[nodiscard]] bool shows_proofs() const;
};

void report_options(CLI::App& sub, ReportOptions& options);

/// The files of a run, from its beginning to its end.
class ReportFiles {
 public:
  /// Refused if one cannot be written: a search may take long. Reports of an earlier run are gone from here on, so that
  /// none is taken for this run's, however it ends.
  explicit ReportFiles(const ReportOptions& options);

  /// Writes all; one that cannot be written does not keep the others from it. Says so on `err`, and gives false.
  [[nodiscard]] bool write(const Report& report, std::ostream& out, std::ostream& err);

 private:
  struct Wanted {
    const Reporter* reporter = nullptr;
    std::optional<WholeFile> file;  // none: standard output
    std::string path;
  };
  std::vector<Wanted> wanted_;
};

/// Annotations to `out`, and the summary to the end of the file that GITHUB_STEP_SUMMARY names, if it does. False if
/// that cannot be written, as `err` is told.
[[nodiscard]] bool tell_github(const Report& report, std::ostream& out, std::ostream& err);

}  // namespace walkcheck
