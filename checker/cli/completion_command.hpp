#pragma once

#include "checker/cli/command.hpp"

namespace walkcheck {

[[nodiscard]] Action completion_command(CLI::App& sub);

}  // namespace walkcheck
