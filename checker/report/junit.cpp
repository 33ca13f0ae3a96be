#include "checker/report/junit.hpp"

#include <ctime>
#include <sstream>

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <pugixml.hpp>

#include "checker/report/finding.hpp"
#include "checker/report/utf8.hpp"
#include "checker/report/version.hpp"

namespace walkcheck {
namespace {

void set(pugi::xml_node node, const char* name, const std::string& value) {
  node.append_attribute(name).set_value(value.c_str());
}

void set_text(pugi::xml_node node, const std::string& text) {
  if (!text.empty()) node.append_child(pugi::node_pcdata).set_value(text.c_str());
}

std::string seconds_text(double seconds) { return fmt::format("{:.3f}", seconds); }

/// Ant's schema wants UTC without saying so.
std::string time_text(std::chrono::system_clock::time_point time) {
  return fmt::format("{:%Y-%m-%dT%H:%M:%S}", fmt::gmtime(std::chrono::system_clock::to_time_t(time)));
}

/// Everything that is known of a finding, for a person who reads it in a browser.
std::string told(const Finding& finding) {
  std::string text = finding.title + '\n';
  if (!finding.description.empty()) text += finding.description + '\n';
  if (!finding.file.empty()) text += clean(fmt::format("{}:{}", finding.file, finding.line)) + '\n';
  if (!finding.details.empty()) text += '\n' + finding.details;
  if (!finding.race.empty()) text += '\n' + finding.race;
  return text;
}

void add_case(pugi::xml_node suite, const Suite& of, const Finding& finding) {
  auto test = suite.append_child("testcase");
  set(test, "name", of.size.empty() ? finding.name : fmt::format("{} {}", finding.name, of.size));
  set(test, "classname", of.scenario);
  set(test, "time", seconds_text(finding.seconds));
  if (finding.outcome == Outcome::as_expected) return;
  auto fault = test.append_child(finding.outcome == Outcome::undecided ? "error" : "failure");
  set(fault, "message", finding.headline);
  set(fault, "type", finding.verdict);
  set_text(fault, told(finding));
}

void add_property(pugi::xml_node properties, const char* name, const std::string& value) {
  auto property = properties.append_child("property");
  set(property, "name", name);
  set(property, "value", one_line(value));
}

void add_properties(pugi::xml_node node, const Suite& suite, bool interrupted) {
  auto properties = node.append_child("properties");
  add_property(properties, "walkcheck", std::string(tool_version));
  if (interrupted) add_property(properties, "interrupted", "the run was ended before all was decided");
  if (suite.search == nullptr) return;
  const auto& search = *suite.search;
  if (!search.tables.empty()) add_property(properties, "tables", search.tables);
  if (!search.locks.empty()) add_property(properties, "locks", search.locks);
  add_property(properties, "engine", search.engine);
  add_property(properties, "states", std::to_string(search.statistics.states));
  for (const auto& assumption : search.assumptions) add_property(properties, "assumption", assumption);
}

/// The verdicts with what stands behind them, where they are no failures.
std::string output_of(const Suite& suite) {
  std::string text;
  for (const auto& finding : suite.findings) {
    if (finding.outcome != Outcome::as_expected) continue;
    const bool more = !finding.details.empty() || !finding.race.empty();
    text += (text.empty() || !more ? "" : "\n") + (more ? told(finding) : finding.title + '\n');
  }
  return text;
}

void add_suite(pugi::xml_node root, const Suite& suite, std::size_t id, const Report& report) {
  double seconds = suite.search == nullptr ? 0 : suite.search->statistics.seconds;
  for (const auto& finding : suite.findings) seconds += finding.seconds;
  const std::vector<Suite> alone{suite};
  auto node = root.append_child("testsuite");
  set(node, "name", suite.name);
  set(node, "package", suite.scenario);
  set(node, "id", std::to_string(id));
  set(node, "timestamp", time_text(report.began));
  set(node, "hostname", "localhost");  // the same report on every machine
  set(node, "tests", std::to_string(suite.findings.size()));
  set(node, "failures", std::to_string(number_of(alone, Outcome::unexpected)));
  set(node, "errors", std::to_string(number_of(alone, Outcome::undecided)));
  set(node, "time", seconds_text(seconds));
  add_properties(node, suite, report.interrupted);
  for (const auto& finding : suite.findings) add_case(node, suite, finding);
  set_text(node.append_child("system-out"), output_of(suite));
  node.append_child("system-err");
}

}  // namespace

std::string report_junit(const Report& report) {
  pugi::xml_document document;
  auto declaration = document.append_child(pugi::node_declaration);
  set(declaration, "version", "1.0");
  set(declaration, "encoding", "UTF-8");
  auto root = document.append_child("testsuites");
  std::size_t id = 0;
  for (const auto& suite : suites_of(report)) add_suite(root, suite, id++, report);
  std::ostringstream text;
  document.save(text, "  ", pugi::format_default, pugi::encoding_utf8);
  return text.str();
}

}  // namespace walkcheck
