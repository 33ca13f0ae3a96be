// What a run found, ready to be told: a Search for each job, a Result for each of its properties.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "checker/audit/audit.hpp"
#include "checker/core/verdict.hpp"
#include "model/system/job.hpp"
#include "model/system/transition_system.hpp"

namespace walkcheck {

struct StatementUse {
  Origin origin;
  std::string text;
  std::optional<std::size_t> before;  // the statement before it in its block: an index into Search::statements
  bool executed = false;
  std::string dead_because = {};  // the scenario says that it is dead, and why
};

/// A rival's row, a callback, the walker.
struct GroupUse {
  std::string name;
  Origin origin;
  bool fired = false;
  std::string dead_because = {};  // the scenario says that it never fires, and why
};

struct Count {
  std::string name;
  std::uint64_t states = 0;
};

/// One search of a scenario, a size and a lock configuration, shared by the results of all its properties.
struct Search {
  std::string scenario;
  std::string description;
  std::string tables;  // "pud[2] pmd[1] pte[1]"; empty for a `system`
  std::string locks;   // "split", "single"; empty for a `system`
  std::vector<std::string> assumptions;
  std::string engine;
  Statistics statistics;
  bool stopped = false;   // a limit ended it, or an interrupt
  bool complete = false;  // it visited all there is: what was never seen cannot happen
  std::vector<StatementUse> statements;
  std::vector<GroupUse> groups;
  std::vector<Count> counts;
};

/// How often a retry is taken at most at one entry, when the walk is left alone.
struct RetryLimit {
  std::string retry;  // "again: at pud[0] (walk_pud_range)"
  std::string entry;  // "pud"
  Origin origin;
  std::uint32_t at_most = 0;
};

/// The run that breaks a property, replayed, and the system that it is a run of.
struct Evidence {
  std::shared_ptr<const TransitionSystem> system;
  Replayed replayed;
  std::string tables = {};                   // of the run, where the verdict is about tables of any size
  bool abstract = false;                     // it may be no run of any real tables
  std::optional<std::size_t> property = {};  // which of the system's the run breaks at its end
};

/// What makes a verdict `proved`, and the system that it is about.
struct ProofOf {
  std::shared_ptr<const TransitionSystem> system;
  std::size_t property = 0;
  ProofPointer proof;
};

/// What one engine says, where several were asked.
struct Opinion {
  std::string engine;
  Status verdict = Status::unknown;
  std::optional<std::uint32_t> bound = {};  // with `bounded`
  std::optional<std::size_t> steps = {};    // with `violated`: of its run
};

/// One line of the report.
struct Result {
  std::shared_ptr<const Search> search;  // never null
  std::string property;
  std::string description;
  std::string file;
  std::uint32_t line = 0;  // of the file, where the property is; 0: not known
  Property::Kind kind = Property::Kind::safety;
  Status verdict = Status::unknown;
  std::string reason;  // why `unknown` or `vacuous`
  std::optional<std::string> expected;
  std::string because;                      // of the expectation
  std::vector<RetryLimit> retries;          // of a `terminates` that holds
  std::optional<Evidence> evidence;         // with `violated`; with `unknown`, an abstract one
  std::string engine = {};                  // which decided it
  double seconds = 0;                       // that the proof and its check took, beside the search
  std::optional<ProofOf> proof = {};        // with `proved`; with `vacuous` where that is proved
  std::optional<std::uint32_t> bound = {};  // with `bounded`
  std::string claim = {};                   // with a proof: what it shows, and how
  std::vector<std::string> invariant = {};  // with a proof: its clauses as a person reads them
  std::string certificate = {};             // the file to which the proof was written
  std::vector<Opinion> opinions = {};       // in the order of the engines, if each was asked
};

/// The results of one job, in the order of its tasks. `verdicts` are the audited ones of `answer`, one per task.
/// `system` is kept by those results alone that have a trace. std::logic_error if the parts do not fit together.
[[nodiscard]] std::vector<Result> collect(const Job& job, const std::shared_ptr<const TransitionSystem>& system,
                                          const Answer& answer, std::span<const AuditedVerdict> verdicts);

/// `unknown`, for this reason, for each task of a job of which nothing was searched.
[[nodiscard]] std::vector<Result> undecided(const Job& job, const std::string& why);

}  // namespace walkcheck
