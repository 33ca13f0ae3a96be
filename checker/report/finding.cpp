#include "checker/report/finding.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <system_error>

#include <fmt/format.h>

#include "checker/report/in_words.hpp"
#include "checker/report/race.hpp"
#include "checker/report/section.hpp"
#include "checker/report/unused.hpp"
#include "checker/report/utf8.hpp"
#include "checker/report/wrap.hpp"

namespace walkcheck {
namespace {

std::string headline_of(const Result& result, Outcome how) {
  std::string text(name(result.verdict));
  if (!result.expected) return text;
  return text + (how == Outcome::as_expected ? ", as expected" : fmt::format(", expected {}", *result.expected));
}

bool passes(const Result& result) { return result.verdict == Status::holds || result.verdict == Status::proved; }

std::string details_of(const Result& result, Outcome how) {
  std::string text;
  if (!result.reason.empty()) text += paragraph("", result.reason);
  const bool as_it_should = how == Outcome::as_expected && passes(result);
  if (!result.because.empty() && !as_it_should) text += paragraph("", "the file says: " + result.because);
  return clean(text);
}

std::string race_of(const Result& result) {
  if (!result.evidence) return {};
  const auto& evidence = *result.evidence;
  const auto& search = *result.search;
  std::string text;
  if (evidence.abstract) text += paragraph("", "An abstract run, which may be none of real tables.");
  const auto locks = search.locks.empty() ? std::string() : fmt::format(", locks {}", search.locks);
  if (!search.tables.empty())
    text += paragraph("tables ", (evidence.tables.empty() ? search.tables : evidence.tables) + locks);
  if (!text.empty()) text += '\n';
  return clean(text + race(evidence, result.kind) + '\n' + in_words(result));
}

std::string titled(const std::string& name, const Suite& suite, const std::string& headline) {
  return fmt::format("{} in {}: {}", name, suite.name, headline);
}

Finding finding_of(const Result& result, const Suite& suite) {
  Finding finding;
  finding.name = one_line(result.property);
  finding.outcome = outcome(result);
  finding.verdict = name(result.verdict);
  finding.headline = one_line(headline_of(result, finding.outcome));
  finding.title = titled(finding.name, suite, finding.headline);
  finding.details = details_of(result, finding.outcome);
  finding.race = race_of(result);
  finding.description = one_line(result.description);
  finding.file = path_from_here(result.file);
  finding.line = result.line;
  finding.seconds = result.seconds;
  finding.result = &result;
  return finding;
}

Suite suite_named(const std::string& scenario, const std::string& size) {
  Suite suite;
  suite.scenario = one_line(scenario);
  suite.size = one_line(size);
  suite.name = suite.size.empty() ? suite.scenario : fmt::format("{} {}", suite.scenario, suite.size);
  return suite;
}

Suite suite_of_fault(const Fault& fault) {
  const auto locks = fault.job.locks.empty() ? std::string() : fmt::format(", locks {}", fault.job.locks);
  auto suite = suite_named(fault.job.scenario, fault.job.tables + (fault.job.tables.empty() ? "" : locks));
  for (const auto& task : fault.job.tasks) {
    Finding finding;
    finding.kind = Finding::Kind::fault;
    finding.name = one_line(task.property);
    finding.outcome = Outcome::undecided;
    finding.verdict = fault.of_model ? "faulty_model" : "internal_error";
    finding.headline = fault.of_model ? "not decided: faulty model" : "not decided: internal error";
    finding.title = titled(finding.name, suite, finding.headline);
    finding.details = clean(paragraph("", fault.what));
    finding.description = one_line(task.description);
    finding.file = path_from_here(task.file);
    finding.line = task.line;
    suite.findings.push_back(std::move(finding));
  }
  return suite;
}

Finding coverage_finding(const std::string& name, const std::string& headline, const std::string& shown,
                         const Origin& origin) {
  Finding finding;
  finding.kind = Finding::Kind::coverage;
  finding.outcome = Outcome::unexpected;
  finding.verdict = name;
  finding.name = fmt::format("{} {}", name, one_line(shown));
  finding.headline = headline;
  finding.title = fmt::format("{}: {}", headline, one_line(shown));
  finding.file = path_from_here(origin.file);
  finding.line = origin.line;
  return finding;
}

/// What a scenario says never to happen, and does.
void add_wrongly_dead(std::vector<Suite>& suites, const std::vector<const Search*>& searches) {
  std::vector<std::pair<std::string, std::vector<const Search*>>> scenarios;  // in the order of their first mention
  for (const auto* search : searches) {
    const auto known = std::find_if(scenarios.begin(), scenarios.end(),
                                    [&](const auto& each) { return each.first == search->scenario; });
    if (known == scenarios.end()) {
      scenarios.push_back({search->scenario, {search}});
    } else {
      known->second.push_back(search);
    }
  }
  for (const auto& [scenario, own] : scenarios) {
    auto suite = suite_named(scenario, "coverage");
    for (const auto& dead : wrongly_dead(own))
      suite.findings.push_back(coverage_finding("executed", "executed, though the scenario says never",
                                                show(DeadStatement{dead.origin, dead.text}), dead.origin));
    for (const auto& group : wrongly_silent(own))
      suite.findings.push_back(coverage_finding("fired", "fired, though the scenario says never",
                                                show(GroupUse{group.name, group.origin}), group.origin));
    if (!suite.findings.empty()) suites.push_back(std::move(suite));
  }
}

void add_uncovered(std::vector<Suite>& suites, const std::vector<const Search*>& searches) {
  const auto missing = uncovered(searches);
  auto nowhere = suite_named("coverage", "");
  for (const auto& dead : missing.statements)
    nowhere.findings.push_back(
        coverage_finding("never_executed", "executed in no scenario, and none says why", show(dead), dead.origin));
  for (const auto& [scenario, group] : missing.silent)
    nowhere.findings.push_back(coverage_finding("never_fired", "never fires, and the scenario does not say why",
                                                fmt::format("{} in {}", show(group), scenario), group.origin));
  if (!nowhere.findings.empty()) suites.push_back(std::move(nowhere));
}

}  // namespace

std::vector<Suite> suites_of(const Report& report) {
  std::vector<const Result*> rows;
  for (const auto& result : report.results) rows.push_back(&result);
  const auto searches = searches_of(rows);
  const SizeLabels label(searches);
  std::vector<Suite> suites;
  std::map<const Search*, std::size_t> place;
  for (const auto* search : searches) {
    place.emplace(search, suites.size());
    suites.push_back(suite_named(search->scenario, label(*search)));
    suites.back().search = search;
  }
  for (const auto& result : report.results) {
    auto& suite = suites[place.at(result.search.get())];
    suite.findings.push_back(finding_of(result, suite));
  }
  for (const auto& fault : report.faults) suites.push_back(suite_of_fault(fault));
  add_wrongly_dead(suites, searches);
  if (report.coverage) add_uncovered(suites, searches);
  return suites;
}

std::string path_from_here(const std::string& path) {
  namespace fs = std::filesystem;
  const auto normal = fs::path(path).lexically_normal();
  std::error_code unknown;
  const auto here = fs::current_path(unknown);
  if (unknown || normal.is_relative()) return normal.string();
  const auto relative = normal.lexically_relative(here);
  return relative.empty() || *relative.begin() == ".." ? normal.string() : relative.string();
}

std::size_t number_of(const std::vector<Suite>& suites, Outcome outcome) {
  std::size_t number = 0;
  for (const auto& suite : suites)
    number +=
        static_cast<std::size_t>(std::count_if(suite.findings.begin(), suite.findings.end(),
                                               [&](const Finding& finding) { return finding.outcome == outcome; }));
  return number;
}

}  // namespace walkcheck
