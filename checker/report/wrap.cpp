#include "checker/report/wrap.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace walkcheck {
namespace {

constexpr std::string_view white = " \t\r\n";

bool begins_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }

/// The bytes of the first `width` characters of `text`.
std::size_t bytes_of(std::string_view text, std::size_t width) {
  std::size_t characters = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (begins_character(text[i]) && ++characters > width) return i;
  }
  return text.size();
}

std::vector<std::string_view> words(std::string_view text, std::size_t width) {
  std::vector<std::string_view> found;
  for (auto begin = text.find_first_not_of(white); begin != text.npos; begin = text.find_first_not_of(white)) {
    text.remove_prefix(begin);
    const auto end = std::min(text.find_first_of(white), text.size());
    const auto length = std::min(end, bytes_of(text, width));
    found.push_back(text.substr(0, length));
    text.remove_prefix(length);
  }
  return found;
}

}  // namespace

std::size_t columns(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins_character));
}

std::string padded(std::string_view text, std::size_t width) {
  const auto used = columns(text);
  std::string result(text);
  if (used < width) result.append(width - used, ' ');
  return result;
}

std::vector<std::string> wrap(std::string_view text, std::size_t width) {
  std::vector<std::string> lines(1);
  for (const auto word : words(text, std::max<std::size_t>(width, 1))) {
    if (lines.back().empty()) {
      lines.back() = word;
    } else if (columns(lines.back()) + 1 + columns(word) <= width) {
      lines.back() += fmt::format(" {}", word);
    } else {
      lines.emplace_back(word);
    }
  }
  return lines;
}

std::string paragraph(std::string_view head, std::string_view text) {
  const auto indent = columns(head);
  std::string result(head);
  bool first = true;
  for (const auto& line : wrap(text, page_width > indent ? page_width - indent : 1)) {
    if (!first) result.append(indent, ' ');
    first = false;
    result += line + '\n';
  }
  return result;
}

std::string thousands(std::uint64_t number) {
  auto digits = std::to_string(number);
  for (auto place = static_cast<std::ptrdiff_t>(digits.size()) - 3; place > 0; place -= 3) {
    digits.insert(static_cast<std::size_t>(place), ",");
  }
  return digits;
}

std::string counted(std::uint64_t number, std::string_view singular, std::string_view plural) {
  return fmt::format("{} {}", thousands(number), number == 1 ? singular : plural);
}

}  // namespace walkcheck
