// walkcheck fmt: lays out files.
#pragma once

#include "checker/cli/command.hpp"

namespace walkcheck {

[[nodiscard]] Action fmt_command(CLI::App& sub);

}  // namespace walkcheck
