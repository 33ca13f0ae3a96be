#include "checker/cli/shared_options.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <ostream>
#include <regex>
#include <thread>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "checker/cli/engines.hpp"
#include "checker/cli/installation.hpp"
#include "checker/cli/run.hpp"
#include "checker/cli/selection.hpp"
#include "checker/report/outcome.hpp"
#include "model/meaning/checked_model.hpp"

namespace walkcheck {
namespace {

namespace fs = std::filesystem;

/// The name of no engine: what suits best.
constexpr const char* automatic = "auto";

bool matches(const std::string& text, const char* pattern) {
  return std::regex_match(text, std::regex(pattern, std::regex::icase));
}

// CLI11's own range would be told with 309 digits, and its units with all their spellings.
std::string no_count(const std::string& text) {
  return matches(text, "0*[1-9][0-9]*") ? "" : fmt::format("'{}' is no whole number above 0", text);
}

std::string no_time(const std::string& text) {
  const bool number = matches(text, "[0-9]*[.]?[0-9]*") && text.find_first_of("123456789") != std::string::npos;
  return number ? "" : fmt::format("'{}' is no number of seconds above 0", text);
}

std::string no_size(const std::string& text) {
  const bool size = matches(text, "0*[1-9][0-9]* *([kmgtpe]i?)?b?");
  return size ? "" : fmt::format("'{}' is no amount of memory such as 512M or 4G", text);
}

std::string no_engine(const std::string& text) {
  const auto known = engines();
  const bool found = text == automatic ||
                     std::any_of(known.begin(), known.end(), [&](const Engine& engine) { return engine.name == text; });
  return found ? "" : unknown_engine(text);
}

/// As the help tells a closed set.
std::string engine_names() {
  std::string names = automatic;
  for (const Engine& engine : engines()) names += fmt::format("|{}", engine.name);
  return names;
}

void must_exist(const std::vector<std::string>& paths) {
  for (const auto& path : paths) {
    std::error_code ignored;
    if (!fs::exists(path, ignored)) throw Refused(no_such_path(path, data_folder(own_executable())));
  }
}

}  // namespace

void subject_options(CLI::App& sub, Subject& subject) {
  sub.add_option("PATH", subject.paths, "files (.prop, .walk) or folders of them")->required()->type_name("");
  sub.add_option("--tables", subject.selection.tables,
                 "only these sizes, also those made on request: '*', 'pud[2]*', '2/1/1'")
      ->type_name("GLOB");
}

void property_option(CLI::App& sub, Subject& subject) {
  sub.add_option("--property", subject.selection.property, "only these properties")->type_name("GLOB");
}

void scenario_option(CLI::App& sub, Subject& subject, bool required) {
  sub.add_option("--scenario", subject.selection.scenario, "only these scenarios and systems")
      ->type_name("GLOB")
      ->required(required);
}

void limit_options(CLI::App& sub, Limits& limits) {
  sub.add_option("--max-states", limits.max_states, "end a search that finds more states")
      ->type_name("N")
      ->check(no_count);
  sub.add_option("--max-memory", limits.max_memory, "end a search that needs more memory, for instance 4G")
      ->type_name("SIZE")
      ->transform(CLI::AsSizeValue(false).description(""))
      ->transform(CLI::Validator([](std::string& text) { return no_size(text); }, ""));
  sub.add_option_function<double>(
         "--max-time", [&limits](double seconds) { limits.max_time = std::chrono::duration<double>(seconds); },
         "end the work on a scenario and size that takes longer")
      ->type_name("SECONDS")
      ->check(no_time);
  sub.add_option("--max-depth", limits.max_depth,
                 "look at runs of so many steps at most (bmc, kind), and say `bounded`")
      ->type_name("N")
      ->check(no_count);
}

void engine_option(CLI::App& sub, Question& question) {
  sub.add_option_function<std::string>(
         "--engine",
         [&question](const std::string& wanted) {
           for (const Engine& engine : engines())
             if (engine.name == wanted) question.engine = &engine;
         },
         "how to decide (default: auto)")
      ->type_name(engine_names())
      ->check(CLI::Validator([](std::string& text) { return no_engine(text); }, ""));
}

void labour_options(CLI::App& sub, Labour& labour) {
  labour.threads = std::max(1U, std::thread::hardware_concurrency());
  sub.add_option("--threads", labour.threads, "searches at the same time (default: one for each core)")
      ->type_name("N")
      ->check(CLI::Range(1U, 1024U).description(""));
  sub.add_flag_callback(
      "--no-progress", [&labour] { labour.progress = false; }, "tell nothing while it runs");
}

int with_model(const Subject& subject, const Console& console, const std::function<int(const CheckedModel&)>& with) {
  must_exist(subject.paths);
  Sources sources;
  Diagnostics diagnostics;
  const auto model = load(subject.paths, sources, diagnostics, import_folders());
  for (const auto& fault : diagnostics.sorted()) console.err << render(fault, sources) << '\n';
  return model ? with(*model) : exit_bad_input;
}

std::vector<Job> planned(const CheckedModel& model, const Selection& selection) {
  auto jobs = plan(model, selection);
  if (jobs.empty()) throw Refused(why_empty(selection, [&](const Selection& other) { return plan(model, other); }));
  return jobs;
}

}  // namespace walkcheck
