#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <system_error>

#include <fmt/format.h>
#include <unistd.h>

#include "checker/report/json.hpp"

namespace walkcheck {
namespace {

namespace fs = std::filesystem;

void write_to(const fs::path& path, const std::string& text) {
  errno = 0;
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << text;
  file.close();
  if (!file) throw std::runtime_error(fmt::format("{}: {}", path.string(), std::generic_category().message(errno)));
}

}  // namespace

void write_whole(const std::string& path, const std::string& text) {
  std::error_code ignored;
  const bool special = fs::exists(path, ignored) && !fs::is_regular_file(path, ignored);
  if (special) return write_to(path, text);
  // A link stays a link: what it names is replaced.
  auto target = fs::weakly_canonical(path, ignored);
  if (target.empty()) target = path;
  const fs::path draft = fmt::format("{}.{}.tmp", target.string(), ::getpid());
  try {
    write_to(draft, text);
    fs::rename(draft, target);
  } catch (const std::exception& fault) {
    fs::remove(draft, ignored);
    throw std::runtime_error(fault.what());
  }
}

}  // namespace walkcheck
