#include "checker/cli/check_command.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <memory>
#include <ostream>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "checker/cli/progress.hpp"
#include "checker/cli/proofs.hpp"
#include "checker/cli/run.hpp"
#include "checker/cli/workers.hpp"
#include "checker/report/html.hpp"
#include "checker/report/json.hpp"
#include "checker/report/outcome.hpp"
#include "checker/report/section.hpp"
#include "checker/report/text.hpp"
#include "checker/report/unused.hpp"

namespace walkcheck {
namespace {

namespace fs = std::filesystem;

/// A search may take long: a file that cannot be written is refused before it.
void must_be_writable(std::string_view option, const std::string& file) {
  if (file.empty() || file == "-") return;
  const auto folder = fs::path(file).parent_path();
  std::error_code ignored;
  if (!folder.empty() && !fs::is_directory(folder, ignored))
    throw Refused(fmt::format("{} {}: there is no such folder", option, file));
  if (fs::is_directory(file, ignored)) throw Refused(fmt::format("{} {}: is a folder", option, file));
}

bool in_place_of_text(const CheckOptions& options) { return options.json == "-" || options.html == "-"; }
bool shows_proofs(const CheckOptions& options) {
  return options.invariants || !options.json.empty() || !options.html.empty();
}

std::vector<Result> decide_one(const CheckedModel& model, const Job& job, const CheckOptions& options,
                               ProgressLine& line, std::size_t index) {
  JobObserver observer(line, index);
  Question question = options.question;
  question.shows_proofs = shows_proofs(options) || !options.certificates.empty();
  auto results = decide(model, job, question, &observer);
  line.finish(index, results.front().search->statistics);
  return results;
}

Done decide_all(const CheckedModel& model, const std::vector<Job>& jobs, const CheckOptions& options,
                const Console& console) {
  ProgressLine line(options.labour.progress && console.progress ? &console.err : nullptr, jobs.size());
  return do_jobs(jobs.size(), options.labour.threads,
                 [&](std::size_t index) { return decide_one(model, jobs[index], options, line, index); });
}

int report_faults(const std::vector<JobFault>& faults, const std::vector<Job>& jobs, std::ostream& err) {
  for (const auto& fault : faults) {
    const auto& job = jobs[fault.job];
    const auto size = fmt::format("{}{}{}", job.tables.empty() ? "" : ", ", job.tables,
                                  job.locks.empty() ? "" : fmt::format(", locks {}", job.locks));
    err << fmt::format("walkcheck: {} {}{}: {}\n", fault.of_model ? "faulty model" : "internal error in", job.scenario,
                       size, fault.what);
  }
  if (faults.empty()) return exit_as_expected;
  const bool all_of_model =
      std::all_of(faults.begin(), faults.end(), [](const JobFault& fault) { return fault.of_model; });
  return all_of_model ? exit_bad_input : exit_internal_error;
}

using Reporter = std::string (*)(std::span<const Result>);

void write_report(std::string_view option, const std::string& file, Reporter report, const std::vector<Result>& results,
                  std::ostream& out) {
  if (file.empty()) return;
  const auto text = report(results);
  if (file == "-") {
    out << text;
    return;
  }
  try {
    write_whole(file, text);
  } catch (const std::runtime_error& fault) {
    throw Refused(fmt::format("{} {}", option, fault.what()));
  }
}

void save_certificates(const std::string& folder, std::vector<Result>& results, std::ostream& err) {
  if (folder.empty()) return;
  try {
    write_certificates(results, folder);
  } catch (const std::runtime_error& fault) {
    throw Refused(fmt::format("--certificates {}", fault.what()));
  }
  const auto written = [](const Result& result) { return !result.certificate.empty(); };
  if (std::none_of(results.begin(), results.end(), written))
    err << "walkcheck: no certificate was written: nothing is proved here, whatever holds; try --engine auto, kind or "
           "pdr\n";
}

bool all_covered(const std::vector<Result>& results) {
  std::vector<const Result*> rows;
  for (const auto& result : results) rows.push_back(&result);
  return uncovered(searches_of(rows)).empty();
}

int check_model(const CheckedModel& model, const CheckOptions& options, const Console& console) {
  const auto began = std::chrono::steady_clock::now();
  const auto jobs = planned(model, options.subject.selection);
  auto done = decide_all(model, jobs, options, console);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
  if (shows_proofs(options)) describe_proofs(done.results);
  save_certificates(options.certificates, done.results, console.err);
  if (!in_place_of_text(options)) {
    const TextOptions text{options.traces, console.colour,     options.quiet,
                           took.count(),   options.invariants, options.coverage};
    console.out << report_text(done.results, text) << std::flush;
  }
  // A document without some of the results could be taken for the whole.
  if (!done.faults.empty()) return report_faults(done.faults, jobs, console.err);
  write_report("--json", options.json, report_json, done.results, console.out);
  write_report("--html", options.html, report_html, done.results, console.out);
  const int code = exit_code(done.results);
  const bool may_fail = options.coverage && (code == exit_as_expected || code == exit_undecided);
  return may_fail && !all_covered(done.results) ? exit_unexpected : code;
}

}  // namespace

void check_options(CLI::App& sub, CheckOptions& options) {
  subject_options(sub, options.subject);
  property_option(sub, options.subject);
  scenario_option(sub, options.subject);
  engine_option(sub, options.question);
  sub.add_option("--json", options.json, "write the results to FILE; - is standard output, in place of the text")
      ->type_name("FILE");
  sub.add_option("--html", options.html, "write the results to FILE as a page for a browser, each race step by step")
      ->type_name("FILE");
  sub.add_flag("--traces", options.traces, "show the race of every violated property, expected or not");
  sub.add_flag("--show-invariant", options.invariants, "show what each proof rests on");
  sub.add_option("--certificates", options.certificates,
                 "write each proof to a file in DIR, for any SMT-LIB 2 solver to check")
      ->type_name("DIR");
  sub.add_flag("--agree", options.question.agree, "ask every engine, and compare what they say")->excludes("--engine");
  limit_options(sub, options.question.limits);
  labour_options(sub, options.labour);
  sub.add_flag(
      "--require-coverage", options.coverage,
      "end with 1 if a statement is executed in no scenario, or a rival or a callback never runs in one, and no "
      "scenario says why");
  sub.add_flag("--quiet", options.quiet, "print only what is not as expected");
}

int check(const CheckOptions& options, const Console& console) {
  must_be_writable("--json", options.json);
  must_be_writable("--html", options.html);
  return with_model(options.subject, console,
                    [&](const CheckedModel& model) { return check_model(model, options, console); });
}

Action check_command(CLI::App& sub) {
  const auto options = std::make_shared<CheckOptions>();
  check_options(sub, *options);
  return [options](const Console& console) { return check(*options, console); };
}

}  // namespace walkcheck
