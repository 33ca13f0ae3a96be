#include "checker/cli/check_command.hpp"

#include <algorithm>
#include <chrono>
#include <memory>
#include <ostream>
#include <stop_token>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "checker/cli/exit_style.hpp"
#include "checker/cli/interrupt.hpp"
#include "checker/cli/progress.hpp"
#include "checker/cli/proofs.hpp"
#include "checker/cli/pulse.hpp"
#include "checker/cli/run.hpp"
#include "checker/cli/workers.hpp"
#include "checker/report/outcome.hpp"
#include "checker/report/section.hpp"
#include "checker/report/text.hpp"
#include "checker/report/unused.hpp"

namespace walkcheck {
namespace {

constexpr std::chrono::milliseconds between_looks{50};

Display display_for(const CheckOptions& options, const Console& console) {
  if (!options.labour.progress) return Display::none;
  return console.progress ? Display::terminal : console.log ? Display::log : Display::none;
}

struct Decided {
  Done done;
  int signal = 0;  // that ended the run before its end, if any
};

Decided decide_all(const CheckedModel& model, const std::vector<Job>& jobs, const CheckOptions& options,
                   const Console& console) {
  Question question = options.question;
  question.shows_proofs = options.invariants || !options.certificates.empty() || options.reports.shows_proofs();
  std::stop_source end;
  question.limits.interrupt = end.get_token();
  ProgressDisplay display(console.err, display_for(options, console), jobs.size(), question.limits.max_time);
  const Interrupt interrupt;
  const Pulse pulse(between_looks, [&] {
    if (interrupt.signal() != 0 && end.request_stop())
      display.say("walkcheck: interrupted: what is decided so far follows; once more ends it at once\n");
    display.tick();
  });
  auto done = do_jobs(jobs.size(), options.labour.threads, [&](std::size_t number) {
    const Job& job = jobs[number];
    if (interrupt.signal() != 0) return undecided(job, fmt::format("{} before its search began", interrupted));
    JobObserver observer(display, number, job);
    return decide(model, job, question, &observer);
  });
  return {std::move(done), interrupt.signal()};
}

std::vector<Fault> faults_of(std::vector<JobFault> faults, const std::vector<Job>& jobs) {
  std::vector<Fault> told;
  told.reserve(faults.size());
  for (auto& fault : faults) told.push_back({jobs[fault.job], std::move(fault.what), fault.of_model});
  return told;
}

void tell_faults(const std::vector<Fault>& faults, std::ostream& err) {
  for (const auto& [job, what, of_model] : faults) {
    const auto size = fmt::format("{}{}{}", job.tables.empty() ? "" : ", ", job.tables,
                                  job.locks.empty() ? "" : fmt::format(", locks {}", job.locks));
    err << fmt::format("walkcheck: {} {}{}: {}\n", of_model ? "faulty model" : "internal error in", job.scenario, size,
                       what);
  }
}

/// False if a proof cannot be written, as `err` is told: what is decided is reported all the same.
bool save_certificates(const std::string& folder, std::vector<Result>& results, std::ostream& err) {
  if (folder.empty()) return true;
  try {
    write_certificates(results, folder);
  } catch (const std::runtime_error& fault) {
    err << fmt::format("walkcheck: --certificates {}\n", fault.what());
    return false;
  }
  const auto written = [](const Result& result) { return !result.certificate.empty(); };
  if (std::none_of(results.begin(), results.end(), written))
    err << "walkcheck: no certificate was written: nothing is proved here, whatever holds; try --engine auto, kind or "
           "pdr\n";
  return true;
}

bool all_covered(const std::vector<Result>& results) {
  std::vector<const Result*> rows;
  for (const auto& result : results) rows.push_back(&result);
  return uncovered(searches_of(rows)).empty();
}

int code_of(const Report& report, const std::vector<Result>& results, int signal) {
  if (!report.faults.empty()) {
    const bool all_of_model =
        std::all_of(report.faults.begin(), report.faults.end(), [](const Fault& fault) { return fault.of_model; });
    return all_of_model ? exit_bad_input : exit_internal_error;
  }
  if (signal != 0) return exit_by_signal(signal);
  const int code = exit_code(results);
  const bool may_fail = report.coverage && (code == exit_as_expected || code == exit_undecided);
  return may_fail && !all_covered(results) ? exit_unexpected : code;
}

/// Files first: whoever reads standard output may close it. Gives the exit code.
int tell(const Report& report, std::vector<Result>& results, int signal, const CheckOptions& options,
         ReportFiles& files, const Console& console) {
  bool all_written = save_certificates(options.certificates, results, console.err);
  all_written = files.write(report, console.out, console.err) && all_written;
  if (!options.reports.replaces_text()) {
    const auto& selection = options.subject.selection;
    const bool part = !selection.property.empty() || !selection.tables.empty();
    const TextOptions text{options.traces,
                           console.colour,
                           options.quiet,
                           report.seconds,
                           options.invariants,
                           options.tabs,
                           report.coverage,
                           options.overview,
                           report.interrupted,
                           part,
                           fmt::format("{}", fmt::join(options.subject.paths, " "))};
    console.out << report_text(results, text) << std::flush;
  }
  if (options.reports.github) all_written = tell_github(report, console.out, console.err) && all_written;
  tell_faults(report.faults, console.err);
  const int code = code_of(report, results, signal);
  return all_written || code == exit_internal_error ? code : exit_bad_input;
}

int check_model(const CheckedModel& model, const CheckOptions& options, ReportFiles& files, const Console& console) {
  const auto began = std::chrono::system_clock::now();
  const auto clock = std::chrono::steady_clock::now();
  const auto jobs = planned(model, options.subject.selection);
  auto [done, signal] = decide_all(model, jobs, options, console);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - clock;
  if (options.invariants || options.reports.shows_proofs()) describe_proofs(done.results);
  // What was not searched covers nothing, and is told as undecided.
  const bool coverage = options.coverage && signal == 0;
  const Report report{done.results, faults_of(std::move(done.faults), jobs), coverage, began, took.count(),
                      signal != 0};
  return tell(report, done.results, signal, options, files, console);
}

}  // namespace

void check_options(CLI::App& sub, CheckOptions& options) {
  subject_options(sub, options.subject);
  property_option(sub, options.subject);
  scenario_option(sub, options.subject);
  engine_option(sub, options.question);
  sub.add_flag("--traces", options.traces, "show the race of every violated property, expected or not");
  sub.add_flag("--tabs", options.tabs, "draw races with tabs, for a mail or a commit message that has them");
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
  sub.add_flag("--overview", options.overview, "print a few lines for each scenario instead of its verdicts")
      ->excludes("--quiet");
  exit_style_option(sub);
  report_options(sub, options.reports);
}

int check(const CheckOptions& options, const Console& console) {
  ReportFiles files(options.reports);
  return with_model(options.subject, console,
                    [&](const CheckedModel& model) { return check_model(model, options, files, console); });
}

Action check_command(CLI::App& sub) {
  const auto options = std::make_shared<CheckOptions>();
  check_options(sub, *options);
  return [options](const Console& console) { return check(*options, console); };
}

}  // namespace walkcheck
