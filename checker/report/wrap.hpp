// Text in columns, as terminals count them: one for each character of UTF-8.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace walkcheck {

/// No line of a report is wider, in columns.
inline constexpr std::size_t page_width = 75;

[[nodiscard]] std::size_t columns(std::string_view text);

/// `text` with spaces after it up to `width` columns; never shortened.
[[nodiscard]] std::string padded(std::string_view text, std::size_t width);

/// The lines of `text`, broken at white space; a word wider than `width` (at least 1) is broken inside. At least one
/// line.
[[nodiscard]] std::vector<std::string> wrap(std::string_view text, std::size_t width);

/// `text` after `head`, wrapped at `page_width`, further lines indented to the end of `head`; ends with a newline.
[[nodiscard]] std::string paragraph(std::string_view head, std::string_view text);

/// "1,234,567".
[[nodiscard]] std::string thousands(std::uint64_t number);

/// "1 state", "2,000 states".
[[nodiscard]] std::string counted(std::uint64_t number, std::string_view singular, std::string_view plural);

}  // namespace walkcheck
