#include "checker/cli/exit_style.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>

#include "checker/report/outcome.hpp"

namespace walkcheck {
namespace {

struct Row {
  std::string_view name;
  ExitStyle style;
};

constexpr auto table = std::to_array<Row>(
    {{"walkcheck", ExitStyle::walkcheck}, {"bisect", ExitStyle::bisect}, {"kselftest", ExitStyle::kselftest}});

constexpr std::string_view option = "--exit-style";

constexpr int bisect_skip = 125;
constexpr int bisect_abort = 128;
constexpr int kselftest_fail = 1;
constexpr int kselftest_skip = 4;

int for_bisect(int code, bool usage) {
  if (code == exit_bad_input && usage) return bisect_abort;
  const bool undecided = code == exit_undecided || code == exit_bad_input || code == exit_internal_error;
  return undecided ? bisect_skip : code;
}

int for_kselftest(int code) {
  if (code == exit_undecided) return kselftest_skip;
  return code == exit_bad_input || code == exit_internal_error ? kselftest_fail : code;
}

}  // namespace

void exit_style_option(CLI::App& sub) {
  std::vector<std::string> names;
  for (const auto& row : table) names.emplace_back(row.name);
  sub.add_option_function<std::string>(
         std::string(option), [](const std::string& /*read by exit_style*/) {},
         "exit codes as others want them: walkcheck (default); bisect, for `git bisect run` (what cannot be judged is "
         "125); kselftest (undecided is 4)")
      ->type_name("STYLE")
      ->check(CLI::IsMember(names).description(""));
}

ExitStyle exit_style(int argc, const char* const* argv) {
  ExitStyle found = ExitStyle::walkcheck;
  for (int i = 1; i < argc; ++i) {
    std::string_view value = argv[i];
    if (!value.starts_with(option)) continue;
    value.remove_prefix(option.size());
    if (value.starts_with('=')) {
      value.remove_prefix(1);
    } else if (value.empty() && i + 1 < argc) {
      value = argv[i + 1];
    }
    const auto* const row =
        std::find_if(table.begin(), table.end(), [&](const auto& each) { return each.name == value; });
    if (row != table.end()) found = row->style;
  }
  return found;
}

int styled(int code, ExitStyle style, bool usage) {
  if (style == ExitStyle::bisect) return for_bisect(code, usage);
  return style == ExitStyle::kselftest ? for_kselftest(code) : code;
}

}  // namespace walkcheck
