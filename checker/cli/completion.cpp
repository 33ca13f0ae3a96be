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

std::string single_quoted(std::string_view text) {
  std::string quoted = "'";
  for (const char letter : text) quoted += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
  return quoted + "'";
}

}  // namespace walkcheck
