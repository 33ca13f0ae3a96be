#pragma once

#include "checker/cli/command.hpp"

namespace walkcheck {

[[nodiscard]] Action print_command(CLI::App& sub);

}  // namespace walkcheck
