#include "checker/cli/options.hpp"

#include <algorithm>
#include <chrono>
#include <ostream>
#include <regex>
#include <thread>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "checker/cli/engines.hpp"
#include "checker/report/outcome.hpp"
#include "checker/report/version.hpp"

namespace walkcheck {
namespace {

/// The name of no engine: what suits best.
constexpr const char* automatic = "auto";

/// What CLI11 can fill in, before it becomes Options.
struct Raw {
  Options options;
  std::string engine{automatic};
  std::uint64_t max_states = 0, max_memory = 0;
  std::uint32_t max_depth = 0;
  double max_time = 0;
};

constexpr const char* exit_codes =
    "Exit code, the most severe wins: 70 internal error; 2 bad input or usage; 1 a verdict that is not\n"
    "as expected (with no expectation: violated, vacuous), versions that differ, a mutant that nobody notices\n"
    "and no file explains; 3 undecided (unknown, bounded); 0 all as expected.";

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

CLI::App* subcommand(CLI::App& app, Raw& raw, Options::Command command, const char* name, const char* description) {
  auto* const sub = app.add_subcommand(name, description);
  if (command == Options::Command::compare) {
    const char* const what = "two scenarios, two walkers, or two callbacks of one slot";
    sub->add_option("ONE", raw.options.one, what)->required()->type_name("");
    sub->add_option("OTHER", raw.options.other, "what to compare it with")->required()->type_name("");
  }
  sub->add_option("PATH", raw.options.paths, "files (.prop, .walk) or folders of them")->required()->type_name("");
  sub->add_option("--tables", raw.options.selection.tables,
                  "only these sizes, also those made on request: '*', 'pud[2]*'")
      ->type_name("GLOB");
  sub->callback([&raw, command] { raw.options.command = command; });
  return sub;
}

CLI::Option* scenario_option(CLI::App& sub, Raw& raw) {
  return sub.add_option("--scenario", raw.options.selection.scenario, "only these scenarios and systems")
      ->type_name("GLOB");
}

void property_option(CLI::App& sub, Raw& raw) {
  sub.add_option("--property", raw.options.selection.property, "only these properties")->type_name("GLOB");
}

void limit_options(CLI::App& sub, Raw& raw) {
  sub.add_option("--max-states", raw.max_states, "end a search that finds more states")
      ->type_name("N")
      ->check(no_count);
  sub.add_option("--max-memory", raw.max_memory, "end a search that needs more memory, for instance 4G")
      ->type_name("SIZE")
      ->transform(CLI::AsSizeValue(false).description(""))
      ->transform(CLI::Validator([](std::string& text) { return no_size(text); }, ""));
  sub.add_option("--max-time", raw.max_time, "end the work on a scenario and size that takes longer")
      ->type_name("SECONDS")
      ->check(no_time);
  sub.add_option("--max-depth", raw.max_depth, "look at runs of so many steps at most (bmc, kind), and say `bounded`")
      ->type_name("N")
      ->check(no_count);
}

void threads_option(CLI::App& sub, Raw& raw) {
  sub.add_option("--threads", raw.options.threads, "searches at the same time (default: one for each core)")
      ->type_name("N")
      ->check(CLI::Range(1U, 1024U).description(""));
  sub.add_flag_callback(
      "--no-progress", [&raw] { raw.options.progress = false; }, "no progress line on a terminal");
}

void check_options(CLI::App& sub, Raw& raw) {
  property_option(sub, raw);
  scenario_option(sub, raw);
  sub.add_option("--engine", raw.engine, "how to decide: auto (default), explore, bmc, kind, pdr")->type_name("NAME");
  sub.add_option("--json", raw.options.json, "write the results to FILE; - is standard output, in place of the text")
      ->type_name("FILE");
  sub.add_flag("--traces", raw.options.traces, "show the race of every violated property, expected or not");
  sub.add_flag("--show-invariant", raw.options.invariants, "show what each proof rests on");
  sub.add_option("--certificates", raw.options.certificates,
                 "write each proof to a file in DIR, for any SMT-LIB 2 solver to check")
      ->type_name("DIR");
  sub.add_flag("--agree", raw.options.question.agree, "ask every engine, and compare what they say")
      ->excludes("--engine");
  limit_options(sub, raw);
  threads_option(sub, raw);
  sub.add_flag(
      "--require-coverage", raw.options.coverage,
      "end with 1 if a statement is executed in no scenario, or a rival or a callback never runs in one, and no "
      "scenario says why");
  sub.add_flag("--quiet", raw.options.quiet, "print only what is not as expected");
}

void mutate_options(CLI::App& sub, Raw& raw) {
  property_option(sub, raw);
  scenario_option(sub, raw);
  sub.add_option("--mutant", raw.options.mutants, "only these mutants, by name")->type_name("GLOB");
  sub.add_option("--of", raw.options.of, "only mutants of texts that these scenarios use")->type_name("GLOB");
  sub.add_flag("--first", raw.options.first, "of each mutant ask only until some property notices it");
  limit_options(sub, raw);
  threads_option(sub, raw);
}

void compare_options(CLI::App& sub, Raw& raw) {
  property_option(sub, raw);
  scenario_option(sub, raw);
  limit_options(sub, raw);
}

void finish(Raw& raw) {
  if (raw.engine != automatic) {
    const auto known = engines();
    const auto row =
        std::find_if(known.begin(), known.end(), [&](const Engine& engine) { return engine.name == raw.engine; });
    if (row == known.end()) throw CLI::ValidationError("--engine", unknown_engine(raw.engine));
    raw.options.question.engine = &*row;
  }
  const Options& asked = raw.options;
  raw.options.question.shows_proofs = asked.invariants || !asked.certificates.empty() || !asked.json.empty();
  if (raw.max_states != 0) raw.options.question.limits.max_states = raw.max_states;
  if (raw.max_memory != 0) raw.options.question.limits.max_memory = raw.max_memory;
  if (raw.max_depth != 0) raw.options.question.limits.max_depth = raw.max_depth;
  if (raw.max_time != 0) raw.options.question.limits.max_time = std::chrono::duration<double>(raw.max_time);
}

}  // namespace

std::variant<Options, int> parse_options(int argc, const char* const* argv, std::ostream& out, std::ostream& err) {
  Raw raw;
  raw.options.threads = std::max(1U, std::thread::hardware_concurrency());
  CLI::App app("Decides whether a walk of page tables can race: by exhaustive search, and by proofs.",
               std::string(tool_name));
  app.set_version_flag("--version", fmt::format("{} {}", tool_name, tool_version));
  app.require_subcommand(1);
  app.footer(exit_codes);
  check_options(
      *subcommand(app, raw, Options::Command::check, "check", "check every property in every scenario and size"), raw);
  auto* const list =
      subcommand(app, raw, Options::Command::list, "list", "list properties, scenarios, sizes and expectations");
  property_option(*list, raw);
  scenario_option(*list, raw);
  auto* const print =
      subcommand(app, raw, Options::Command::print, "print", "print the lowered rules of a scenario as text");
  scenario_option(*print, raw)->required();
  mutate_options(*subcommand(app, raw, Options::Command::mutate, "mutate",
                             "plant faults into the model, and tell which property notices which"),
                 raw);
  compare_options(*subcommand(app, raw, Options::Command::compare, "compare",
                              "tell where two versions differ: in verdicts, else in what a caller can see"),
                  raw);
  try {
    app.parse(argc, argv);
    finish(raw);
  } catch (const CLI::ParseError& fault) {
    const int code = app.exit(fault, out, err);
    return code == 0 ? exit_as_expected : exit_bad_input;
  }
  return std::move(raw.options);
}

}  // namespace walkcheck
