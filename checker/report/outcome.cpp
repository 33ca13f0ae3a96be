#include "checker/report/outcome.hpp"

#include <algorithm>
#include <tuple>

namespace walkcheck {

Outcome outcome(const Result& result) {
  const auto verdict = result.verdict;
  if (verdict == Status::unknown || verdict == Status::bounded) return Outcome::undecided;
  const bool met = result.expected
                       ? name(verdict) == *result.expected || (verdict == Status::proved && *result.expected == "holds")
                       : verdict == Status::proved || verdict == Status::holds;
  return met ? Outcome::as_expected : Outcome::unexpected;
}

namespace {

bool any_wrongly_dead(std::span<const Result> results) {
  return std::any_of(results.begin(), results.end(), [](const Result& result) {
    const auto& [statements, groups] = std::tie(result.search->statements, result.search->groups);
    return std::any_of(statements.begin(), statements.end(),
                       [](const StatementUse& use) { return use.executed && !use.dead_because.empty(); }) ||
           std::any_of(groups.begin(), groups.end(),
                       [](const GroupUse& use) { return use.fired && !use.dead_because.empty(); });
  });
}

}  // namespace

int exit_code(std::span<const Result> results) {
  const auto any = [&](Outcome wanted) {
    return std::any_of(results.begin(), results.end(), [&](const Result& result) { return outcome(result) == wanted; });
  };
  // A statement or a rival that is said to be dead and is not is an expectation that was not met, as a verdict is.
  if (any(Outcome::unexpected) || any_wrongly_dead(results)) return exit_unexpected;
  return any(Outcome::undecided) ? exit_undecided : exit_as_expected;
}

}  // namespace walkcheck
