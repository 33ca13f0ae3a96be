// The commands and options of walkcheck as data, for whoever completes them in a shell.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace CLI {  // NOLINT(readability-identifier-naming): named by the library
class App;
}  // namespace CLI

namespace walkcheck {

/// What may stand in one place of a command line.
struct Argument {
  enum class Kind : std::uint8_t { text, word, file, folder, model };  // model: a file of the language, or a folder
  Kind kind = Kind::text;
  std::string name;                // as the help calls it
  std::vector<std::string> words;  // of Kind::word, all that there are
  bool repeated = false;           // any number of them may stand there
};

struct OptionShape {
  std::vector<std::string> names;  // with their dashes, the short ones first
  std::string description;
  std::optional<Argument> argument;  // none: a flag
};

struct CommandShape {
  std::string name;
  std::string description;
  std::vector<OptionShape> options;
  std::vector<Argument> arguments;  // in their order
  std::vector<CommandShape> commands;
};

/// Of the command itself and all below it.
[[nodiscard]] CommandShape shape_of(const CLI::App& app);

}  // namespace walkcheck
