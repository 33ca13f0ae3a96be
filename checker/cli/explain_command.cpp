#include "checker/cli/explain_command.hpp"

#include <memory>
#include <ostream>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "checker/cli/find_violation.hpp"
#include "checker/cli/queries.hpp"
#include "checker/cli/run.hpp"
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
};

constexpr const char* footer =
    "Of several violated results it takes the one of the fewest entries, then the shortest run. Steps are numbered\n"
    "from 1: step N is element N-1 of `steps` in the JSON report. Below a step stand the tables and locks where\n"
    "they are not as they were: > is where the walk stands, `passed` an entry that it never looks at again.\n"
    "A query is an expression over the variables that `walkcheck print` shows: pud[0] is leaf, pmd.err,\n"
    "pmd_lock == walker, *pmd in {none, table} (*pmd: where the walk stands). A local that the walk does not read\n"
    "again counts as its first value.\n"
    "--only and --hide: a GLOB that matches a variable is about the pictures; one that matches an actor (walker,\n"
    "rival, a rival's row, a callback) or a kernel function is about the steps.";

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

int explain_model(const CheckedModel& model, const Asked& asked, const Console& console) {
  const Result result = find_violation(model, asked.subject.selection, asked.question, asked.labour);
  const auto& system = **result.evidence->system;
  must_match(system, asked.globs);
  const Explanation explanation{*result.evidence, result.kind, read_queries(system, asked.queries), asked.globs};
  console.out << title(result) << '\n' << explain(explanation) << std::flush;
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
  engine_option(sub, asked->question);
  limit_options(sub, asked->question.limits);
  labour_options(sub, asked->labour);
  sub.footer(footer);
  return [asked](const Console& console) {
    return with_model(asked->subject, console,
                      [&](const CheckedModel& model) { return explain_model(model, *asked, console); });
  };
}

}  // namespace walkcheck
