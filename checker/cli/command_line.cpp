#include "checker/cli/command_line.hpp"

#include <CLI/CLI.hpp>

namespace walkcheck {
namespace {

/// A type `a|b|c`, or a validator's `{a,b,c}`, is a closed set.
std::vector<std::string> closed_set(const std::string& type) {
  const auto open = type.find('{');
  if (open != std::string::npos && type.ends_with('}'))
    return CLI::detail::split(type.substr(open + 1, type.size() - open - 2), ',');
  return type.find('|') != std::string::npos ? CLI::detail::split(type, '|') : std::vector<std::string>{};
}

Argument argument_of(const std::string& name, const std::string& type) {
  using enum Argument::Kind;
  auto words = closed_set(type);
  if (!words.empty()) return {word, name, std::move(words), false};
  const auto& told = type.empty() ? name : type;
  if (told == "PATH") return {model, name, {}, false};
  if (told == "FILE") return {file, name, {}, false};
  if (told == "DIR") return {folder, name, {}, false};
  return {text, told, {}, false};
}

OptionShape option_of(const CLI::Option& option) {
  OptionShape shape{{}, option.get_description(), std::nullopt};
  for (const auto& name : option.get_snames()) shape.names.push_back("-" + name);
  for (const auto& name : option.get_lnames()) shape.names.push_back("--" + name);
  const bool flag = option.get_items_expected_max() == 0;
  if (!flag) shape.argument = argument_of(option.get_type_name(), option.get_type_name());
  return shape;
}

}  // namespace

CommandShape shape_of(const CLI::App& app) {
  CommandShape shape{app.get_name(), app.get_description(), {}, {}, {}};
  for (const auto* const option : app.get_options()) {
    if (!option->get_positional()) {
      shape.options.push_back(option_of(*option));
      continue;
    }
    shape.arguments.push_back(argument_of(option->get_name(true), option->get_type_name()));
    shape.arguments.back().repeated = option->get_items_expected_max() > 1;
  }
  for (const auto* const sub : app.get_subcommands([](const CLI::App*) { return true; }))
    shape.commands.push_back(shape_of(*sub));
  return shape;
}

}  // namespace walkcheck
