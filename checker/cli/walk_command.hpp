// walkcheck walk: a person chooses each step, or chance does.
#pragma once

#include "checker/cli/command.hpp"

namespace walkcheck {

[[nodiscard]] Action walk_command(CLI::App& sub);

}  // namespace walkcheck
