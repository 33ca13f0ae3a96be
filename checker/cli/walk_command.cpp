#include "checker/cli/walk_command.hpp"

#include <iostream>
#include <memory>

#include <unistd.h>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "checker/cli/queries.hpp"
#include "checker/cli/run.hpp"
#include "checker/cli/session.hpp"
#include "checker/cli/simulate.hpp"
#include "checker/report/called.hpp"
#include "checker/report/explanation.hpp"
#include "checker/report/outcome.hpp"
#include "checker/report/wrap.hpp"

namespace walkcheck {
namespace {

struct Asked {
  Subject subject;
  std::vector<std::string> queries;
  Simulation random;
  std::string save;  // a file, empty for none
};

constexpr const char* footer =
    "Each step shows the tables (> is where the walk stands), what it breaks, and what may happen next, numbered;\n"
    "type a number, or ? for help. Of several sizes it takes the smallest. All properties of the scenario are\n"
    "watched, or those of --property. With --random a step is the walker's or a rival's with the same probability;\n"
    "the same seed gives the same runs. A run that was saved is told by `walkcheck explain --trace FILE`.";

bool is_expected(const Task& task) { return task.expected == name(Status::violated); }

/// The shortest of all that broke something; of the first property, if several do.
const Replayed* shortest(const Simulated& simulated, std::size_t& property) {
  const Replayed* best = nullptr;
  for (std::size_t i = 0; i < simulated.properties.size(); ++i) {
    const auto& run = simulated.properties[i].shortest;
    if (!run || (best != nullptr && best->trace.rules.size() <= run->trace.rules.size())) continue;
    best = &*run;
    property = i;
  }
  return best;
}

std::string told(const Job& job, const SystemDraft& system, const Simulation& wanted, const Simulated& simulated) {
  auto text = paragraph("", named(job));
  text +=
      paragraph("", fmt::format("{} of at most {}, seed {}: {}; the walk came to its end in {}",
                                counted(wanted.runs, "run", "runs"), counted(wanted.steps, "step", "steps"),
                                wanted.seed, counted(simulated.steps, "step", "steps"), thousands(simulated.ended)));
  std::string broken;
  for (std::size_t i = 0; i < simulated.properties.size(); ++i) {
    const auto& [runs, run] = simulated.properties[i];
    if (!run) continue;
    broken +=
        paragraph("  ", fmt::format("{} is broken by {}, the shortest of {}{}", system.properties[i].name,
                                    counted(runs, "run", "runs"), counted(run->trace.rules.size(), "step", "steps"),
                                    is_expected(job.tasks[i]) ? ", as expected" : ""));
  }
  return text + (broken.empty()
                     ? as_called("no run broke a property; that proves nothing, `walkcheck check PATH` does\n")
                     : broken);
}

int walk_at_random(const CheckedModel& model, const Job& job, const Asked& asked, const Console& console) {
  const auto system = std::make_shared<const TransitionSystem>(lower(model, job));
  const auto queries = read_queries(**system, asked.queries);
  const auto simulated = simulate(*system, asked.random);
  console.out << told(job, **system, asked.random, simulated);
  std::size_t property = 0;
  const auto* const run = shortest(simulated, property);
  if (run == nullptr) return exit_as_expected;
  // Told runs are replayed, whoever found them.
  const Evidence evidence{system, replay(*system, run->trace)};
  console.out << '\n'
              << paragraph("", fmt::format("{} is broken:", (**system).properties[property].name))
              << explain({evidence, (**system).properties[property].kind, queries, {}}) << std::flush;
  if (!asked.save.empty()) save_run(asked.save, asked.subject.paths, job, **system, run->trace);
  for (std::size_t i = 0; i < job.tasks.size(); ++i) {
    if (simulated.properties[i].runs > 0 && !is_expected(job.tasks[i])) return exit_unexpected;
  }
  return exit_as_expected;
}

int walk_model(const CheckedModel& model, const Asked& asked, const Console& console) {
  const Job job = one_job(model, asked.subject.selection);
  if (asked.random.runs > 0) return walk_at_random(model, job, asked, console);
  const SessionOptions options{asked.subject.paths, asked.queries, ::isatty(STDIN_FILENO) == 0};
  run_session(model, job, options, std::cin, console.out);
  return exit_as_expected;
}

}  // namespace

Action walk_command(CLI::App& sub) {
  const auto asked = std::make_shared<Asked>();
  subject_options(sub, asked->subject);
  property_option(sub, asked->subject);
  scenario_option(sub, asked->subject, true);
  query_option(sub, asked->queries);
  auto* const random = sub.add_option("--random", asked->random.runs, "N random runs in place of a person's")
                           ->type_name("N")
                           ->check(CLI::PositiveNumber.description(""));
  const auto of_random = [&](const char* option, auto& value, const char* what) {
    sub.add_option(option, value, what)->type_name("N")->needs(random);
  };
  of_random("--seed", asked->random.seed, "of the random numbers (default: 1)");
  of_random("--steps", asked->random.steps, "of a random run, at most (default: 200)");
  sub.add_option("--save", asked->save, "save the shortest random run that breaks a property")
      ->type_name("FILE")
      ->needs(random);
  sub.footer(footer);
  return [asked](const Console& console) {
    return with_model(asked->subject, console,
                      [&](const CheckedModel& model) { return walk_model(model, *asked, console); });
  };
}

}  // namespace walkcheck
