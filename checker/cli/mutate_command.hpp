#pragma once

#include "checker/cli/command.hpp"

namespace walkcheck {

[[nodiscard]] Action mutate_command(CLI::App& sub);

}  // namespace walkcheck
