// A run from its command line to its exit code.
#pragma once

#include <iosfwd>

namespace walkcheck {

/// Where a run writes, and what the places can show.
struct Console {
  std::ostream& out;
  std::ostream& err;
  bool colour = false;    // `out` is a terminal that wants it
  bool progress = false;  // `err` is a terminal
  bool log = false;       // `err` is a file that somebody may follow
};

/// Standard output and error. Colour and progress are for terminals; NO_COLOR (if not empty) turns colour off.
[[nodiscard]] Console standard_console();

/// Does what the command line asks for and gives the exit code (checker/report/outcome.hpp). Never throws.
[[nodiscard]] int run(int argc, const char* const* argv, const Console& console) noexcept;

}  // namespace walkcheck
