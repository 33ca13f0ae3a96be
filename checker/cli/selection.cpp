#include "checker/cli/selection.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "checker/report/called.hpp"
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

// Sizes in the way of writing that was used: 2/1/1, or pud[2] pmd[1] pte[1].
void write_as(const std::string& glob, const Filter& filter, std::vector<std::string>& names) {
  if (filter.glob != &Selection::tables || glob.find('[') != std::string::npos) return;
  for (auto& name : names) {
    if (auto size = short_size(name); !size.empty()) name = std::move(size);
  }
}

constexpr std::array filters{
    Filter{"--property", "property", &Selection::property, properties},
    Filter{"--scenario", "scenario or system", &Selection::scenario, scenario},
    Filter{"--tables", "size", &Selection::tables, tables},
};

// What `filter` may name, if the other globs stay as they are.
std::vector<std::string> names_left(const Filter& filter, const Selection& others, const Plan& plan) {
  Selection selection = others;
  selection.*filter.glob = filter.glob == &Selection::tables ? "*" : "";
  std::vector<std::string> all;
  for (const auto& job : plan(selection)) {
    const auto names = filter.names(job);
    all.insert(all.end(), names.begin(), names.end());
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

// Each glob matches something, but not together: the first that may be changed for something to match them all.
std::string why_none_together(const Selection& selection, const Plan& plan) {
  constexpr std::size_t most_names = 8;
  for (auto filter = filters.rbegin(); filter != filters.rend(); ++filter) {
    const auto& glob = selection.*filter->glob;
    if (glob.empty()) continue;
    auto names = names_left(*filter, selection, plan);
    if (names.empty()) continue;
    write_as(glob, *filter, names);
    const bool more = names.size() > most_names;
    names.resize(std::min(names.size(), most_names));
    return fmt::format("{} '{}' goes with none of what the other options select; there it may be {}{}", filter->option,
                       glob, fmt::join(names, ", "), more ? ", ..." : "");
  }
  return "each of the globs matches something, but no property in a scenario and size matches all of them";
}

}  // namespace

std::string why_empty(const Selection& selection, const Plan& plan) {
  for (const auto& filter : filters) {
    const auto& glob = selection.*filter.glob;
    Selection alone;
    alone.*filter.glob = glob;
    if (glob.empty() || !plan(alone).empty()) continue;
    auto names = names_left(filter, Selection{}, plan);
    if (names.empty()) break;
    write_as(glob, filter, names);
    const auto hint = suggest(glob, names);
    return as_called(fmt::format("no {} matches {} '{}'{}{}", filter.what, filter.option, glob,
                                 hint.empty() ? "; `walkcheck list PATH` shows what there is" : "; ", hint));
  }
  const bool any_glob = !selection.property.empty() || !selection.scenario.empty() || !selection.tables.empty();
  if (any_glob && !plan(Selection{}).empty()) {
    return why_none_together(selection, plan);
  }
  return "nothing to check: the files hold no system, and no property that names a scenario";
}

}  // namespace walkcheck
