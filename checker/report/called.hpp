// How walkcheck was called, so that what it advises can be typed.
#pragma once

#include <string>

namespace walkcheck {

/// `text` with the environment's WALKCHECK_COMMAND, which checker/run.sh sets, for each "walkcheck " that begins a
/// command: behind a backquote, an indentation or "run: ".
[[nodiscard]] std::string as_called(std::string text);

}  // namespace walkcheck
