#pragma once

#include "checker/cli/command.hpp"

namespace walkcheck {

[[nodiscard]] Action new_command(CLI::App& sub);

}  // namespace walkcheck
