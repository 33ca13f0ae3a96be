// A smaller text that still fails: delta debugging (Zeller, Hildebrandt 2002) over blocks, lines and words.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace walkcheck::testing {

/// Drops what it can as long as `fails` says yes, which it says of `text` itself; what cannot be read any more does
/// not fail. `fails` is asked `most_tries` times at most. Blocks are known by their indentation.
[[nodiscard]] std::string shrink(const std::string& text, const std::function<bool(const std::string&)>& fails,
                                 std::uint64_t most_tries = 20'000);

}  // namespace walkcheck::testing
