#pragma once

#include "checker/cli/command.hpp"

namespace walkcheck {

[[nodiscard]] Action list_command(CLI::App& sub);

}  // namespace walkcheck
