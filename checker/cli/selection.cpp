#include "checker/cli/selection.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "model/text/diagnostic.hpp"

namespace walkcheck {
namespace {

struct Filter {
  std::string_view option;
  std::string_view what;
  std::string Selection::*glob;
  std::vector<std::string> (*names)(const Job&);
};

std::vector<std::string> properties(const Job& job) {
  std::vector<std::string> names;
  for (const auto& task : job.tasks) names.push_back(task.property);
  return names;
}

std::vector<std::string> scenario(const Job& job) { return {job.scenario}; }
std::vector<std::string> tables(const Job& job) { return {job.tables}; }

constexpr std::array filters{
    Filter{"--property", "property", &Selection::property, properties},
    Filter{"--scenario", "scenario or system", &Selection::scenario, scenario},
    Filter{"--tables", "size", &Selection::tables, tables},
};

std::vector<std::string> all_names(const Filter& filter, const Plan& plan) {
  Selection everything;
  if (filter.glob == &Selection::tables) everything.tables = "*";
  std::vector<std::string> all;
  for (const auto& job : plan(everything)) {
    const auto names = filter.names(job);
    all.insert(all.end(), names.begin(), names.end());
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

}  // namespace

std::string why_empty(const Selection& selection, const Plan& plan) {
  for (const auto& filter : filters) {
    const auto& glob = selection.*filter.glob;
    Selection alone;
    alone.*filter.glob = glob;
    if (glob.empty() || !plan(alone).empty()) continue;
    const auto names = all_names(filter, plan);
    if (names.empty()) break;
    const auto hint = suggest(glob, names);
    return fmt::format("no {} matches {} '{}'{}{}", filter.what, filter.option, glob,
                       hint.empty() ? "; `walkcheck list` shows what there is" : "; ", hint);
  }
  const bool any_glob = !selection.property.empty() || !selection.scenario.empty() || !selection.tables.empty();
  if (any_glob && !plan(Selection{}).empty()) {
    return "each of the globs matches something, but no property in a scenario and size matches all of them";
  }
  return "nothing to check: the files hold no system, and no property that names a scenario";
}

}  // namespace walkcheck
