#include <fmt/format.h>
#include <fmt/ranges.h>

#include "checker/cli/completion.hpp"

namespace walkcheck {
namespace {

// bash takes `--option=value` for three words.
constexpr const char* head = R"(# bash completion for walkcheck, made by `walkcheck completion bash`

_walkcheck_add() {
  local line
  while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen "$@" -- "$cur")
}

_walkcheck() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command=
  COMPREPLY=()
  if [[ $cur == = ]]; then
    cur=
  elif [[ $prev == = ]]; then
    prev=${COMP_WORDS[COMP_CWORD-2]}
  fi
)";

constexpr const char* tail = R"(}

complete -F _walkcheck walkcheck
)";

std::string names(const std::vector<OptionShape>& options) {
  std::string all;
  for (const auto& option : options) all += fmt::format("{}{}", all.empty() ? "" : " ", fmt::join(option.names, " "));
  return all;
}

/// The commands that complete one argument.
std::string completes(const Argument& argument) {
  switch (argument.kind) {
    case Argument::Kind::word:
      return fmt::format("_walkcheck_add -W '{}'", fmt::join(argument.words, " "));
    case Argument::Kind::file:
      return "compopt -o filenames; _walkcheck_add -f";
    case Argument::Kind::folder:
      return "compopt -o filenames; _walkcheck_add -d";
    case Argument::Kind::model:
      return "compopt -o filenames; _walkcheck_add -d; _walkcheck_add -f -X '!*.prop'; _walkcheck_add -f -X '!*.walk'";
    case Argument::Kind::text:
      break;
  }
  return ":";
}

/// What follows an option that takes a value; of text nothing is known.
std::string arms_of(const CommandShape& command) {
  std::string arms;
  std::vector<std::string> of_text;
  for (const auto& option : command.options) {
    if (!option.argument) continue;
    for (const auto& name : option.names) {
      const auto place = fmt::format("{},{}", command.name, name);
      if (option.argument->kind == Argument::Kind::text)
        of_text.push_back(place);
      else
        arms += fmt::format("    {}) {}; return ;;\n", place, completes(*option.argument));
    }
  }
  return of_text.empty() ? arms : fmt::format("{}    {}) return ;;\n", arms, fmt::join(of_text, " | "));
}

/// What to offer where no option asks for a value.
std::string rest_of(const CommandShape& command) {
  const auto* const known = known_argument(command);
  const auto argument = known == nullptr ? ":" : completes(*known);
  return fmt::format("    {}) if [[ $cur == -* ]]; then _walkcheck_add -W '{}'; else {}; fi ;;\n", command.name,
                     names(command.options), argument);
}

}  // namespace

std::string bash_completion(const CommandShape& tool) {
  std::vector<std::string> commands;
  std::string arms, rests;
  for (const auto& command : tool.commands) {
    commands.push_back(command.name);
    arms += arms_of(command);
    rests += rest_of(command);
  }
  return fmt::format(
      "{}  local word\n"
      "  for word in \"${{COMP_WORDS[@]:1:COMP_CWORD-1}}\"; do\n"
      "    case $word in {}) command=$word; break ;; esac\n"
      "  done\n"
      "  case $command,$prev in\n{}  esac\n"
      "  case $command in\n{}    *) _walkcheck_add -W '{} {}' ;;\n  esac\n{}",
      head, fmt::join(commands, " | "), arms, rests, fmt::join(commands, " "), names(tool.options), tail);
}

}  // namespace walkcheck
