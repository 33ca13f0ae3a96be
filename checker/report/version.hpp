#pragma once

#include <string_view>

namespace walkcheck {

inline constexpr std::string_view tool_name = "walkcheck";
inline constexpr std::string_view tool_version = "0.1.0";

}  // namespace walkcheck
