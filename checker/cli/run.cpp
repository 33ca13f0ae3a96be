#include "checker/cli/run.hpp"

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <stdexcept>

#include <fmt/format.h>
#include <unistd.h>

#include "checker/cli/compare.hpp"
#include "checker/cli/decide.hpp"
#include "checker/cli/listing.hpp"
#include "checker/cli/mutate.hpp"
#include "checker/cli/options.hpp"
#include "checker/cli/progress.hpp"
#include "checker/cli/proofs.hpp"
#include "checker/cli/selection.hpp"
#include "checker/cli/workers.hpp"
#include "checker/report/json.hpp"
#include "checker/report/outcome.hpp"
#include "checker/report/section.hpp"
#include "checker/report/text.hpp"
#include "checker/report/unused.hpp"
#include "model/meaning/checked_model.hpp"

namespace walkcheck {
namespace {

namespace fs = std::filesystem;

/// A fault of the user that is none of a file's text; ends the run with `exit_bad_input`.
struct Refused : std::runtime_error {
  using std::runtime_error::runtime_error;
};

void must_exist(const std::vector<std::string>& paths) {
  for (const auto& path : paths) {
    std::error_code ignored;
    if (!fs::exists(path, ignored)) throw Refused(fmt::format("{}: there is no such file or folder", path));
  }
}

/// A search may take long: a file that cannot be written is refused before it.
void must_be_writable(const std::string& json) {
  if (json.empty() || json == "-") return;
  const auto folder = fs::path(json).parent_path();
  std::error_code ignored;
  if (!folder.empty() && !fs::is_directory(folder, ignored))
    throw Refused(fmt::format("--json {}: there is no such folder", json));
  if (fs::is_directory(json, ignored)) throw Refused(fmt::format("--json {}: is a folder", json));
}

std::vector<Job> planned(const CheckedModel& model, const Selection& selection) {
  auto jobs = plan(model, selection);
  if (jobs.empty()) throw Refused(why_empty(selection, [&](const Selection& other) { return plan(model, other); }));
  return jobs;
}

std::vector<Result> decide_one(const CheckedModel& model, const Job& job, const Options& options, ProgressLine& line,
                               std::size_t index) {
  JobObserver observer(line, index);
  auto results = decide(model, job, options.question, &observer);
  line.finish(index, results.front().search->statistics);
  return results;
}

Done decide_all(const CheckedModel& model, const std::vector<Job>& jobs, const Options& options,
                const Console& console) {
  ProgressLine line(options.progress && console.progress ? &console.err : nullptr, jobs.size());
  return do_jobs(jobs.size(), options.threads,
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

void write_json(const std::string& json, const std::vector<Result>& results, std::ostream& out) {
  if (json.empty()) return;
  const auto text = report_json(results);
  if (json == "-") {
    out << text;
    return;
  }
  try {
    write_whole(json, text);
  } catch (const std::runtime_error& fault) {
    throw Refused(fmt::format("--json {}", fault.what()));
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

int check_command(const CheckedModel& model, const Options& options, const Console& console) {
  const auto began = std::chrono::steady_clock::now();
  const auto jobs = planned(model, options.selection);
  auto done = decide_all(model, jobs, options, console);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
  if (options.invariants || !options.json.empty()) describe_proofs(done.results);
  save_certificates(options.certificates, done.results, console.err);
  if (options.json != "-") {
    const TextOptions text{options.traces, console.colour,     options.quiet,
                           took.count(),   options.invariants, options.coverage};
    console.out << report_text(done.results, text) << std::flush;
  }
  // A document without some of the results could be taken for the whole.
  if (!done.faults.empty()) return report_faults(done.faults, jobs, console.err);
  write_json(options.json, done.results, console.out);
  const int code = exit_code(done.results);
  const bool may_fail = options.coverage && (code == exit_as_expected || code == exit_undecided);
  return may_fail && !all_covered(done.results) ? exit_unexpected : code;
}

int list_command(const CheckedModel& model, const Options& options, const Console& console) {
  console.out << listing(planned(model, options.selection));
  return exit_as_expected;
}

int print_command(const CheckedModel& model, const Options& options, const Console& console) {
  for (const auto& job : planned(model, options.selection)) console.out << print(*lower(model, job)) << '\n';
  return exit_as_expected;
}

/// Of tables of any size a search alone says little.
std::vector<Job> finite(std::vector<Job> jobs) {
  std::erase_if(jobs, [](const Job& job) { return job.any_size(); });
  if (jobs.empty()) throw Refused("mutants are searched in tables of some size, and there are none here");
  return jobs;
}

int mutate_command(const CheckedModel& model, const Options& options, const Console& console) {
  const MutationPlan plan{.jobs = finite(planned(model, options.selection)),
                          .only = options.mutants,
                          .of = options.of,
                          .first = options.first,
                          .limits = options.question.limits,
                          .threads = options.threads};
  const bool progress = options.progress && console.progress;
  const MutationRun run = mutate(model, plan, progress ? &console.err : nullptr);
  if (run.trials.empty()) {
    const std::string of = options.of.empty() ? "" : fmt::format(" --of '{}'", options.of);
    throw Refused(fmt::format("no mutant matches --mutant '{}'{}", options.mutants, of));
  }
  console.out << report_mutations(run) << std::flush;
  return exit_code(run);
}

int compare_command(const CheckedModel& model, const Options& options, const Console& console) {
  const ComparePlan plan{options.one, options.other, options.selection, options.question};
  std::vector<Comparison> comparisons;
  try {
    comparisons = compare(model, plan);
  } catch (const std::invalid_argument& fault) {
    throw Refused(fault.what());
  }
  int code = exit_as_expected;
  for (const Comparison& comparison : comparisons) {
    console.out << report_comparison(comparison) << std::flush;
    const int own = exit_code(comparison);
    if (code == exit_as_expected || own == exit_unexpected) code = own;
  }
  return code;
}

int execute(const Options& options, const Console& console) {
  must_exist(options.paths);
  must_be_writable(options.json);
  Sources sources;
  Diagnostics diagnostics;
  const auto model = load(options.paths, sources, diagnostics);
  for (const auto& fault : diagnostics.sorted()) console.err << render(fault, sources) << '\n';
  if (!model) return exit_bad_input;
  switch (options.command) {
    case Options::Command::check:
      return check_command(*model, options, console);
    case Options::Command::list:
      return list_command(*model, options, console);
    case Options::Command::print:
      return print_command(*model, options, console);
    case Options::Command::compare:
      return compare_command(model.value(), options, console);
    case Options::Command::mutate:
      return mutate_command(*model, options, console);
  }
  throw std::logic_error("a command without a function");
}

int run_or_throw(int argc, const char* const* argv, const Console& console) {
  const auto parsed = parse_options(argc, argv, console.out, console.err);
  if (const auto* const code = std::get_if<int>(&parsed)) return *code;
  const int code = execute(std::get<Options>(parsed), console);
  console.out.flush();
  if (!console.out) throw Refused("standard output cannot be written");
  return code;
}

}  // namespace

Console standard_console() {
  const char* const no_colour = std::getenv("NO_COLOR");
  const bool wanted = no_colour == nullptr || *no_colour == '\0';
  return {std::cout, std::cerr, wanted && ::isatty(STDOUT_FILENO) != 0, ::isatty(STDERR_FILENO) != 0};
}

int run(int argc, const char* const* argv, const Console& console) noexcept {
  try {
    return run_or_throw(argc, argv, console);
  } catch (const Refused& fault) {
    console.err << "walkcheck: " << fault.what() << '\n';
    return exit_bad_input;
  } catch (const std::exception& fault) {
    console.err << "walkcheck: internal error: " << fault.what() << '\n';
    return exit_internal_error;
  }
}

}  // namespace walkcheck
