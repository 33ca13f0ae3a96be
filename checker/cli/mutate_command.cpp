#include "checker/cli/mutate_command.hpp"

#include <memory>
#include <ostream>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "checker/cli/mutate.hpp"
#include "checker/cli/run.hpp"
#include "checker/cli/shared_options.hpp"

namespace walkcheck {
namespace {

struct Asked {
  Subject subject;
  Limits limits;
  Labour labour;
  std::string mutants;  // a glob on their names, empty for all
  std::string of;       // a glob on scenarios whose texts are changed; empty: all texts
  bool first = false;   // who notices first is all that is asked
};

/// Of tables of any size a search alone says little.
std::vector<Job> finite(std::vector<Job> jobs) {
  std::erase_if(jobs, [](const Job& job) { return job.any_size(); });
  if (jobs.empty()) throw Refused("mutants are searched in tables of some size, and there are none here");
  return jobs;
}

int tell_mutants(const CheckedModel& model, const Asked& asked, const Console& console) {
  const MutationPlan plan{.jobs = finite(planned(model, asked.subject.selection)),
                          .only = asked.mutants,
                          .of = asked.of,
                          .first = asked.first,
                          .limits = asked.limits,
                          .threads = asked.labour.threads};
  const bool progress = asked.labour.progress && console.progress;
  const MutationRun run = mutate(model, plan, progress ? &console.err : nullptr);
  if (run.trials.empty()) {
    const std::string of = asked.of.empty() ? "" : fmt::format(" --of '{}'", asked.of);
    throw Refused(fmt::format("no mutant matches --mutant '{}'{}", asked.mutants, of));
  }
  console.out << report_mutations(run) << std::flush;
  return exit_code(run);
}

}  // namespace

Action mutate_command(CLI::App& sub) {
  const auto asked = std::make_shared<Asked>();
  subject_options(sub, asked->subject);
  property_option(sub, asked->subject);
  scenario_option(sub, asked->subject);
  sub.add_option("--mutant", asked->mutants, "only these mutants, by name")->type_name("GLOB");
  sub.add_option("--of", asked->of, "only mutants of texts that these scenarios use")->type_name("GLOB");
  sub.add_flag("--first", asked->first, "of each mutant ask only until some property notices it");
  limit_options(sub, asked->limits);
  labour_options(sub, asked->labour);
  return [asked](const Console& console) {
    return with_model(asked->subject, console,
                      [&](const CheckedModel& model) { return tell_mutants(model, *asked, console); });
  };
}

}  // namespace walkcheck
