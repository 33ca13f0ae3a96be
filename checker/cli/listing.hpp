#pragma once

#include <span>
#include <string>

#include "model/system/job.hpp"

namespace walkcheck {

/// What `walkcheck list` prints: each property with its scenarios, their sizes and what is expected.
[[nodiscard]] std::string listing(std::span<const Job> jobs);

}  // namespace walkcheck
