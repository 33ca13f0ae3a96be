#include "checker/report/called.hpp"

#include <array>
#include <cstdlib>
#include <string_view>

#include <fmt/format.h>

#include "checker/report/version.hpp"

namespace walkcheck {
namespace {

bool begins_command(std::string_view before) {
  constexpr std::array<std::string_view, 3> leads{"`", "  ", "run: "};
  for (const auto& lead : leads) {
    if (before.ends_with(lead)) return true;
  }
  return false;
}

}  // namespace

std::string as_called(std::string text) {
  const char* const called = std::getenv("WALKCHECK_COMMAND");
  if (called == nullptr || *called == '\0') return text;
  const auto name = fmt::format("{} ", tool_name);
  const std::string by = std::string(called) + ' ';
  for (auto at = text.find(name); at != std::string::npos; at = text.find(name, at)) {
    const bool command = begins_command(std::string_view(text).substr(0, at));
    if (command) text.replace(at, name.size(), by);
    at += command ? by.size() : name.size();
  }
  return text;
}

}  // namespace walkcheck
