#include "checker/cli/completion_command.hpp"

#include <memory>
#include <ostream>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <CLI/CLI.hpp>

#include "checker/cli/commands.hpp"
#include "checker/cli/completion.hpp"
#include "checker/cli/run.hpp"
#include "checker/report/outcome.hpp"

namespace walkcheck {
namespace {

std::vector<std::string> shell_names() {
  std::vector<std::string> names;
  for (const auto& shell : shells()) names.emplace_back(shell.name);
  return names;
}

int write_completion(const std::string& wanted, std::ostream& out) {
  CLI::App app;
  Action ignored;
  add_commands(app, ignored);
  for (const auto& shell : shells())
    if (shell.name == wanted) out << shell.completion(shape_of(app));
  return exit_as_expected;
}

}  // namespace

Action completion_command(CLI::App& sub) {
  const auto shell = std::make_shared<std::string>();
  sub.add_option("SHELL", *shell, "whose script to write to standard output")
      ->required()
      ->type_name(fmt::format("{}", fmt::join(shell_names(), "|")))
      ->check(CLI::IsMember(shell_names()).description(""));
  return [shell](const Console& console) { return write_completion(*shell, console.out); };
}

}  // namespace walkcheck
