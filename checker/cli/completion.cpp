#include "checker/cli/completion.hpp"

#include <array>

namespace walkcheck {
namespace {

constexpr auto table = std::to_array<Shell>({
    {"bash", bash_completion},
    {"zsh", zsh_completion},
    {"fish", fish_completion},
});

}  // namespace

std::span<const Shell> shells() { return table; }

const Argument* known_argument(const CommandShape& command) {
  const Argument* known = nullptr;
  for (const auto& argument : command.arguments)
    if (argument.kind != Argument::Kind::text) known = &argument;
  return known;
}

std::string single_quoted(std::string_view text) {
  std::string quoted = "'";
  for (const char letter : text) quoted += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
  return quoted + "'";
}

}  // namespace walkcheck
