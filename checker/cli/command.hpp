// What a command of walkcheck is: a name, its options, and what it does.
#pragma once

#include <functional>
#include <stdexcept>
#include <string_view>

namespace CLI {  // NOLINT(readability-identifier-naming): named by the library
class App;
}  // namespace CLI

namespace walkcheck {

struct Console;

/// Does what the command line asks for and gives the exit code (checker/report/outcome.hpp).
using Action = std::function<int(const Console&)>;

/// One row of the table of commands.
struct Command {
  std::string_view name;
  std::string_view description;
  /// Adds the command's options to `sub`. What it returns is called once they are filled in.
  Action (*add)(CLI::App& sub);
};

/// A fault of the user that is none of a file's text; ends the run with `exit_bad_input`.
struct Refused : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace walkcheck
