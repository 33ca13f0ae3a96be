#include "checker/report/section.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "checker/report/unused.hpp"
#include "checker/report/wrap.hpp"

namespace walkcheck {
namespace {

using Searches = std::vector<const Search*>;

std::string list_item(std::string_view text) { return paragraph("  - ", text); }

std::string with_period(std::string_view text) {
  std::string sentence(text);
  if (!sentence.empty() && sentence.find_last_of(".!?") + 1 != sentence.size()) sentence += '.';
  return sentence;
}

std::string heading(const Search& search) {
  std::string text = search.scenario + '\n';
  if (!search.description.empty()) text += paragraph("  ", with_period(search.description));
  return text;
}

/// Each assumption once; one that only some of the sizes make says which.
std::string assumptions(const Searches& searches, const SizeLabels& label) {
  std::vector<std::string> all;
  for (const auto* search : searches) {
    for (const auto& assumption : search->assumptions) {
      if (std::find(all.begin(), all.end(), assumption) == all.end()) all.push_back(assumption);
    }
  }
  std::string text = all.empty() ? "" : "  assumptions:\n";
  for (const auto& assumption : all) {
    std::string made_by;
    std::size_t makers = 0;
    for (const auto* search : searches) {
      const auto& made = search->assumptions;
      if (std::find(made.begin(), made.end(), assumption) == made.end()) continue;
      ++makers;
      made_by += fmt::format("{}{}", made_by.empty() ? "" : ", ", label(*search));
    }
    text += list_item(makers == searches.size() ? assumption : fmt::format("{} (only {})", assumption, made_by));
  }
  return text;
}

std::string search_line(const Search& search, const std::string& label) {
  const auto& [states, transitions, depth, bytes, seconds] = search.statistics;
  if (search.engine.empty()) return list_item(fmt::format("{}: nothing", label));
  // Engines that ask a solver visit no states.
  std::string what = states == 0 && search.engine != "explore"
                         ? fmt::format("{} by depth {}, {:.2f} s", search.engine, depth, seconds)
                         : fmt::format("{}, {}, depth {}, {:.2f} s", counted(states, "state", "states"),
                                       counted(transitions, "transition", "transitions"), depth, seconds);
  if (search.stopped) what += ", stopped before its end";
  for (const auto& count : search.counts) what += fmt::format(", {}: {}", count.name, thousands(count.states));
  if (search.tables.empty()) return list_item(what);
  const auto locks = search.locks.empty() ? std::string() : fmt::format(", locks {}", search.locks);
  if (search.tables == "any") return list_item(fmt::format("any = tables of any size{}: {}", locks, what));
  return list_item(fmt::format("{} = {}{}: {}", label, search.tables, locks, what));
}

std::string searched(const Searches& searches, const SizeLabels& label) {
  std::string text = "  searched:\n";
  for (const auto* search : searches) text += search_line(*search, label(*search));
  return text;
}

std::string never_happens(const std::vector<DeadStatement>& dead, const std::vector<GroupUse>& silent) {
  std::string text;
  if (!dead.empty()) text += "\n  never executed:\n";
  for (const auto& statement : dead) text += list_item(show(statement));
  if (!silent.empty()) text += "\n  never fired:\n";
  for (const auto& group : silent) text += list_item(show(group));
  return text;
}

/// Who looks at one race or one size wants no list of them.
std::string number_that_never_happens(std::size_t dead, std::size_t silent) {
  if (dead + silent == 0) return "";
  std::string text = dead == 0 ? "" : counted(dead, "statement is", "statements are") + " never executed";
  if (silent > 0)
    text += (dead == 0 ? "" : ", ") + counted(silent, "rival or callback", "rivals and callbacks") + " never fired";
  return '\n' + paragraph("  ", text + "; without --property and --tables they are named");
}

std::string unused(const Searches& searches, bool part) {
  const auto dead = dead_statements(searches);
  const auto silent = never_fired(searches);
  auto text = part ? number_that_never_happens(dead.size(), silent.size()) : never_happens(dead, silent);
  const auto wrong = wrongly_dead(searches);
  if (!wrong.empty()) text += "\n  executed, though the scenario says never:\n";
  for (const auto& statement : wrong) text += list_item(show({statement.origin, statement.text, ""}));
  const auto wrongly = wrongly_silent(searches);
  if (!wrongly.empty()) text += "\n  fired, though the scenario says never:\n";
  for (const auto& group : wrongly) text += list_item(show(GroupUse{group.name, group.origin}));
  return text;
}

std::string long_label(const Search& search) {
  return search.locks.empty() ? search.tables : fmt::format("{} {}", search.tables, search.locks);
}

std::string short_label(const Search& search) {
  const auto label = short_size(search.tables);
  if (label.empty()) return search.tables;
  const bool plain = search.locks.empty() || search.locks == "split";
  return plain ? label : label + search.locks.front();
}

}  // namespace

SizeLabels::SizeLabels(const Searches& searches) {
  for (const auto* search : searches) {
    const bool shared = std::any_of(searches.begin(), searches.end(), [&](const Search* other) {
      return other->scenario == search->scenario && short_label(*other) == short_label(*search) &&
             long_label(*other) != long_label(*search);
    });
    labels_[search] = shared ? long_label(*search) : short_label(*search);
  }
}

Searches searches_of(std::span<const Result* const> results) {
  Searches searches;
  for (const auto* result : results) {
    if (std::find(searches.begin(), searches.end(), result->search.get()) == searches.end()) {
      searches.push_back(result->search.get());
    }
  }
  return searches;
}

std::string section(std::span<const Result* const> results, bool colour, bool part) {
  const auto searches = searches_of(results);
  // All sizes of a property stand together, in the order in which properties are first named.
  std::map<std::string, std::size_t> first;
  for (const auto* result : results) first.emplace(result->property, first.size());
  std::vector<const Result*> rows(results.begin(), results.end());
  std::stable_sort(rows.begin(), rows.end(), [&](const Result* left, const Result* right) {
    return first.at(left->property) < first.at(right->property);
  });
  const SizeLabels label(searches);
  return heading(*searches.front()) + assumptions(searches, label) + searched(searches, label) + '\n' +
         verdict_lines(rows, colour) + unused(searches, part);
}

}  // namespace walkcheck
