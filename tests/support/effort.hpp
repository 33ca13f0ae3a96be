// How much is tried at random. With sanitizers everything takes many times as long; they look for other faults, and
// find them in fewer tries.
#pragma once

#include <cstdint>

namespace walkcheck {

#ifdef __SANITIZE_ADDRESS__
constexpr bool full_effort = false;
#else
constexpr bool full_effort = true;
#endif

/// So many tries; with sanitizers a tenth of them.
constexpr std::uint32_t tries(std::uint32_t count) { return full_effort ? count : (count + 9) / 10; }

/// So much must come of them.
constexpr std::uint32_t least(std::uint32_t count) { return full_effort ? count : count / 25; }

}  // namespace walkcheck
