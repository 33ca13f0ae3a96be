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
      const auto because = fate.statement.because.empty() ? use.dead_because : fate.statement.because;
      fate.statement = {use.origin, use.text, because};
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
      // The walker's own steps are told one by one.
      const bool is_walker = group.origin.file.empty();
      if (!is_walker && std::none_of(silent.begin(), silent.end(), same(group))) silent.push_back(group);
    }
  }
  for (const auto* search : searches) {
    for (const auto& group : search->groups) {
      if (group.fired) std::erase_if(silent, same(group));
    }
  }
  return silent;
}

std::vector<GroupUse> wrongly_silent(std::span<const Search* const> searches) {
  std::vector<GroupUse> wrong;
  for (const auto* search : searches) {
    for (const auto& group : search->groups) {
      const bool known =
          std::any_of(wrong.begin(), wrong.end(), [&](const GroupUse& other) { return other.name == group.name; });
      if (group.fired && !group.dead_because.empty() && !known) wrong.push_back(group);
    }
  }
  return wrong;
}

Uncovered uncovered(std::span<const Search* const> searches) {
  Uncovered found;
  found.statements = dead_statements(searches);
  std::erase_if(found.statements, [](const DeadStatement& dead) { return !dead.because.empty(); });
  std::map<std::string, std::vector<const Search*>> scenarios;
  // The rules of a `system` are its own affair.
  for (const auto* search : searches) {
    if (!search->tables.empty()) scenarios[search->scenario].push_back(search);
  }
  for (const auto& [scenario, of_it] : scenarios) {
    for (auto& group : never_fired(of_it)) {
      if (group.dead_because.empty()) found.silent.emplace_back(scenario, std::move(group));
    }
  }
  return found;
}

namespace {

std::string why(const std::string& because) {
  return because.empty() ? std::string() : fmt::format(" (as expected: {})", because);
}

}  // namespace

std::string show(const DeadStatement& dead) {
  const auto& [file, line, column, step, function] = dead.origin;
  std::string place = fmt::format("{}:{}", file, line);
  if (!step.empty()) place += ' ' + step;
  if (!function.empty()) place += ' ' + function;
  return fmt::format("{}: {}{}", place, dead.text, why(dead.because));
}

std::string show(const GroupUse& silent) {
  const auto& [file, line, column, step, function] = silent.origin;
  const auto place = file.empty() ? std::string() : fmt::format(" ({}:{})", file, line);
  return silent.name + place + why(silent.dead_because);
}

}  // namespace walkcheck
