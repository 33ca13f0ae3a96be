#include "checker/report/text.hpp"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "checker/report/in_words.hpp"
#include "checker/report/legend.hpp"
#include "checker/report/outcome.hpp"
#include "checker/report/overview.hpp"
#include "checker/report/race.hpp"
#include "checker/report/section.hpp"
#include "checker/report/unused.hpp"
#include "checker/report/wrap.hpp"

namespace walkcheck {
namespace {

using Rows = std::vector<const Result*>;

bool same_question(const Result& left, const Result& right) {
  return left.property == right.property && left.search->scenario == right.search->scenario;
}

Rows where(const Rows& results, const auto& wanted) {
  Rows found;
  std::copy_if(results.begin(), results.end(), std::back_inserter(found),
               [&](const Result* result) { return wanted(*result); });
  return found;
}

bool not_as_expected(const Result& result) { return outcome(result) != Outcome::as_expected; }

std::size_t length(const Result& result) { return result.evidence->replayed.trace.rules.size(); }

/// Of the races of one property in one scenario the shortest, unless all were asked for.
Rows races(const Rows& results, bool all) {
  auto violated = where(results, [](const Result& result) { return result.evidence.has_value(); });
  if (all) return violated;
  Rows shortest;
  for (const auto* result : where(violated, not_as_expected)) {
    const auto known = std::find_if(shortest.begin(), shortest.end(),
                                    [&](const Result* other) { return same_question(*other, *result); });
    if (known == shortest.end()) {
      shortest.push_back(result);
    } else if (length(*result) < length(**known)) {
      *known = result;
    }
  }
  return shortest;
}

/// "pud[2] pmd[1] pte[1], locks split"; empty for a `system`.
std::string tables_of(const Result& result) {
  const auto& search = *result.search;
  if (search.tables.empty()) return "";
  return (result.evidence->tables.empty() ? search.tables : result.evidence->tables) +
         (search.locks.empty() ? "" : ", locks " + search.locks);
}

/// A race as it is drawn, and all that it is the race of.
struct Drawn {
  const Result* result;
  std::string race;
  std::vector<std::string> also;  // other tables in which the same property is broken in the same way
};

/// Two configurations of locks, or two sizes, often show the same race.
std::vector<Drawn> drawn(const Rows& results, const DiagramStyle& style) {
  std::vector<Drawn> all;
  for (const auto* result : results) {
    auto text = race(*result->evidence, result->kind, style);
    const auto same = std::find_if(all.begin(), all.end(), [&](const Drawn& other) {
      return same_question(*other.result, *result) && other.race == text &&
             other.result->evidence->abstract == result->evidence->abstract;
    });
    if (same == all.end()) {
      all.push_back({result, std::move(text), {}});
    } else {
      const bool any = !result->evidence->tables.empty();
      same->also.push_back(any ? fmt::format("tables of any size, locks {}", result->search->locks)
                               : tables_of(*result));
    }
  }
  return all;
}

std::string race_block(const Drawn& drawn) {
  const Result& result = *drawn.result;
  const auto& search = *result.search;
  const Evidence& evidence = *result.evidence;
  auto text =
      paragraph("", evidence.abstract ? fmt::format("{} in {}: an abstract run, which may be none of real tables",
                                                    result.property, search.scenario)
                                      : fmt::format("{} is violated in {}", result.property, search.scenario));
  if (!result.description.empty()) text += paragraph("", result.description);
  if (const auto tables = tables_of(result); !tables.empty()) text += paragraph("tables ", tables);
  for (const auto& tables : drawn.also) text += paragraph("the same run with ", tables);
  const auto steps = legend(evidence);
  if (!steps.empty()) text += paragraph("steps ", steps);
  return text + '\n' + drawn.race + '\n' + in_words(result) + '\n';
}

/// The invariant behind each proof; properties that share one are named together.
std::string invariants(const Rows& results) {
  std::string text;
  Rows rest = where(results, [](const Result& result) { return result.proof.has_value(); });
  while (!rest.empty()) {
    const Result& first = *rest.front();
    const auto same = [&](const Result& other) {
      return other.search == first.search && other.claim == first.claim && other.invariant == first.invariant;
    };
    std::string named;
    for (const auto* result : where(rest, same)) named += (named.empty() ? "" : ", ") + result->property;
    text += paragraph("", fmt::format("{} in {}: {}{}", named, first.search->scenario, first.claim,
                                      first.invariant.empty() ? "" : ":"));
    for (const auto& clause : first.invariant) text += paragraph("  - ", clause);
    text += '\n';
    rest = where(rest, [&](const Result& other) { return !same(other); });
  }
  return text;
}

std::string summary(const Rows& results, double seconds) {
  std::array<std::uint64_t, 3> counts{};
  for (const auto* result : results) ++counts[static_cast<std::size_t>(outcome(*result))];
  const auto searches = searches_of(results);
  std::uint64_t states = 0;
  for (const auto* search : searches) states += search->statistics.states;
  const auto& [expected, undecided, unexpected] = counts;
  return fmt::format("{} as expected, {} not as expected, {} undecided\n{}, {}, {:.1f} s\n",
                     counted(expected, "verdict", "verdicts"), thousands(unexpected), thousands(undecided),
                     counted(searches.size(), "search", "searches"), counted(states, "state", "states"), seconds);
}

std::string sections(const Rows& results, bool colour, bool part) {
  std::string text;
  Rows rest = results;
  while (!rest.empty()) {
    const auto in_first = [&](const Result& result) {
      return result.search->scenario == rest.front()->search->scenario;
    };
    text += section(where(rest, in_first), colour, part) + '\n';
    rest = where(rest, [&](const Result& result) { return !in_first(result); });
  }
  return text;
}

std::string list(const std::string& head, const std::vector<std::string>& items) {
  std::string text = items.empty() ? "" : paragraph("", head);
  for (const auto& item : items) text += paragraph("- ", item);
  return items.empty() ? text : text + '\n';
}

/// Each scenario tells what is never executed in it; a statement that is executed in none may be dead in the kernel,
/// too.
std::string executed_nowhere(const Rows& results) {
  const auto searches = searches_of(results);
  std::set<std::string> scenarios;
  for (const auto* search : searches) scenarios.insert(search->scenario);
  if (scenarios.size() < 2) return "";
  std::vector<std::string> items;
  for (const auto& dead : dead_statements(searches)) items.push_back(show(dead));
  return list(fmt::format("executed in none of the {} scenarios:", scenarios.size()), items);
}

std::string not_covered(const Rows& results) {
  const auto missing = uncovered(searches_of(results));
  std::vector<std::string> items;
  for (const auto& dead : missing.statements) items.push_back(show(dead));
  for (const auto& [scenario, group] : missing.silent) items.push_back(fmt::format("{} in {}", show(group), scenario));
  return list("never happens, and no scenario says why:", items);
}

std::string unexpected_only(const Rows& results, bool colour) {
  const auto rows = where(results, not_as_expected);
  return rows.empty() ? "" : verdict_lines(rows, colour) + '\n';
}

}  // namespace

std::string report_text(std::span<const Result> results, const TextOptions& options) {
  Rows rows;
  for (const auto& result : results) rows.push_back(&result);
  const bool all = !options.quiet && !options.overview;
  std::string text = options.overview ? overview(rows, options.files) : "";
  text += all ? sections(rows, options.colour, options.part) : unexpected_only(rows, options.colour);
  if (all && !options.part) text += executed_nowhere(rows);
  if (options.coverage) text += not_covered(rows);
  for (const auto& each : drawn(races(rows, options.traces), {options.tabs})) text += race_block(each);
  if (options.invariants) text += invariants(rows);
  if (!options.quiet || !text.empty()) text += summary(rows, options.seconds);
  if (options.interrupted) text += "interrupted: the run was ended before all was decided\n";
  return text;
}

}  // namespace walkcheck
