#include "checker/cli/commands.hpp"

#include <algorithm>
#include <array>
#include <ostream>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "checker/cli/check_command.hpp"
#include "checker/cli/compare_command.hpp"
#include "checker/cli/completion_command.hpp"
#include "checker/cli/explain_command.hpp"
#include "checker/cli/fmt_command.hpp"
#include "checker/cli/graph_command.hpp"
#include "checker/cli/list_command.hpp"
#include "checker/cli/mutate_command.hpp"
#include "checker/cli/near_words.hpp"
#include "checker/cli/new_command.hpp"
#include "checker/cli/print_command.hpp"
#include "checker/cli/walk_command.hpp"
#include "checker/report/outcome.hpp"
#include "checker/report/version.hpp"

namespace walkcheck {
namespace {

constexpr auto table = std::to_array<Command>({
    {"check", "check every property in every scenario and size", check_command},
    {"explain", "tell the run that breaks a property, step by step", explain_command},
    {"walk", "choose each step of a walk and its rivals, or let chance do it", walk_command},
    {"graph", "draw the reachable states of a small scenario, or one run, for graphviz", graph_command},
    {"list", "list properties, scenarios, sizes and expectations", list_command},
    {"fmt", "set the indents of property and walk files, and keep what stands in a line", fmt_command},
    {"print", "print the lowered rules of a scenario as text", print_command},
    {"mutate", "plant faults into the model, and tell which property notices which", mutate_command},
    {"compare", "tell where two versions differ: in verdicts, else in what a caller can see", compare_command},
    {"new", "write a file to begin with, for a callback or a property of your own", new_command},
    {"completion", "write a script that completes walkcheck's commands and options in a shell", completion_command},
});

constexpr const char* exit_codes =
    "Exit code, the most severe wins: 70 internal error; 2 bad input or usage; 130 interrupted (143 by\n"
    "SIGTERM): what was decided is told; 1 a verdict that is not as expected (with no expectation: violated,\n"
    "vacuous), versions that differ, a mutant that nobody notices and no file explains; 3 undecided\n"
    "(unknown, bounded); 0 all as expected.";

/// `walkcheck help check` is `walkcheck check --help`.
std::vector<const char*> without_help_command(int argc, const char* const* argv) {
  std::vector<const char*> words(argv, argv + argc);
  if (words.size() < 2 || std::string_view(words[1]) != "help") return words;
  words.erase(words.begin() + 1);
  words.push_back("--help");
  return words;
}

/// The parser takes any word for an option's value, also the next option.
std::string swallowed_option(const CLI::App& app) {
  for (const auto* const sub : app.get_subcommands()) {
    for (const auto* const option : sub->get_options()) {
      for (const auto& value : option->results()) {
        if (!option->get_positional() && value.starts_with("--") && sub->get_option_no_throw(value) != nullptr)
          return fmt::format("{} takes a {}, and '{}' is an option", option->get_name(), option->get_type_name(),
                             value);
      }
    }
  }
  return "";
}

/// What to say of words that make no sense because one of them is near to a command or an option, or empty.
std::string hint(const std::vector<std::string>& words, const CommandShape& tool, bool has_extras) {
  const auto is_command = [&](const Command& row) { return row.name == words.front(); };
  if (!words.empty() && !words.front().starts_with('-') && std::ranges::none_of(table, is_command))
    return no_such_command(words.front(), tool);
  return has_extras ? no_such_option(words, tool).value_or("") : "";
}

}  // namespace

std::span<const Command> commands() { return table; }

void add_commands(CLI::App& app, Action& chosen) {
  app.name(std::string(tool_name));
  app.description("Decides whether a walk of page tables can race: by exhaustive search, and by proofs.");
  app.set_version_flag("--version", fmt::format("{} {}", tool_name, tool_version));
  app.require_subcommand(1);
  app.footer(exit_codes);
  for (const Command& command : table) {
    auto* const sub = app.add_subcommand(std::string(command.name), std::string(command.description));
    sub->parse_complete_callback([&chosen, action = command.add(*sub)] { chosen = action; });
  }
}

std::variant<Action, int> understand(int argc, const char* const* argv, std::ostream& out, std::ostream& err) {
  CLI::App app;
  Action chosen;
  add_commands(app, chosen);
  const auto words = without_help_command(argc, argv);
  try {
    app.parse(static_cast<int>(words.size()), words.data());
    if (const auto fault = swallowed_option(app); !fault.empty()) {
      err << tool_name << ": " << fault << '\n';
      return exit_bad_input;
    }
  } catch (const CLI::ParseError& fault) {
    const bool has_extras = fault.get_exit_code() == static_cast<int>(CLI::ExitCodes::ExtrasError);
    auto told = hint({words.begin() + std::min(argc, 1), words.end()}, shape_of(app), has_extras);
    if (told.empty()) told = for_missing(fault.what());
    if (!told.empty()) err << tool_name << ": " << told << '\n';
    const int code = told.empty() ? app.exit(fault, out, err) : exit_bad_input;
    return code == 0 ? exit_as_expected : exit_bad_input;
  }
  return chosen;
}

}  // namespace walkcheck
