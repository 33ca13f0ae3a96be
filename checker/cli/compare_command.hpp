#pragma once

#include "checker/cli/command.hpp"

namespace walkcheck {

[[nodiscard]] Action compare_command(CLI::App& sub);

}  // namespace walkcheck
