// The manual pages tell of every command, option and word of the language, and of no other; their examples are true.
#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include <CLI/CLI.hpp>

#include "checker/cli/command_line.hpp"
#include "checker/cli/commands.hpp"
#include "tests/support/command.hpp"

using namespace walkcheck;

namespace {

using Names = std::set<std::string>;

std::string read(const std::string& path) {
  std::ifstream in(std::string(WALKCHECK_SOURCE_DIR) + "/" + path, std::ios::binary);
  REQUIRE(in);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// By heading: what stands below `.Sh` or `.Ss`.
std::map<std::string, std::string> sections(const std::string& page) {
  std::map<std::string, std::string> found;
  std::string heading;
  std::istringstream lines(page);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with(".Sh ") || line.starts_with(".Ss "))
      heading = line.substr(4);
    else
      found[heading] += line + "\n";
  }
  return found;
}

Names matches(const std::string& text, const std::string& pattern) {
  const std::regex regex(pattern);
  Names found;
  for (std::sregex_iterator match(text.begin(), text.end(), regex), end; match != end; ++match)
    found.insert((*match)[1].str());
  return found;
}

/// `Fl -json` is --json.
Names options_in(const std::string& text) { return matches(text, "Fl -([a-z][a-z-]*)"); }

Names long_options(const CommandShape& command) {
  Names names;
  for (const auto& option : command.options)
    for (const auto& name : option.names)
      if (name.starts_with("--") && name != "--help") names.insert(name.substr(2));
  return names;
}

CommandShape tool() {
  CLI::App app;
  Action ignored;
  add_commands(app, ignored);
  return shape_of(app);
}

/// The texts behind `.\" example`, as a reader of the page copies them.
std::vector<std::string> examples(const std::string& page) {
  const std::string mark = ".\\\" example\n.Bd -literal -offset indent\n";
  std::vector<std::string> found;
  for (auto at = page.find(mark); at != std::string::npos; at = page.find(mark, at + 1)) {
    const auto begin = at + mark.size();
    found.push_back(page.substr(begin, page.find("\n.Ed\n", begin) + 1 - begin));
  }
  return found;
}

}  // namespace

TEST_CASE("walkcheck(1) tells of every command with each of its options", "[docs]") {
  auto told = sections(read("checker/man/walkcheck.1"));
  for (const auto& command : tool().commands) {
    INFO(command.name);
    CHECK(options_in(told[command.name]) == long_options(command));
    CHECK(told[command.name].find(".Cm " + command.name + "\n") != std::string::npos);
  }
}

TEST_CASE("walkcheck(1) tells of no command that there is not", "[docs]") {
  Names commands;
  for (const auto& command : tool().commands) commands.insert(command.name);
  CHECK(matches(read("checker/man/walkcheck.1"), "\n\\.Ss ([^\n]*)") == commands);
}

TEST_CASE("walkcheck(1) explains each option once where it is, or for all", "[docs]") {
  const auto page = read("checker/man/walkcheck.1");
  auto told = sections(page);
  const std::string item = "\n\\.It (?:Fl [a-z] , )?Fl -([a-z][a-z-]*)";
  const Names shared = matches("\n" + told["SHARED OPTIONS"], item);
  for (const auto& command : tool().commands) {
    for (const auto& option : long_options(command)) {
      INFO(command.name << " --" << option);
      const Names own = matches("\n" + told[command.name], item);
      CHECK(own.contains(option) + shared.contains(option) == 1);
    }
  }
}

TEST_CASE("walkcheck-properties(5) has every word of the grammar", "[docs]") {
  const auto language = read("model/LANGUAGE.md");
  const auto begin = language.find("\n## Grammar"), end = language.find("\n## Reading");
  REQUIRE(end != std::string::npos);
  const Names words = matches(language.substr(begin, end - begin), "\"([a-z]+)\"");
  CHECK(words.size() > 50);
  const auto page = read("checker/man/walkcheck-properties.5");
  const Names told = matches(page, "([a-z_]+)");
  for (const auto& word : words) {
    INFO(word);
    CHECK(told.contains(word));
  }
}

TEST_CASE("the examples of walkcheck-properties(5) give the verdicts that they expect", "[docs]") {
  const auto all = examples(read("checker/man/walkcheck-properties.5"));
  REQUIRE(all.size() == 2);
  const Scratch folder;
  for (const auto& text : all) {
    INFO(text);
    CHECK(folder.walkcheck("check " + folder.write("example.prop", text)).exit == 0);
  }
}

TEST_CASE("the manual pages are well formed, and fit into 80 columns", "[docs]") {
  for (const std::string page : {"walkcheck.1", "walkcheck-properties.5"}) {
    const std::string file = std::string(WALKCHECK_SOURCE_DIR) + "/checker/man/" + page;
    const Ran warnings = command("groff -mdoc -ww -z " + file);
    CHECK(warnings.exit == 0);
    CHECK(warnings.output.empty());
    const Ran text = command("groff -mdoc -Tascii -P-cbou " + file);
    CHECK(text.output.size() > 3000);
    std::istringstream lines(text.output);
    for (std::string line; std::getline(lines, line);) {
      INFO(line);
      CHECK(line.size() <= 80);
    }
  }
}
