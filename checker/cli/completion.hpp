// Scripts that complete the commands, options and arguments of walkcheck in a shell.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "checker/cli/command_line.hpp"

namespace walkcheck {

struct Shell {
  std::string_view name;
  /// The script for the whole tool.
  std::string (*completion)(const CommandShape& tool);
};

[[nodiscard]] std::string bash_completion(const CommandShape& tool);
[[nodiscard]] std::string zsh_completion(const CommandShape& tool);
[[nodiscard]] std::string fish_completion(const CommandShape& tool);

[[nodiscard]] std::span<const Shell> shells();

/// The last argument of which anything is known, for shells that do not count arguments; null if there is none.
[[nodiscard]] const Argument* known_argument(const CommandShape& command);

/// In single quotes, as bash and zsh read it.
[[nodiscard]] std::string single_quoted(std::string_view text);

}  // namespace walkcheck
