// Every code of a diagnostic has a fixture tests/fixtures/diagnostics/CODE.walk (or .prop) that provokes it once, and
// CODE.expected with what the user reads. WALKCHECK_PROMOTE=1 writes the expected files; a person reads the diff.
#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>

#include "model/meaning/checked_model.hpp"

namespace walkcheck::testing {
namespace {

namespace fs = std::filesystem;

fs::path repository() { return WALKCHECK_SOURCE_DIR; }

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<fs::path> fixtures() {
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(repository() / "tests/fixtures/diagnostics")) {
    const auto extension = entry.path().extension();
    if (extension == ".walk" || extension == ".prop") found.push_back(entry.path());
  }
  return found;
}

/// Without the folder in which the repository lies.
std::string relative(std::string text) {
  const std::string prefix = repository().string() + "/";
  for (auto at = text.find(prefix); at != std::string::npos; at = text.find(prefix, at)) text.erase(at, prefix.size());
  return text;
}

/// The codes that the sources of model/ name where they report.
std::set<std::string> reported_codes() {
  static const std::regex direct(R"re(\b(?:report|fail|fault)\(\s*"([a-z]+(?:-[a-z]+)*)")re");
  static const std::regex kind(R"re(\b(?:report_unknown\([a-z_A-Z.]+, |unknown\(|among\()\s*"([a-z-]+)")re");
  std::set<std::string> codes;
  const auto add = [&](const std::string& text, const std::regex& pattern, const std::string& prefix) {
    for (std::sregex_iterator match(text.begin(), text.end(), pattern), end; match != end; ++match)
      codes.insert(prefix + (*match)[1].str());
  };
  for (const auto& entry : fs::recursive_directory_iterator(repository() / "model")) {
    if (entry.path().extension() != ".cpp") continue;
    const std::string text = read(entry.path());
    add(text, direct, "");
    add(text, kind, "unknown-");
  }
  return codes;
}

TEST_CASE("each fixture provokes one fault, of its own code, in the words that are kept beside it") {
  for (const fs::path& path : fixtures()) {
    INFO(path.string());
    Sources sources;
    Diagnostics diagnostics;
    CHECK_FALSE(load({path.string()}, sources, diagnostics).has_value());
    const auto faults = diagnostics.sorted();
    std::string text;
    for (const Diagnostic& fault : faults) text += relative(render(fault, sources));
    INFO(text);
    REQUIRE(faults.size() == 1);
    CHECK(faults.front().code == path.stem().string());
    const fs::path expected = fs::path(path).replace_extension(".expected");
    if (std::getenv("WALKCHECK_PROMOTE") != nullptr) std::ofstream(expected, std::ios::binary) << text;
    CHECK(text == read(expected));
  }
}

TEST_CASE("every code that is reported anywhere has a fixture") {
  const auto codes = reported_codes();
  CHECK(codes.size() > 40);
  std::set<std::string> shown;
  for (const fs::path& path : fixtures()) shown.insert(path.stem().string());
  for (const std::string& code : codes) {
    INFO(code);
    CHECK(shown.contains(code));
  }
}

}  // namespace
}  // namespace walkcheck::testing
