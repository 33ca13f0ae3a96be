#include "checker/report/sarif.hpp"

#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "checker/report/finding.hpp"
#include "checker/report/sarif_flow.hpp"
#include "checker/report/utf8.hpp"
#include "checker/report/version.hpp"

namespace walkcheck {
namespace {

using nlohmann::ordered_json;

std::string sentence(const std::string& text) { return text + (text.ends_with('.') ? "" : "."); }

bool passes(const Finding& finding) {
  return finding.result->verdict == Status::holds || finding.result->verdict == Status::proved;
}

std::string kind_of(const Finding& finding) {
  if (finding.outcome == Outcome::unexpected) return "fail";
  if (finding.outcome == Outcome::undecided) return "open";
  return passes(finding) ? "pass" : "informational";
}

/// The property of a system is its own; that of scenarios is one for all.
std::string rule_of(const Suite& suite, const Finding& finding) {
  if (finding.kind == Finding::Kind::coverage) return finding.verdict;
  return suite.size.empty() ? fmt::format("{}.{}", suite.scenario, finding.name) : finding.name;
}

/// The rules in the order of their first mention.
class Rules {
 public:
  /// The index of the finding's rule.
  std::size_t index(const Suite& suite, const Finding& finding) {
    const auto id = rule_of(suite, finding);
    const auto [known, is_new] = places_.emplace(id, rules_.size());
    if (is_new) add(id, finding);
    return known->second;
  }
  [[nodiscard]] const ordered_json& all() const { return rules_; }

 private:
  void add(const std::string& id, const Finding& finding) {
    const bool property = finding.kind != Finding::Kind::coverage;
    const auto text = sentence(!property ? finding.headline : finding.description.empty() ? id : finding.description);
    rules_.push_back({{"id", id},
                      {"shortDescription", {{"text", property ? sentence(finding.name) : text}}},
                      {"fullDescription", {{"text", text}}},
                      {"messageStrings", {{"default", {{"text", "{0}."}}}}},
                      {"defaultConfiguration", {{"level", "error"}}},
                      {"help", {{"text", text}}}});
  }

  std::map<std::string, std::size_t> places_;
  ordered_json rules_ = ordered_json::array();
};

ordered_json properties_of(const Suite& suite, const Finding& finding) {
  ordered_json bag = {{"verdict", finding.verdict}, {"scenario", suite.scenario}};
  if (finding.result == nullptr) return bag;
  const auto& result = *finding.result;
  const auto& search = *result.search;
  bag["expected"] = result.expected ? ordered_json(one_line(*result.expected)) : ordered_json(nullptr);
  bag["tables"] = clean(search.tables);
  bag["locks"] = clean(search.locks);
  bag["engine"] = result.engine;
  ordered_json assumptions = ordered_json::array();
  for (const auto& assumption : search.assumptions) assumptions.push_back(one_line(assumption));
  bag["assumptions"] = assumptions;
  if (!result.evidence) return bag;
  const auto& loop = result.evidence->replayed.trace.loop_start;
  bag["loopStart"] = loop ? ordered_json(*loop + 1) : ordered_json(nullptr);
  bag["abstract"] = result.evidence->abstract;
  return bag;
}

/// Without the period at its end.
std::string message_of(const Finding& finding) {
  auto text = finding.title;
  if (!finding.details.empty()) text = sentence(text) + ' ' + one_line(finding.details);
  while (text.ends_with('.')) text.pop_back();
  return text;
}

ordered_json result_of(const Suite& suite, const Finding& finding, Rules& rules) {
  const auto kind = kind_of(finding);
  const auto id = rule_of(suite, finding);
  ordered_json result = {
      {"ruleId", id},
      {"ruleIndex", rules.index(suite, finding)},
      {"kind", kind},
      {"level", kind == "fail" ? "error" : "none"},
      {"message", {{"text", message_of(finding) + '.'}, {"id", "default"}, {"arguments", {message_of(finding)}}}}};
  auto location = sarif_location(finding.file, finding.line);
  if (!location.empty()) {
    location["logicalLocations"] = {
        {{"name", finding.name}, {"fullyQualifiedName", fmt::format("{}.{}", suite.scenario, finding.name)}}};
    result["locations"] = {location};
  }
  result["partialFingerprints"] = {{"walkcheck/v1", fmt::format("{}: {}", suite.name, finding.name)}};
  if (finding.result != nullptr && finding.result->evidence)
    result["codeFlows"] = {sarif_code_flow(*finding.result->evidence, finding.file, finding.line)};
  result["properties"] = properties_of(suite, finding);
  return result;
}

ordered_json invocation_of(const Report& report, const std::vector<Suite>& suites) {
  ordered_json notifications = ordered_json::array();
  for (const auto& suite : suites) {
    for (const auto& finding : suite.findings) {
      if (finding.kind != Finding::Kind::fault) continue;
      notifications.push_back({{"level", "error"}, {"message", {{"text", message_of(finding) + '.'}}}});
    }
  }
  if (report.interrupted)
    notifications.push_back(
        {{"level", "error"}, {"message", {{"text", "The run was interrupted before all was decided."}}}});
  ordered_json invocation = {{"executionSuccessful", report.faults.empty() && !report.interrupted}};
  if (!notifications.empty()) invocation["toolExecutionNotifications"] = notifications;
  return invocation;
}

}  // namespace

std::string report_sarif(const Report& report) {
  const auto suites = suites_of(report);
  Rules rules;
  ordered_json results = ordered_json::array();
  for (const auto& suite : suites) {
    for (const auto& finding : suite.findings) {
      if (finding.kind != Finding::Kind::fault) results.push_back(result_of(suite, finding, rules));
    }
  }
  const ordered_json driver = {{"name", tool_name},
                               {"version", tool_version},
                               {"semanticVersion", tool_version},
                               {"informationUri", tool_page},
                               {"rules", rules.all()}};
  const ordered_json run = {
      {"tool", {{"driver", driver}}},
      {"invocations", {invocation_of(report, suites)}},
      {"originalUriBaseIds", {{"SRCROOT", {{"description", {{"text", "The folder in which walkcheck ran."}}}}}}},
      {"columnKind", "unicodeCodePoints"},
      {"results", results}};
  const ordered_json document = {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                                 {"version", "2.1.0"},
                                 {"runs", ordered_json::array({run})}};
  return document.dump(2, ' ', false, ordered_json::error_handler_t::replace) + '\n';
}

}  // namespace walkcheck
