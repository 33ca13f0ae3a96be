#include "checker/report/comparison.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "checker/report/outcome.hpp"
#include "checker/report/race.hpp"
#include "checker/report/section.hpp"
#include "checker/report/wrap.hpp"

namespace walkcheck {

namespace {

bool is_open(Status status) { return status == Status::unknown || status == Status::bounded; }
bool passes(Status status) { return status == Status::holds || status == Status::proved; }

bool differs(const ComparedCell& cell) {
  const Status one = cell.one.verdict, other = cell.other.verdict;
  return one != other && !(passes(one) && passes(other)) && !is_open(one) && !is_open(other);
}

bool undecided(const ComparedCell& cell) { return is_open(cell.one.verdict) || is_open(cell.other.verdict); }

std::string size_of(const ComparedCell& cell) {
  const Search& search = *cell.one.search;
  return search.locks.empty() || search.locks == "split" ? search.tables
                                                         : fmt::format("{}, locks {}", search.tables, search.locks);
}

/// The rows that `wanted` asks for: what each of the two says.
std::string rows(const Comparison& comparison, bool (*wanted)(const ComparedCell&)) {
  std::size_t width = columns("property");
  const std::size_t left = std::max(columns(comparison.one), columns("violated"));
  const std::size_t right = std::max(columns(comparison.other), columns("violated"));
  for (const ComparedCell& cell : comparison.cells) width = std::max(width, columns(cell.one.property));
  std::string text;
  for (const ComparedCell& cell : comparison.cells) {
    if (!wanted(cell)) continue;
    text += fmt::format("{} {} {} {}\n", padded(cell.one.property, width), padded(name(cell.one.verdict), left),
                        padded(name(cell.other.verdict), right), size_of(cell));
  }
  if (text.empty()) return text;
  const std::string head = fmt::format("{} {} {} size\n", padded("property", width), padded(comparison.one, left),
                                       padded(comparison.other, right));
  return head + text;
}

std::size_t length(const Result& result) { return result.evidence->replayed.trace.rules.size(); }

/// Of each property the shortest race that only one of the two has.
std::string races(const Comparison& comparison) {
  std::vector<const Result*> shortest;
  for (const ComparedCell& cell : comparison.cells) {
    if (!differs(cell)) continue;
    for (const Result* result : {&cell.one, &cell.other}) {
      if (!result->evidence) continue;
      const auto known = std::find_if(shortest.begin(), shortest.end(), [&](const Result* other) {
        return other->property == result->property && other->search->scenario == result->search->scenario;
      });
      if (known == shortest.end()) {
        shortest.push_back(result);
      } else if (length(*result) < length(**known)) {
        *known = result;
      }
    }
  }
  std::string text;
  for (const Result* result : shortest) {
    const Evidence& evidence = *result->evidence;
    text += '\n' + paragraph("", fmt::format("{} is violated in {}", result->property, result->search->scenario));
    const std::string& tables = evidence.tables.empty() ? result->search->tables : evidence.tables;
    if (!tables.empty()) text += paragraph("tables ", tables);
    text += '\n' + race(evidence, result->kind);
  }
  return text;
}

std::string behaviour(const Comparison& comparison) {
  std::string text;
  if (comparison.behaviour) {
    const TellingEvidence& telling = *comparison.behaviour;
    text += paragraph("", fmt::format("No verdict differs, but a caller can tell them apart: with {} it may see this, "
                                      "and never with {} (tables {}):",
                                      telling.of_first ? comparison.one : comparison.other,
                                      telling.of_first ? comparison.other : comparison.one, telling.tables));
    for (const std::string& seen : telling.observations) text += paragraph("  - ", seen);
    text += '\n' + race(telling.evidence, Property::Kind::safety);
  } else if (!comparison.same_in.empty()) {
    std::string sizes;
    for (const std::string& size : comparison.same_in) sizes += (sizes.empty() ? "" : ", ") + size;
    text += paragraph("", fmt::format("A caller cannot tell them apart: the same callbacks at the same addresses, with "
                                      "the same answers, and the same results ({}).",
                                      sizes));
  }
  for (const std::string& why : comparison.undecided) text += paragraph("", "undecided: " + why);
  return text;
}

std::size_t count(const Comparison& comparison, bool (*wanted)(const ComparedCell&)) {
  return static_cast<std::size_t>(std::count_if(comparison.cells.begin(), comparison.cells.end(), wanted));
}

}  // namespace

std::string report_comparison(const Comparison& comparison) {
  std::string text =
      paragraph("", fmt::format("{} and {}, in {}", comparison.one, comparison.other, comparison.scenario));
  text += '\n' + rows(comparison, differs) + races(comparison);
  if (count(comparison, undecided) > 0) text += "\nundecided:\n" + rows(comparison, undecided);
  if (count(comparison, differs) == 0) text += behaviour(comparison);
  return text + fmt::format("\n{} compared, {} differ, {} undecided\n",
                            counted(comparison.cells.size(), "verdict", "verdicts"), count(comparison, differs),
                            count(comparison, undecided));
}

int exit_code(const Comparison& comparison) {
  if (count(comparison, differs) > 0 || comparison.behaviour) return exit_unexpected;
  return count(comparison, undecided) > 0 || !comparison.undecided.empty() ? exit_undecided : exit_as_expected;
}

}  // namespace walkcheck
