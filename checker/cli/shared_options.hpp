// Options that several commands have, and what they all do first.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "checker/cli/command.hpp"
#include "checker/cli/decide.hpp"
#include "checker/core/verdict.hpp"
#include "model/system/job.hpp"

namespace walkcheck {

/// PATH... and --tables.
struct Subject {
  std::vector<std::string> paths;
  Selection selection;
};
void subject_options(CLI::App& sub, Subject& subject);
void property_option(CLI::App& sub, Subject& subject);
/// `required`: the command has no meaning without it.
void scenario_option(CLI::App& sub, Subject& subject, bool required = false);

/// --max-states, --max-memory, --max-time, --max-depth.
void limit_options(CLI::App& sub, Limits& limits);
/// --engine, which keeps null for `auto`.
void engine_option(CLI::App& sub, Question& question);

struct Labour {
  unsigned threads = 1;  // at least 1
  bool progress = true;
};
/// --threads (default: one for each core) and --no-progress.
void labour_options(CLI::App& sub, Labour& labour);

/// Reads the files and calls `with` with their model; diagnostics go to the console's `err`, and faulty files end with
/// exit_bad_input.
[[nodiscard]] int with_model(const Subject& subject, const Console& console,
                             const std::function<int(const CheckedModel&)>& with);

/// The jobs that the subject selects; at least one, or Refused says why there is none.
[[nodiscard]] std::vector<Job> planned(const CheckedModel& model, const Selection& selection);

}  // namespace walkcheck
