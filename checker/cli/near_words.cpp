#include "checker/cli/near_words.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "checker/report/called.hpp"
#include "model/text/diagnostic.hpp"

namespace walkcheck {
namespace {

std::vector<std::string> option_names(const CommandShape& command) {
  std::vector<std::string> names;
  for (const auto& option : command.options) names.insert(names.end(), option.names.begin(), option.names.end());
  return names;
}

const CommandShape* command_named(const std::string& name, const CommandShape& tool) {
  const auto found = std::ranges::find(tool.commands, name, &CommandShape::name);
  return found == tool.commands.end() ? nullptr : &*found;
}

/// What may be missing, and what to do then.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> missing{{
    {"PATH", "a property file, or a folder of them, such as properties/v17"},
    {"--scenario", "`walkcheck list PATH` shows them"},
    {"KIND", "callback or property, as in `walkcheck new callback my_driver`"},
    {"NAME", "what the kernel calls it, as in `walkcheck new callback my_driver`"},
    {"ONE",
     "two scenarios, walkers or callbacks, then the files, as in `walkcheck compare v17 v17_review properties/v17`"},
    {"SHELL", "bash, zsh or fish"},
}};

}  // namespace

std::string for_missing(const std::string& fault) {
  for (const auto& [what, advice] : missing) {
    if (fault == fmt::format("{} is required", what)) return as_called(fmt::format("{}: {}", fault, advice));
  }
  return "";
}

std::string no_such_command(const std::string& word, const CommandShape& tool) {
  std::vector<std::string> names;
  for (const auto& command : tool.commands) names.push_back(command.name);
  auto hint = suggest(word, names);
  std::error_code ignored;
  if (std::filesystem::exists(word, ignored)) hint = fmt::format("to check it, run: walkcheck check {}", word);
  return as_called(
      fmt::format("no command is named '{}'; {}", word, hint.empty() ? "`walkcheck --help` shows all" : hint));
}

std::optional<std::string> no_such_option(std::span<const std::string> words, const CommandShape& tool) {
  const auto* const command = words.empty() ? nullptr : command_named(words.front(), tool);
  if (command == nullptr) return std::nullopt;
  const auto names = option_names(*command);
  for (const auto& word : words.subspan(1)) {
    const auto name = word.substr(0, word.find('='));
    if (name == "--") return std::nullopt;
    if (!name.starts_with("--") || std::ranges::find(names, name) != names.end()) continue;
    const auto hint = suggest(name, names);
    return as_called(fmt::format(
        "{} has no option {}; {}", command->name, name,
        hint.starts_with("did you mean") ? hint : fmt::format("`walkcheck {} --help` shows all", command->name)));
  }
  return std::nullopt;
}

}  // namespace walkcheck
