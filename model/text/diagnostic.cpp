#include "model/text/diagnostic.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <tuple>
#include <utility>

namespace walkcheck {
namespace {

// Bytes of a line that are shown on either side of the caret: more than people write.
constexpr std::size_t widest_before = 200;
constexpr std::size_t widest_after = 200;

auto order(const Diagnostic& fault) {
  return std::tie(fault.place.file, fault.place.begin, fault.place.end, fault.code, fault.message, fault.hint);
}

/// UTF-8: these bytes take no column of their own on the screen.
bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

bool is_control(char byte) { return static_cast<unsigned char>(byte) < 0x20 || byte == '\x7f'; }

/// What stands before the caret: tabs stay tabs, so that the caret stands right whatever their width.
std::string padding(std::string_view before) {
  std::string blank;
  for (const char byte : before) {
    if (!is_continuation(byte)) {
      blank += byte == '\t' ? '\t' : ' ';
    }
  }
  return blank;
}

/// A terminal must not obey what a faulty file holds.
std::string harmless(std::string_view line) {
  std::string shown{line};
  std::replace_if(
      shown.begin(), shown.end(), [](char byte) { return byte != '\t' && is_control(byte); }, '?');
  return shown;
}

}  // namespace

void Diagnostics::report(std::string code, Span place, std::string message, std::string hint) {
  faults_.push_back({std::move(code), place, std::move(message), std::move(hint)});
}

std::vector<Diagnostic> Diagnostics::sorted() const {
  auto faults = faults_;
  std::sort(faults.begin(), faults.end(), [](const auto& a, const auto& b) { return order(a) < order(b); });
  const auto repeated =
      std::unique(faults.begin(), faults.end(), [](const auto& a, const auto& b) { return order(a) == order(b); });
  faults.erase(repeated, faults.end());
  return faults;
}

std::string render(const Diagnostic& fault, const Sources& sources) {
  const auto [line_number, column] = sources.position(fault.place);
  const auto line = sources.line(fault.place);
  const auto caret = std::min<std::size_t>(column - 1, line.size());
  const auto from = caret > widest_before ? caret - widest_before : 0;
  const auto before = line.substr(from, caret - from);
  const auto rest = line.substr(caret, widest_after);
  const auto marked = rest.substr(0, fault.place.end - std::min(fault.place.begin, fault.place.end));
  const auto letters = std::count_if(marked.begin(), marked.end(), [](char byte) { return !is_continuation(byte); });

  auto text = fmt::format("{}:{}:{}: error: {} [{}]\n", sources.path(fault.place.file), line_number, column,
                          fault.message, fault.code);
  text += fmt::format("{:>6} | {}{}\n", line_number, harmless(before), harmless(rest));
  text += fmt::format("       | {}^{}\n", padding(before),
                      std::string(static_cast<std::size_t>(std::max<std::ptrdiff_t>(letters, 1) - 1), '~'));
  if (!fault.hint.empty()) {
    text += fmt::format("       = hint: {}\n", fault.hint);
  }
  return text;
}

}  // namespace walkcheck
