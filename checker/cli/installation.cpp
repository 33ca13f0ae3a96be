#include "checker/cli/installation.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

#include <fmt/format.h>

#include "model/text/diagnostic.hpp"

namespace walkcheck {
namespace {

namespace fs = std::filesystem;

/// From the folder of the installed executable.
constexpr const char* installed_data = WALKCHECK_DATA_FROM_BIN;

/// From build/walkcheck or build/PRESET/walkcheck.
constexpr std::array<const char*, 2> sources{"..", "../.."};

bool holds_data(const fs::path& folder) {
  std::error_code ignored;
  return fs::is_directory(folder / "model/kernel", ignored) && fs::is_directory(folder / "properties", ignored);
}

/// "did you mean 'X'?" for the first part of `path` that is not there, or empty.
std::string near_name(const fs::path& path) {
  std::error_code fault;
  fs::path folder, missing;
  for (const auto& part : path) {
    missing = part;
    if (!fs::exists(folder / part, fault)) break;
    folder /= part;
  }
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder.empty() ? "." : folder, fault))
    names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  const auto hint = suggest(missing.string(), names);
  return hint.starts_with("did you mean") ? hint : "";
}

}  // namespace

fs::path own_executable() {
  std::error_code fault;
  return fs::read_symlink("/proc/self/exe", fault);
}

std::optional<fs::path> data_folder(const fs::path& executable) {
  if (executable.empty()) return std::nullopt;
  std::vector<fs::path> candidates{installed_data};
  candidates.insert(candidates.end(), sources.begin(), sources.end());
  for (const auto& candidate : candidates) {
    const auto folder = (executable.parent_path() / candidate).lexically_normal();
    if (holds_data(folder)) return folder.has_filename() ? folder : folder.parent_path();
  }
  return std::nullopt;
}

std::vector<std::string> import_folders(std::string_view variable, const fs::path& executable) {
  std::vector<std::string> folders;
  while (!variable.empty()) {
    const auto end = std::min(variable.find(':'), variable.size());
    if (end > 0) folders.emplace_back(variable.substr(0, end));
    variable.remove_prefix(std::min(end + 1, variable.size()));
  }
  if (const auto data = data_folder(executable)) folders.push_back(data->string());
  return folders;
}

std::vector<std::string> import_folders() {
  const char* const variable = std::getenv("WALKCHECK_PATH");
  return import_folders(variable == nullptr ? "" : variable, own_executable());
}

std::string no_such_path(const fs::path& path, const std::optional<fs::path>& data) {
  const auto missing = fmt::format("{}: there is no such file or folder", path.string());
  std::error_code ignored;
  if (data && path.is_relative() && fs::exists(*data / path, ignored))
    return fmt::format("{}; did you mean '{}'?", missing, (*data / path).string());
  const auto near = near_name(path);
  if (!near.empty()) return fmt::format("{}; {}", missing, near);
  // Who names a property or a scenario, as it is printed.
  const bool bare = !path.has_parent_path() && !path.has_extension();
  return bare ? missing + "; a property goes with --property, a scenario with --scenario, behind the files" : missing;
}

}  // namespace walkcheck
