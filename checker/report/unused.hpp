// What no search of a scenario ever executed: dead statements, rivals and callbacks that never fired.
#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "checker/report/result.hpp"

namespace walkcheck {

struct DeadStatement {
  Origin origin;
  std::string text;
  std::string because = {};  // why the scenario says so; empty: it does not
};

/// The statements that at least one complete search knows and that none of `searches` executed, in the order of their
/// places; of a run of dead ones in a block only the first.
[[nodiscard]] std::vector<DeadStatement> dead_statements(std::span<const Search* const> searches);

/// The statements that a scenario says are dead, and that some of `searches` executed.
[[nodiscard]] std::vector<DeadStatement> wrongly_dead(std::span<const Search* const> searches);

/// The groups that at least one complete search knows and that fired in none of `searches`, in the order of their first
/// mention.
[[nodiscard]] std::vector<GroupUse> never_fired(std::span<const Search* const> searches);

/// The groups that a scenario says never fire, and that fired in some of `searches`.
[[nodiscard]] std::vector<GroupUse> wrongly_silent(std::span<const Search* const> searches);

/// What never happens in a whole run, and no scenario says why.
struct Uncovered {
  std::vector<DeadStatement> statements;                 // executed in no scenario
  std::vector<std::pair<std::string, GroupUse>> silent;  // a scenario, and what never fires in it
  [[nodiscard]] bool empty() const { return statements.empty() && silent.empty(); }
};
[[nodiscard]] Uncovered uncovered(std::span<const Search* const> searches);

/// "FILE:LINE STEP FUNCTION: TEXT", without what is not known.
[[nodiscard]] std::string show(const DeadStatement& dead);
/// "NAME (FILE:LINE)", the same.
[[nodiscard]] std::string show(const GroupUse& silent);

}  // namespace walkcheck
