// What to say of a command or an option that there is not: the one that may have been meant, else where all are shown.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "checker/cli/command_line.hpp"

namespace walkcheck {

/// Of a word that is no command. A file or a folder is taken for something to be checked.
[[nodiscard]] std::string no_such_command(const std::string& word, const CommandShape& tool);

/// Of the first of `words` (a command and what follows it) that looks like a long option and is none of the command's;
/// std::nullopt if there is none.
[[nodiscard]] std::optional<std::string> no_such_option(std::span<const std::string> words, const CommandShape& tool);

/// What to add to "PATH is required": what it is, or which command shows it; empty if there is nothing to say.
[[nodiscard]] std::string for_missing(const std::string& fault);

}  // namespace walkcheck
