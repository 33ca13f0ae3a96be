// properties/QUESTIONS.md names properties that exist, and all of those that are asked.
#include <catch2/catch.hpp>

#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>

#include "tests/support/judge.hpp"

using namespace walkcheck;

namespace {

std::string page() {
  std::ifstream file(WALKCHECK_SOURCE_DIR "/properties/QUESTIONS.md");
  REQUIRE(file.good());
  return {std::istreambuf_iterator<char>(file), {}};
}

/// What the page says in backticks: nothing but names of properties.
std::set<std::string> named(const std::string& page) {
  const std::regex name("`([^`]+)`");
  std::set<std::string> names;
  for (std::sregex_iterator found(page.begin(), page.end(), name), none; found != none; ++found)
    names.insert((*found)[1].str());
  return names;
}

/// Further properties of a bug, an outlook or an example stand beside the one that the page names; and some files are
/// named as a whole.
bool is_told_elsewhere(const std::string& page, const std::string& file) {
  if (page.find(file.substr(file.find("properties/"))) != std::string::npos) return true;
  for (const std::string folder : {"/history/", "/outlook/", "/examples/"}) {
    if (file.find(folder) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("the page of questions names the properties that there are", "[docs]") {
  const std::string text = page();
  const auto loaded = load_repository("properties");
  std::set<std::string> all, to_be_told;
  for (const Job& job : plan(loaded.model, {"", "", "*"})) {
    for (const Task& task : job.tasks) {
      all.insert(task.property);
      if (!is_told_elsewhere(text, task.file)) to_be_told.insert(task.property);
    }
  }
  const auto names = named(text);
  CHECK(names.size() > 100);
  for (const std::string& name : names) {
    INFO("properties/QUESTIONS.md names " << name);
    CHECK(all.contains(name));
  }
  for (const std::string& property : to_be_told) {
    INFO("properties/QUESTIONS.md does not name " << property);
    CHECK(names.contains(property));
  }
}
