#include "checker/report/filter.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "model/text/diagnostic.hpp"
#include "model/text/glob.hpp"

namespace walkcheck {
namespace {

using Names = std::set<std::string>;

constexpr std::size_t most_cpus = 8;

bool any_matches(const std::vector<std::string>& globs, std::string_view name) {
  return std::any_of(globs.begin(), globs.end(), [&](const std::string& glob) { return matches_glob(glob, name); });
}

bool matches_any(const std::string& glob, const Names& names) {
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) { return matches_glob(glob, name); });
}

Names variables(const SystemDraft& system) {
  Names names;
  for (const auto& variable : system.variables) names.insert(variable.name);
  return names;
}

std::string actor(Actor actor) { return actor == Actor::rival ? "rival" : "walker"; }

std::string cpu(std::size_t number) { return fmt::format("CPU{}", number); }

Names actors(const SystemDraft& system) {
  Names names;
  for (const auto& rule : system.rules) {
    names.insert(actor(rule.actor));
    names.insert(rule.group < system.groups.size() ? system.groups[rule.group].name : rule.name);
    names.insert(rule.origin.function);
    for (const auto& note : rule.notes) names.insert(note.origin.function);
  }
  // A run has as few CPUs as can be; which, only the run knows.
  for (std::size_t number = 0; number < most_cpus; ++number) names.insert(cpu(number));
  names.erase("");
  return names;
}

Names names_of(const Step& step) {
  Names names{actor(step.actor), step.group, step.origin.function, cpu(step.cpu)};
  for (const auto& told : step.told) names.insert(told.function);
  return names;
}

}  // namespace

Filter::Filter(const SystemDraft& system, const Globs& globs) : hide_(globs.hide) {
  const auto known_variables = variables(system);
  const auto known_actors = actors(system);
  for (const auto& glob : globs.only) {
    if (matches_any(glob, known_variables)) only_variables_.push_back(glob);
    if (matches_any(glob, known_actors)) only_steps_.push_back(glob);
  }
}

bool Filter::shows_variable(std::string_view name) const {
  return (only_variables_.empty() || any_matches(only_variables_, name)) && !any_matches(hide_, name);
}

bool Filter::shows(const Step& step) const {
  const auto names = names_of(step);
  const auto in = [&names](const std::vector<std::string>& globs) {
    return std::any_of(globs.begin(), globs.end(), [&](const std::string& glob) { return matches_any(glob, names); });
  };
  return (only_steps_.empty() || in(only_steps_)) && !in(hide_);
}

std::vector<std::string> idle_globs(const SystemDraft& system, const Globs& globs) {
  auto known = variables(system);
  known.merge(actors(system));
  const std::vector<std::string> names(known.begin(), known.end());
  std::vector<std::string> faults;
  for (const auto* list : {&globs.only, &globs.hide}) {
    for (const auto& glob : *list) {
      if (matches_any(glob, known)) continue;
      const auto hint = suggest(glob, names);
      faults.push_back(
          fmt::format("no variable, actor or function matches '{}'; {}", glob,
                      hint.empty() ? "CPU0, walker, rival, a function of the drawing or an entry would" : hint));
    }
  }
  return faults;
}

}  // namespace walkcheck
