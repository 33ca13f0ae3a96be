// A property set is tried on faults planted into the model.
#pragma once

#include "checker/cli/progress.hpp"
#include "checker/core/verdict.hpp"
#include "checker/report/mutation_report.hpp"
#include "model/system/job.hpp"

namespace walkcheck {

struct MutationPlan {
  std::vector<Job> jobs;  // of finite tables
  std::string only = {};  // a glob on the names of mutants; empty: all
  std::string of = {};    // a glob on scenarios: only texts that they use are changed; empty: all
  bool first = false;     // a mutant that is noticed is asked no further
  Limits limits = {};     // of each search
  unsigned threads = 1;
};

/// Every mutant of every text of the model, searched in each of the jobs whose rules it changes. `console` may be null.
[[nodiscard]] MutationRun mutate(const CheckedModel& model, const MutationPlan& plan, std::ostream* console);

}  // namespace walkcheck
