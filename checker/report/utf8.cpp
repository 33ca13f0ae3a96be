#include "checker/report/utf8.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace walkcheck {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

std::uint32_t byte(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

/// How many bytes the character has that this one begins; 0 if it begins none.
std::size_t length_of(std::uint32_t first) {
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first < 0xE0) return 2;
  if (first >= 0xE0 && first < 0xF0) return 3;
  return first >= 0xF0 && first < 0xF5 ? 4 : 0;
}

/// The smallest code point that needs so many bytes: a longer form of a smaller one is no UTF-8.
constexpr std::array<std::uint32_t, 5> smallest{0, 0, 0x80, 0x800, 0x10000};

struct Character {
  std::uint32_t code = 0;
  std::size_t bytes = 0;  // 0: no character begins here
};

Character first_character(std::string_view text) {
  const auto length = length_of(byte(text, 0));
  if (length == 0 || length > text.size()) return {};
  std::uint32_t code = length == 1 ? byte(text, 0) : byte(text, 0) & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(text, i) & 0xC0U) != 0x80U) return {};
    code = code << 6U | (byte(text, i) & 0x3FU);
  }
  return code < smallest.at(length) ? Character{} : Character{code, length};
}

/// XML 1.0, "Char"; delete and the controls after it are admitted there, and are of no use in a report.
bool admitted(std::uint32_t code) {
  if (code < 0x20) return code == '\t' || code == '\n';
  const bool control = code >= 0x7F && code < 0xA0;
  const bool surrogate = code >= 0xD800 && code < 0xE000;
  return !control && !surrogate && code != 0xFFFE && code != 0xFFFF && code < 0x110000;
}

}  // namespace

std::string clean(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    const auto [code, bytes] = first_character(text);
    if (bytes > 0 && admitted(code)) {
      result += text.substr(0, bytes);
    } else if (code != '\r' || bytes == 0) {
      result += replacement;
    }
    text.remove_prefix(bytes > 0 ? bytes : 1);
  }
  return result;
}

std::string one_line(std::string_view text) {
  std::string result;
  bool space = false;
  for (const char each : clean(text)) {
    if (each == ' ' || each == '\t' || each == '\n') {
      space = !result.empty();
      continue;
    }
    if (space) result += ' ';
    space = false;
    result += each;
  }
  return result;
}

}  // namespace walkcheck
