#include "checker/report/unused.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include <fmt/format.h>

namespace walkcheck {
namespace {

// Sizes number their statements differently; a statement is the same one where its place, function and text are.
using Key = std::tuple<std::string, std::uint32_t, std::uint32_t, std::string, std::string>;

Key key(const StatementUse& use) {
  return {use.origin.file, use.origin.line, use.origin.column, use.origin.function, use.text};
}

struct Fate {
  DeadStatement statement;
  std::vector<Key> before;
  bool executed = false;
  bool missed = false;  // by a search that would have met it
};

std::map<Key, Fate> fates(std::span<const Search* const> searches) {
  std::map<Key, Fate> all;
  for (const auto* search : searches) {
    for (const auto& use : search->statements) {
      auto& fate = all[key(use)];
      fate.statement = {use.origin, use.text, use.dead_because};
      fate.executed = fate.executed || use.executed;
      fate.missed = fate.missed || (search->complete && !use.executed);
      if (use.before) fate.before.push_back(key(search->statements.at(*use.before)));
    }
  }
  return all;
}

bool is_dead(const Fate& fate) { return fate.missed && !fate.executed; }

}  // namespace

std::vector<DeadStatement> dead_statements(std::span<const Search* const> searches) {
  const auto all = fates(searches);
  std::vector<DeadStatement> dead;
  for (const auto& [key, fate] : all) {
    const bool continues_a_run =
        std::any_of(fate.before.begin(), fate.before.end(), [&](const Key& before) { return is_dead(all.at(before)); });
    if (is_dead(fate) && !continues_a_run) dead.push_back(fate.statement);
  }
  return dead;
}

std::vector<DeadStatement> wrongly_dead(std::span<const Search* const> searches) {
  std::vector<DeadStatement> wrong;
  std::map<Key, bool> said;
  for (const auto& [key, fate] : fates(searches)) {
    if (fate.executed && !fate.statement.because.empty()) wrong.push_back(fate.statement);
  }
  return wrong;
}

std::vector<GroupUse> never_fired(std::span<const Search* const> searches) {
  std::vector<GroupUse> silent;
  const auto same = [](const GroupUse& group) {
    return [&group](const GroupUse& other) { return other.name == group.name; };
  };
  for (const auto* search : searches) {
    if (!search->complete) continue;
    for (const auto& group : search->groups) {
      if (std::none_of(silent.begin(), silent.end(), same(group))) silent.push_back(group);
    }
  }
  for (const auto* search : searches) {
    for (const auto& group : search->groups) {
      if (group.fired) std::erase_if(silent, same(group));
    }
  }
  return silent;
}

std::string show(const DeadStatement& dead) {
  const auto& [file, line, column, step, function] = dead.origin;
  std::string place = fmt::format("{}:{}", file, line);
  if (!step.empty()) place += ' ' + step;
  if (!function.empty()) place += ' ' + function;
  const auto why = dead.because.empty() ? std::string() : fmt::format(" (as expected: {})", dead.because);
  return fmt::format("{}: {}{}", place, dead.text, why);
}

}  // namespace walkcheck
