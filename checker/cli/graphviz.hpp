// Pictures made by graphviz, if it is installed.
#pragma once

#include <string>

namespace walkcheck {

/// The SVG that `dot -Tsvg` makes of `dot`. std::runtime_error says what failed, and what to do.
[[nodiscard]] std::string svg_of(const std::string& dot);

}  // namespace walkcheck
