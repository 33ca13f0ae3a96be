#include "checker/cli/explain_command.hpp"

#include <algorithm>
#include <memory>
#include <ostream>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "checker/cli/find_violation.hpp"
#include "checker/cli/one_job.hpp"
#include "checker/cli/queries.hpp"
#include "checker/cli/run.hpp"
#include "checker/report/broken.hpp"
#include "checker/report/explanation.hpp"
#include "checker/report/outcome.hpp"
#include "checker/report/wrap.hpp"

namespace walkcheck {
namespace {

struct Asked {
  Subject subject;
  Question question;
  Labour labour;
  std::vector<std::string> queries;
  Globs globs;
  std::string trace;  // a file with the run, empty for none
  std::string save;   // a file for the run, empty for none
};

constexpr const char* footer =
    "Of several violated results it takes the one of the fewest entries, then the shortest run. Steps are numbered\n"
    "from 1: step N is element N-1 of `steps` in the JSON report. Below a step stand the tables and locks where\n"
    "they are not as they were: > is where the walk stands, `passed` an entry that it never looks at again.\n"
    "A query is an expression over the variables that `walkcheck print` shows: pud[0] is leaf, pmd.err,\n"
    "pmd_lock == walker, *pmd in {none, table} (*pmd: where the walk stands). A local that the walk does not read\n"
    "again counts as its first value.\n"
    "--only and --hide: a GLOB that matches a variable is about the pictures; one that matches an actor (walker,\n"
    "rival, CPU1, a rival's row, a callback) or a kernel function is about the steps.";

void must_match(const SystemDraft& system, const Globs& globs) {
  for (const auto& fault : idle_globs(system, globs)) throw Refused("--only, --hide: " + fault);
}

std::string title(const Result& result) {
  const auto& search = *result.search;
  auto text = paragraph("", fmt::format("{} is violated in {}", result.property, search.scenario));
  if (!result.description.empty()) text += paragraph("", result.description);
  const auto& tables = result.evidence->tables.empty() ? search.tables : result.evidence->tables;
  const auto locks = search.locks.empty() ? "" : fmt::format(", locks {}", search.locks);
  if (!tables.empty()) text += paragraph("tables ", tables + locks);
  return text;
}

void tell_run(const Evidence& evidence, std::optional<Property::Kind> broken, const Asked& asked,
              const Console& console) {
  const auto& system = **evidence.system;
  must_match(system, asked.globs);
  console.out << explain({evidence, broken, read_queries(system, asked.queries), asked.globs}) << std::flush;
}

/// The job of which the result is a run, with the properties that the run's system watches.
Job job_of(const CheckedModel& model, const Result& result) {
  const auto& search = *result.search;
  const auto& tables = result.evidence->tables.empty() ? search.tables : result.evidence->tables;
  for (auto& job : plan(model, {"", search.scenario, tables.empty() ? "" : "*"})) {
    if (job.scenario != search.scenario || job.tables != tables || job.locks != search.locks) continue;
    std::erase_if(job.tasks, [&](const Task& task) {
      const auto& watched = (**result.evidence->system).properties;
      return std::none_of(watched.begin(), watched.end(),
                          [&](const Property& property) { return property.name == task.property; });
    });
    return job;
  }
  throw Refused(fmt::format("--save: tables {} cannot be named with --tables", tables));
}

int explain_violation(const CheckedModel& model, const Asked& asked, const Console& console) {
  const Result result = find_violation(model, asked.subject.selection, asked.question, asked.labour);
  const auto& evidence = *result.evidence;
  console.out << title(result) << '\n';
  tell_run(evidence, result.kind, asked, console);
  if (!asked.save.empty())
    save_run(asked.save, asked.subject.paths, job_of(model, result), **evidence.system, evidence.replayed.trace);
  return exit_as_expected;
}

int explain_file(const CheckedModel& model, const Asked& asked, const Console& console) {
  const auto [job, system, run] = replay_file(model, asked.trace);
  const Evidence evidence{system, run};
  console.out << paragraph("", "a saved run of " + named(job));
  std::optional<Property::Kind> broken;
  for (const auto& [property, loop_start] : broken_at_end(**system, run)) {
    console.out << paragraph("", "it breaks " + (**system).properties[property].name);
    const auto kind = (**system).properties[property].kind;
    if (!broken && (kind != Property::Kind::terminates || run.trace.loop_start)) broken = kind;
  }
  console.out << '\n';
  tell_run(evidence, broken, asked, console);
  return exit_as_expected;
}

}  // namespace

Action explain_command(CLI::App& sub) {
  const auto asked = std::make_shared<Asked>();
  subject_options(sub, asked->subject);
  property_option(sub, asked->subject);
  scenario_option(sub, asked->subject);
  query_option(sub, asked->queries);
  sub.add_option("--only", asked->globs.only, "show only these variables or steps")
      ->type_name("GLOB")
      ->allow_extra_args(false);
  sub.add_option("--hide", asked->globs.hide, "leave out these variables or steps")
      ->type_name("GLOB")
      ->allow_extra_args(false);
  // A saved run names its files itself.
  sub.get_option("PATH")->required(false);
  sub.final_callback([asked] {
    if (asked->subject.paths.empty() && asked->trace.empty()) throw CLI::RequiredError("PATH");
  });
  auto* const trace = sub.add_option("--trace", asked->trace, "tell this run, which was saved, and decide nothing");
  trace->type_name("FILE")->excludes("--property")->excludes("--scenario")->excludes("--tables");
  sub.add_option("--save", asked->save, "save the run to FILE, for --trace and for `walkcheck walk`")
      ->type_name("FILE")
      ->excludes(trace);
  engine_option(sub, asked->question);
  limit_options(sub, asked->question.limits);
  labour_options(sub, asked->labour);
  sub.footer(footer);
  return [asked](const Console& console) {
    if (asked->subject.paths.empty()) asked->subject.paths = paths_of(asked->trace);
    return with_model(asked->subject, console, [&](const CheckedModel& model) {
      return asked->trace.empty() ? explain_violation(model, *asked, console) : explain_file(model, *asked, console);
    });
  };
}

}  // namespace walkcheck
