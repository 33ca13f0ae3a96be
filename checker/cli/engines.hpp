// The table of engines.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "checker/core/verdict.hpp"

namespace walkcheck {

[[nodiscard]] std::span<const Engine> engines();

/// What to say of a name that is in no row.
[[nodiscard]] std::string unknown_engine(std::string_view name);

}  // namespace walkcheck
