// All commands, and which of them a command line asks for.
#pragma once

#include <iosfwd>
#include <span>
#include <variant>

#include "checker/cli/command.hpp"

namespace walkcheck {

/// In the order of the help.
[[nodiscard]] std::span<const Command> commands();

/// Gives `app` all commands and options; when it has parsed a command line, `chosen` is what is to be done.
void add_commands(CLI::App& app, Action& chosen);

/// What is to be done, or the exit code if there is nothing to do: help and version are written to `out` (0), faults to
/// `err` (2).
[[nodiscard]] std::variant<Action, int> understand(int argc, const char* const* argv, std::ostream& out,
                                                   std::ostream& err);

}  // namespace walkcheck
