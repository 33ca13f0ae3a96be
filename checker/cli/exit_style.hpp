// Exit codes as other programs want them.
#pragma once

#include <cstdint>

#include "checker/cli/command.hpp"

namespace walkcheck {

enum class ExitStyle : std::uint8_t { walkcheck, bisect, kselftest };

/// --exit-style; which one is asked for is read by `exit_style`.
void exit_style_option(CLI::App& sub);

/// What --exit-style asks for, the last one if there are several, read without the rest of the command line: a wrong
/// option must not end with a code that `git bisect run` takes for a verdict. The usual one if nothing is asked for.
[[nodiscard]] ExitStyle exit_style(int argc, const char* const* argv);

/// `code` is one of checker/report/outcome.hpp; others stay as they are.
/// bisect: 0 good, 1 bad; 125, this revision cannot be judged: undecided, no such file, faulty files, an internal
/// error; 128, `git bisect run` ends at once: a command line that no revision would understand (`usage`). kselftest: 0
/// pass, 4 skip: undecided; 1 fail: all else. Its 2 would be an expected failure.
[[nodiscard]] int styled(int code, ExitStyle style, bool usage = false);

}  // namespace walkcheck
