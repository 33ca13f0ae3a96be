#include "checker/report/outcome.hpp"

#include <algorithm>

namespace walkcheck {

Outcome outcome(const Result& result) {
  const auto verdict = result.verdict;
  if (verdict == Status::unknown || verdict == Status::bounded) return Outcome::undecided;
  const bool met = result.expected
                       ? name(verdict) == *result.expected || (verdict == Status::proved && *result.expected == "holds")
                       : verdict == Status::proved || verdict == Status::holds;
  return met ? Outcome::as_expected : Outcome::unexpected;
}

int exit_code(std::span<const Result> results) {
  const auto any = [&](Outcome wanted) {
    return std::any_of(results.begin(), results.end(), [&](const Result& result) { return outcome(result) == wanted; });
  };
  if (any(Outcome::unexpected)) return exit_unexpected;
  return any(Outcome::undecided) ? exit_undecided : exit_as_expected;
}

}  // namespace walkcheck
