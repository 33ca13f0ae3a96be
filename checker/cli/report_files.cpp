#include "checker/cli/report_files.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <new>
#include <ostream>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "checker/report/github.hpp"

namespace walkcheck {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view standard_output = "-";

std::string named(const Reporter& reporter, const std::string& what) {
  return fmt::format("{} {}", reporter.option, what);
}

/// The old file goes at once: not if it is a model, named by a slip.
void must_be_no_model(const Reporter& reporter, const std::string& path) {
  const auto ending = fs::path(path).extension();
  if (ending == ".prop" || ending == ".walk")
    throw Refused(named(reporter, fmt::format("{}: is the name of a model, not of a report", path)));
}

WholeFile claimed(const Reporter& reporter, const std::string& path) {
  must_be_no_model(reporter, path);
  try {
    return WholeFile(path);
  } catch (const std::runtime_error& fault) {
    throw Refused(named(reporter, fault.what()));
  }
}

/// What is told, or the reason why it is not.
std::string why_not_written(const Reporter& reporter, std::optional<WholeFile>& file, const Report& report,
                            std::ostream& out) {
  if (!reporter.tells_faults && !report.faults.empty())
    return "not written: without the results that are missing it could be taken for the whole";
  try {
    const auto text = reporter.tell(report);
    if (file) {
      file->write(text);
    } else {
      out << text << std::flush;
    }
    return {};
  } catch (const std::bad_alloc&) {
    return "not written: out of memory";
  } catch (const std::exception& fault) {
    return fault.what();
  }
}

}  // namespace

bool ReportOptions::any() const {
  return github || std::any_of(paths.begin(), paths.end(), [](const auto& path) { return !path.empty(); });
}

bool ReportOptions::replaces_text() const {
  return std::find(paths.begin(), paths.end(), standard_output) != paths.end();
}

bool ReportOptions::shows_proofs() const {
  for (std::size_t i = 0; i < paths.size(); ++i) {
    if (!paths[i].empty() && reporters()[i].shows_proofs) return true;
  }
  return false;
}

void report_options(CLI::App& sub, ReportOptions& options) {
  for (std::size_t i = 0; i < reporters().size(); ++i) {
    const auto& row = reporters()[i];
    sub.add_option(std::string(row.option), options.paths[i], fmt::format("write the results to FILE as {}", row.what))
        ->type_name("FILE")
        ->group("Reports (FILE may be - for one of them: standard output, in place of the text)");
  }
  sub.add_flag("--github", options.github,
               "write annotations for GitHub Actions after the text, and add a summary to $GITHUB_STEP_SUMMARY")
      ->group("Reports (FILE may be - for one of them: standard output, in place of the text)");
}

ReportFiles::ReportFiles(const ReportOptions& options) {
  const auto to_output = std::count(options.paths.begin(), options.paths.end(), standard_output);
  if (to_output > 1) throw Refused("only one report can be written to standard output");
  if (to_output > 0 && options.github) throw Refused("--github writes to standard output, and so does a report to -");
  for (std::size_t i = 0; i < options.paths.size(); ++i) {
    const auto& path = options.paths[i];
    if (path.empty()) continue;
    const auto& row = reporters()[i];
    wanted_.push_back({&row, {}, path});
    if (path != standard_output) wanted_.back().file.emplace(claimed(row, path));
  }
  for (const auto& each : wanted_) {
    try {
      if (each.file) each.file->remove_old();
    } catch (const std::runtime_error& fault) {
      throw Refused(named(*each.reporter, fault.what()));
    }
  }
}

bool ReportFiles::write(const Report& report, std::ostream& out, std::ostream& err) {
  bool all = true;
  for (auto& [reporter, file, path] : wanted_) {
    const auto why = why_not_written(*reporter, file, report, out);
    file.reset();
    if (why.empty()) continue;
    all = false;
    err << fmt::format("walkcheck: {} {}\n", reporter->option,
                       why.starts_with(path) ? why : fmt::format("{}: {}", path, why));
  }
  return all;
}

bool tell_github(const Report& report, std::ostream& out, std::ostream& err) {
  out << github_annotations(report) << std::flush;
  const char* const named = std::getenv("GITHUB_STEP_SUMMARY");
  if (named == nullptr || *named == '\0') return true;
  const std::string path = named;
  std::error_code unknown;
  const auto used = fs::file_size(path, unknown);
  try {
    append_whole(path,
                 github_summary(report, most_of_summary - std::min<std::size_t>(unknown ? 0 : used, most_of_summary)));
    return true;
  } catch (const std::runtime_error& fault) {
    err << fmt::format("walkcheck: --github {}\n", fault.what());
    return false;
  }
}

}  // namespace walkcheck
