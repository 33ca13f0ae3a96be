// walkcheck graph: the reachable states of a small scenario, or one run, as a picture.
#pragma once

#include "checker/cli/command.hpp"

namespace walkcheck {

[[nodiscard]] Action graph_command(CLI::App& sub);

}  // namespace walkcheck
