#include "checker/cli/template.hpp"

#include <algorithm>
#include <sstream>

#include <fmt/format.h>

#include "model/language/words.hpp"

namespace walkcheck {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view import_begin = "import \"";

std::string replaced(std::string text, std::string_view old, std::string_view by) {
  for (auto at = text.find(old); at != std::string::npos; at = text.find(old, at + by.size()))
    text.replace(at, old.size(), by);
  return text;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::string filled_in(std::string_view text, std::string_view own_name, std::string_view name, const fs::path& example,
                      const fs::path& data) {
  const fs::path folder = example.parent_path().lexically_relative(data);
  std::istringstream lines{std::string(text)};
  std::string filled;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with(import_begin)) {
      const auto file = line.substr(import_begin.size(), line.rfind('"') - import_begin.size());
      filled += fmt::format("{}{}\"\n", import_begin, (folder / file).lexically_normal().string());
    } else {
      filled += replaced(line, own_name, name) + "\n";
    }
  }
  return filled;
}

std::string unfit_name(std::string_view name) {
  const bool good = !name.empty() && is_letter(name.front()) &&
                    std::ranges::all_of(name, [](char c) { return is_letter(c) || is_digit(c); });
  if (!good) return fmt::format("'{}' is no name: letters, digits and _ make one, and no digit begins it", name);
  if (words::is_reserved(name)) return fmt::format("'{}' is a word of the language", name);
  return "";
}

}  // namespace walkcheck
