// walkcheck explain: one run, step by step.
#pragma once

#include "checker/cli/command.hpp"

namespace walkcheck {

[[nodiscard]] Action explain_command(CLI::App& sub);

}  // namespace walkcheck
