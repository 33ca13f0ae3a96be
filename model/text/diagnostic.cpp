#include "model/text/diagnostic.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

namespace walkcheck {
namespace {

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
  const auto from = std::min<std::size_t>(column - 1, line.size());
  const auto length =
      std::min<std::size_t>(fault.place.end - std::min(fault.place.begin, fault.place.end), line.size() - from);
  const auto marked = line.substr(from, length);
  const auto letters =
      marked.size() - static_cast<std::size_t>(std::count_if(marked.begin(), marked.end(), is_continuation));

  auto text = fmt::format("{}:{}:{}: error: {} [{}]\n", sources.path(fault.place.file), line_number, column,
                          fault.message, fault.code);
  text += fmt::format("{:>6} | {}\n", line_number, harmless(line));
  text +=
      fmt::format("       | {}^{}\n", padding(line.substr(0, from)), std::string(letters > 0 ? letters - 1 : 0, '~'));
  if (!fault.hint.empty()) {
    text += fmt::format("       = hint: {}\n", fault.hint);
  }
  return text;
}

}  // namespace walkcheck
