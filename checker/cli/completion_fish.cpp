#include <fmt/format.h>
#include <fmt/ranges.h>

#include "checker/cli/completion.hpp"

namespace walkcheck {
namespace {

/// In single quotes, as fish reads it.
std::string fish_quoted(std::string_view text) {
  std::string safe = "'";
  for (const char letter : text) {
    if (letter == '\'' || letter == '\\') safe += '\\';
    safe += letter;
  }
  return safe + "'";
}

std::string completes(const Argument& argument) {
  switch (argument.kind) {
    case Argument::Kind::word:
      return fmt::format(" -x -a {}", fish_quoted(fmt::format("{}", fmt::join(argument.words, " "))));
    case Argument::Kind::file:
    case Argument::Kind::model:
      return " -r -F";
    case Argument::Kind::folder:
      return " -x -a '(__fish_complete_directories)'";
    case Argument::Kind::text:
      break;
  }
  return " -x";
}

std::string line_of(const OptionShape& option, std::string_view condition) {
  auto line = fmt::format("complete -c walkcheck -n {}", fish_quoted(condition));
  for (const auto& name : option.names) {
    const bool wide = name.starts_with("--");
    line += fmt::format(" {} {}", wide ? "-l" : "-s", name.substr(wide ? 2 : 1));
  }
  if (option.argument) line += completes(*option.argument);
  return fmt::format("{} -d {}\n", line, fish_quoted(option.description));
}

std::string lines_of(const CommandShape& command) {
  const auto condition = fmt::format("__fish_seen_subcommand_from {}", command.name);
  std::string lines;
  for (const auto& option : command.options) lines += line_of(option, condition);
  if (const auto* const known = known_argument(command)) {
    const auto offered = known->kind == Argument::Kind::word ? completes(*known) : " -F";
    lines += fmt::format("complete -c walkcheck -n {}{}\n", fish_quoted(condition), offered);
  }
  return lines;
}

}  // namespace

std::string fish_completion(const CommandShape& tool) {
  std::string script = "# fish completion for walkcheck, made by `walkcheck completion fish`\n\n";
  script += "complete -c walkcheck -f\n";
  for (const auto& option : tool.options) script += line_of(option, "__fish_use_subcommand");
  for (const auto& command : tool.commands)
    script += fmt::format("complete -c walkcheck -n __fish_use_subcommand -a {} -d {}\n", command.name,
                          fish_quoted(command.description));
  for (const auto& command : tool.commands) script += lines_of(command);
  return script;
}

}  // namespace walkcheck
