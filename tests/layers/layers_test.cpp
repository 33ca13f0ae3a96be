// The house keeps its plan: who includes whom, which library is used where, how large files are, what lies at the top.
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

namespace {

namespace fs = std::filesystem;
using Strings = std::vector<std::string>;

struct Room {
  std::string_view folder;
  int floor;
};

// A file includes its own floor and lower ones only.
constexpr auto rooms = std::to_array<Room>({{"model/text/", 0},
                                            {"model/language/", 1},
                                            {"model/meaning/", 2},
                                            {"model/system/", 3},
                                            {"checker/core/", 4},
                                            {"checker/explore/", 5},
                                            {"checker/liveness/", 5},
                                            {"checker/symbolic/", 5},
                                            {"checker/audit/", 6},
                                            {"checker/report/", 7},
                                            {"checker/cli/", 8}});

struct Confined {
  std::string_view library;
  std::string_view folder;
};

// A library that one room hides from all others.
constexpr auto confined = std::to_array<Confined>({{"boost/", "checker/liveness/"}, {"z3", "checker/symbolic/"}});

constexpr int most_lines = 400;

std::optional<int> floor_of(std::string_view path) {
  for (const Room& room : rooms)
    if (path.starts_with(room.folder)) return room.floor;
  return std::nullopt;
}

struct Include {
  std::string path;
  bool quoted;
};

/// What a line includes, if it is an include.
std::optional<Include> include_of(std::string_view line) {
  const auto skip = [&line](std::string_view word) {
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    const bool found = line.starts_with(word);
    if (found) line.remove_prefix(word.size());
    return found;
  };
  if (!skip("#") || !skip("include") || !skip("")) return std::nullopt;
  const std::size_t end = line.find_first_of("\">", 1);
  if (end == std::string_view::npos) return std::nullopt;
  return Include{.path = std::string(line.substr(1, end - 1)), .quoted = line.front() == '"'};
}

/// `path` is relative to the repository. Every include of `text` that the plan forbids, in words.
Strings faults_of_includes(const std::string& path, const std::string& text) {
  const std::optional<int> own = floor_of(path);
  if (!own) return {fmt::format("{}: is in no room", path)};
  Strings faults;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const std::optional<Include> include = include_of(line);
    if (!include) continue;
    const std::optional<int> other = floor_of(include->path);
    if (include->quoted && !other)
      faults.push_back(fmt::format("{}: includes {}, which is in no room", path, include->path));
    if (other && *other > *own)
      faults.push_back(fmt::format("{} (floor {}) includes {} (floor {})", path, *own, include->path, *other));
    for (const Confined& rule : confined)
      if (include->path.starts_with(rule.library) && !path.starts_with(rule.folder))
        faults.push_back(fmt::format("{}: <{}> belongs to {} alone", path, include->path, rule.folder));
  }
  return faults;
}

fs::path repository() { return WALKCHECK_SOURCE_DIR; }

std::string read(const std::string& path) {
  std::ifstream file(repository() / path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// Paths relative to the repository of the C++ files below these folders.
Strings sources(std::initializer_list<std::string_view> folders) {
  Strings found;
  for (const std::string_view folder : folders) {
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(repository() / folder)) {
      const fs::path extension = entry.path().extension();
      if (extension == ".cpp" || extension == ".hpp") found.push_back(entry.path().lexically_relative(repository()));
    }
  }
  return found;
}

struct Close {
  void operator()(FILE* pipe) const { pclose(pipe); }
};

/// What git has at the top of the repository; empty where there is no git, as in an unpacked archive.
std::set<std::string> top_level() {
  std::set<std::string> names;
  if (!fs::exists(repository() / ".git")) return names;
  const std::string command = fmt::format("git -c safe.directory='*' -C '{}' ls-files", repository().string());
  const std::unique_ptr<FILE, Close> pipe(popen(command.c_str(), "r"));
  std::string listing;
  std::array<char, 4096> piece{};
  while (const std::size_t size = std::fread(piece.data(), 1, piece.size(), pipe.get()))
    listing.append(piece.data(), size);
  std::istringstream lines(listing);
  for (std::string line; std::getline(lines, line);) names.insert(line.substr(0, line.find('/')));
  return names;
}

}  // namespace

TEST_CASE("a file includes its own floor and lower ones only", "[layers]") {
  const Strings files = sources({"model", "checker"});
  CHECK(files.size() > 10);
  for (const std::string& path : files) CHECK(faults_of_includes(path, read(path)) == Strings{});
}

TEST_CASE("a forbidden include is caught", "[layers]") {
  const auto faults = [](const std::string& path, const std::string& text) {
    return faults_of_includes(path, text).size();
  };
  CHECK(faults("model/text/a.hpp", "#pragma once\n#include \"model/language/tree.hpp\"\n") == 1);
  CHECK(faults("model/system/a.cpp", "  #  include  \"checker/core/verdict.hpp\"") == 1);
  CHECK(faults("model/system/a.cpp", "#include <checker/core/verdict.hpp>") == 1);
  CHECK(faults("checker/explore/a.cpp", "#include \"checker/audit/audit.hpp\"\n#include \"checker/cli/b.hpp\"\n") == 2);
  CHECK(faults("checker/explore/a.cpp", "#include <boost/graph/adjacency_list.hpp>\n") == 1);
  CHECK(faults("checker/audit/a.cpp", "#include <z3++.h>\n") == 1);
  CHECK(faults("checker/core/a.cpp", "#include \"verdict.hpp\"\n") == 1);
  CHECK(faults("model/attic/a.cpp", "") == 1);
}

TEST_CASE("an include that the plan allows is not a fault", "[layers]") {
  CHECK(faults_of_includes("checker/liveness/a.cpp",
                           "#include <boost/graph/strong_components.hpp>\n"
                           "#include \"checker/liveness/a.hpp\"\n"
                           "#include \"model/text/source.hpp\"\n#include <vector>\n") == Strings{});
  CHECK(faults_of_includes("checker/symbolic/a.cpp", "#include <z3++.h>\n") == Strings{});
}

TEST_CASE("the top level holds what it must and no more", "[layers]") {
  const std::set<std::string> agreed{
      "model",         "checker",     "properties",   "tests", "CMakeLists.txt", "CMakePresets.json",
      "README.md",     "LICENSE",     "CHANGELOG.md", ".ci",   ".github",        ".gitignore",
      ".clang-format", ".clang-tidy", ".editorconfig"};
  for (const std::string& name : top_level()) {
    INFO(name);
    CHECK(agreed.contains(name));
  }
}

TEST_CASE("no source file is long", "[layers]") {
  for (const std::string& path : sources({"model", "checker", "tests"})) {
    const std::string text = read(path);
    INFO(path);
    CHECK(std::count(text.begin(), text.end(), '\n') <= most_lines);
  }
}
