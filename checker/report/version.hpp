#pragma once

#include <string_view>

namespace walkcheck {

inline constexpr std::string_view tool_name = "walkcheck";
inline constexpr std::string_view tool_version = "0.1.0";
/// Where an installed walkcheck is told about.
inline constexpr std::string_view tool_page = "file:///usr/share/doc/walkcheck/README.md";

}  // namespace walkcheck
