#include "checker/cli/run.hpp"

#include <cstdlib>
#include <iostream>

#include <unistd.h>

#include "checker/cli/commands.hpp"
#include "checker/cli/exit_style.hpp"
#include "checker/report/outcome.hpp"
#include "model/system/transition_system.hpp"

namespace walkcheck {
namespace {

int act(const Action& action, const Console& console) {
  const int code = action(console);
  console.out.flush();
  if (!console.out) throw Refused("standard output cannot be written");
  return code;
}

int act_safely(const Action& action, const Console& console) noexcept {
  try {
    return act(action, console);
  } catch (const Refused& fault) {
    console.err << "walkcheck: " << fault.what() << '\n';
    return exit_bad_input;
  } catch (const ModelFault& fault) {
    console.err << "walkcheck: faulty model: " << fault.what() << '\n';
    return exit_bad_input;
  } catch (const std::exception& fault) {
    console.err << "walkcheck: internal error: " << fault.what() << '\n';
    return exit_internal_error;
  }
}

}  // namespace

Console standard_console() {
  const char* const no_colour = std::getenv("NO_COLOR");
  const bool wanted = no_colour == nullptr || *no_colour == '\0';
  const bool terminal = ::isatty(STDERR_FILENO) != 0;
  return {std::cout, std::cerr, wanted && ::isatty(STDOUT_FILENO) != 0, terminal, !terminal};
}

int run(int argc, const char* const* argv, const Console& console) noexcept {
  const auto style = exit_style(argc, argv);
  try {
    const auto wanted = understand(argc, argv, console.out, console.err);
    if (const auto* const code = std::get_if<int>(&wanted)) return styled(*code, style, true);
    return styled(act_safely(std::get<Action>(wanted), console), style);
  } catch (const std::exception& fault) {
    console.err << "walkcheck: internal error: " << fault.what() << '\n';
    return styled(exit_internal_error, style);
  }
}

}  // namespace walkcheck
