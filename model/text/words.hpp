#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace walkcheck {

/// The names and numbers of a text, in its order: each longest run of letters, digits and underscores.
[[nodiscard]] std::vector<std::string> words(std::string_view text);

}  // namespace walkcheck
