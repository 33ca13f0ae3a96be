#include "checker/report/ktap.hpp"

#include <algorithm>
#include <sstream>

#include <fmt/format.h>

#include "checker/report/finding.hpp"
#include "checker/report/utf8.hpp"

namespace walkcheck {
namespace {

constexpr std::string_view indent = "  ";

/// On a line of a result; KTAP knows no escape for a '#'.
std::string without_hash(std::string text) {
  std::replace(text.begin(), text.end(), '#', '_');
  return text;
}

std::string diagnostics(const std::string& text) {
  std::string result;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);)
    result += fmt::format("{}#{}{}\n", indent, line.empty() ? "" : " ", line);
  return result;
}

std::string lines_above(const Finding& finding) {
  if (finding.outcome == Outcome::as_expected) return {};
  auto text = diagnostics(finding.title + '\n' + finding.details);
  if (!finding.file.empty()) text += diagnostics(clean(fmt::format("{}:{}", finding.file, finding.line)));
  return text + (finding.race.empty() ? std::string() : diagnostics('\n' + finding.race));
}

std::string remark(const Finding& finding) {
  const auto headline = without_hash(finding.headline);
  if (finding.outcome == Outcome::undecided) return fmt::format(" # ERROR {}", headline);
  return fmt::format(" # {}", headline);
}

std::string result_line(bool passes, std::size_t number, const std::string& name) {
  return fmt::format("{} {} {}", passes ? "ok" : "not ok", number, without_hash(name));
}

/// Each suite is a test with subtests; the line "# Subtest:" is what KUnit prints, too.
std::string suite_text(const Suite& suite, std::size_t number) {
  auto text = fmt::format("{0}KTAP version 1\n{0}# Subtest: {1}\n{0}1..{2}\n", indent, without_hash(suite.name),
                          suite.findings.size());
  bool passes = true;
  std::size_t count = 0;
  for (const auto& finding : suite.findings) {
    const bool passed = finding.outcome == Outcome::as_expected;
    passes = passes && passed;
    text += lines_above(finding);
    text += fmt::format("{}{}{}\n", indent, result_line(passed, ++count, finding.name), remark(finding));
  }
  return text + result_line(passes, number, suite.name) + '\n';
}

}  // namespace

std::string report_ktap(const Report& report) {
  const auto suites = suites_of(report);
  auto text = fmt::format("KTAP version 1\n1..{}\n", suites.size());
  if (report.interrupted) text += "# the run was interrupted before all was decided\n";
  std::size_t number = 0;
  for (const auto& suite : suites) text += suite_text(suite, ++number);
  return text;
}

}  // namespace walkcheck
