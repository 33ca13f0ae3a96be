#include <fmt/format.h>
#include <fmt/ranges.h>

#include "checker/cli/completion.hpp"

namespace walkcheck {
namespace {

/// With a backslash in front of what means something to _arguments and _describe.
std::string escaped(std::string_view text) {
  std::string safe;
  for (const char letter : text) {
    if (letter == '[' || letter == ']' || letter == ':' || letter == '\\') safe += '\\';
    safe += letter;
  }
  return safe;
}

std::string completes(const Argument& argument) {
  switch (argument.kind) {
    case Argument::Kind::word:
      return fmt::format("({})", fmt::join(argument.words, " "));
    case Argument::Kind::file:
      return "_files";
    case Argument::Kind::folder:
      return "_files -/";
    case Argument::Kind::model:
      return "_files -g \"*.(prop|walk)\"";
    case Argument::Kind::text:
      break;
  }
  return " ";
}

std::string specification(const OptionShape& option) {
  std::string lines;
  for (const auto& name : option.names) {
    auto line = fmt::format("{}[{}]", name, escaped(option.description));
    if (option.argument) line += fmt::format(":{}:{}", escaped(option.argument->name), completes(*option.argument));
    lines += fmt::format(" \\\n        {}", single_quoted(line));
  }
  return lines;
}

std::string arm_of(const CommandShape& command) {
  std::string lines;
  for (const auto& option : command.options) lines += specification(option);
  for (std::size_t i = 0; i < command.arguments.size(); ++i) {
    const auto& argument = command.arguments[i];
    const auto place = argument.repeated ? "*" : std::to_string(i + 1);
    lines += fmt::format(" \\\n        {}",
                         single_quoted(fmt::format("{}:{}:{}", place, escaped(argument.name), completes(argument))));
  }
  return fmt::format("    {})\n      _arguments -s{}\n      ;;\n", command.name, lines);
}

}  // namespace

std::string zsh_completion(const CommandShape& tool) {
  std::string commands, arms, options;
  for (const auto& command : tool.commands) {
    commands +=
        fmt::format("    {}\n", single_quoted(fmt::format("{}:{}", command.name, escaped(command.description))));
    arms += arm_of(command);
  }
  for (const auto& option : tool.options) options += specification(option);
  return fmt::format(
      "#compdef walkcheck\n"
      "# zsh completion for walkcheck, made by `walkcheck completion zsh`\n\n"
      "_walkcheck() {{\n"
      "  local curcontext=$curcontext state line\n"
      "  local -a commands\n"
      "  commands=(\n{}  )\n"
      "  _arguments -C{} \\\n        '1:command:->command' \\\n        '*::argument:->argument'\n"
      "  if [[ $state == command ]]; then\n    _describe command commands\n    return\n  fi\n"
      "  [[ $state == argument ]] || return\n"
      "  case $words[1] in\n{}  esac\n"
      "}}\n\n"
      "# Loaded by the completion system, or sourced.\n"
      "if [[ $funcstack[1] == _walkcheck ]]; then\n  _walkcheck \"$@\"\nelse\n  compdef _walkcheck walkcheck\nfi\n",
      commands, options, arms);
}

}  // namespace walkcheck
