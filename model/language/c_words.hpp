// What people type who come from C, and how this language says it.
#pragma once

#include <string>
#include <string_view>

namespace walkcheck {

/// What to write in place of `text`, a word or what stands at its beginning: "'not'" for "!". Empty if there is nothing
/// to say.
[[nodiscard]] std::string instead_of_c(std::string_view text);

/// "present" for "pmd_present"; empty if the name does not begin with a level's.
[[nodiscard]] std::string without_level(std::string_view name);

}  // namespace walkcheck
