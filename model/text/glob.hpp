#pragma once

#include <string_view>

namespace walkcheck {

/// `*` stands for any text, `?` for any character.
[[nodiscard]] bool matches_glob(std::string_view pattern, std::string_view text);

}  // namespace walkcheck
