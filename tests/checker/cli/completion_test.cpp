// What the shells offer, and that they can read the scripts at all.
#include "checker/cli/completion.hpp"

#include <catch2/catch.hpp>

#include <CLI/CLI.hpp>
#include <set>
#include <sstream>

#include "checker/cli/commands.hpp"
#include "checker/cli/engines.hpp"
#include "tests/support/command.hpp"

using namespace walkcheck;

namespace {

using Names = std::set<std::string>;

CommandShape tool() {
  CLI::App app;
  Action ignored;
  add_commands(app, ignored);
  return shape_of(app);
}

Names lines_of(const std::string& text) {
  std::istringstream lines(text);
  Names all;
  for (std::string line; std::getline(lines, line);) all.insert(line);
  return all;
}

/// What bash offers behind these words, the last of which is being typed.
Names offered(const Scratch& folder, const std::vector<std::string>& words) {
  std::string script = bash_completion(tool()) + "compopt() { :; }\nCOMP_WORDS=(";
  for (const auto& word : words) script += single_quoted(word) + " ";
  script += ")\nCOMP_CWORD=" + std::to_string(words.size() - 1) +
            "\n_walkcheck\nfor word in \"${COMPREPLY[@]}\"; do printf '%s\\n' \"$word\"; done\n";
  const auto file = folder.write("script/run.bash", script);
  const auto ran = command("cd " + folder.path().string() + " && bash " + file);
  CHECK(ran.exit == 0);
  return lines_of(ran.output);
}

}  // namespace

TEST_CASE("bash completes commands, options, values and files", "[binary]") {
  const Scratch folder;
  for (const auto* const name : {"a.prop", "b c.walk", "d.txt", "e/f.prop"}) folder.write(name, "");
  CHECK(offered(folder, {"walkcheck", "comp"}) == Names{"compare", "completion"});
  CHECK(offered(folder, {"walkcheck", "--v"}) == Names{"--version"});
  CHECK(offered(folder, {"walkcheck", "check", ""}) == Names{"a.prop", "b c.walk", "e", "script"});
  CHECK(offered(folder, {"walkcheck", "check", "a.prop", "e/"}) == Names{"e/f.prop"});
  CHECK(offered(folder, {"walkcheck", "check", "--js"}) == Names{"--json"});
  CHECK(offered(folder, {"walkcheck", "check", "--json", "d"}) == Names{"d.txt"});
  CHECK(offered(folder, {"walkcheck", "check", "--certificates", ""}) == Names{"e", "script"});
  CHECK(offered(folder, {"walkcheck", "check", "--threads", ""}).empty());
  CHECK(offered(folder, {"walkcheck", "completion", ""}) == Names{"bash", "fish", "zsh"});
  CHECK(offered(folder, {"walkcheck", "new", ""}) == Names{"callback", "property"});
  CHECK(offered(folder, {"walkcheck", "compare", "list", "--tr"}).empty());
  Names all;
  for (const Command& row : commands()) all.insert(std::string(row.name));
  all.merge(Names{"-h", "--help", "--version"});
  CHECK(offered(folder, {"walkcheck", ""}) == all);
}

TEST_CASE("bash completes the engines, with a space or an equals sign", "[binary]") {
  const Scratch folder;
  Names all{"auto"};
  for (const Engine& engine : engines()) all.insert(std::string(engine.name));
  CHECK(offered(folder, {"walkcheck", "check", "--engine", ""}) == all);
  CHECK(offered(folder, {"walkcheck", "check", "--engine", "="}) == all);
  CHECK(offered(folder, {"walkcheck", "check", "--engine", "=", "pd"}) == Names{"pdr"});
}

TEST_CASE("every shell is told every command and option", "[binary]") {
  for (const Shell& shell : shells()) {
    const auto script = shell.completion(tool());
    for (const auto& command : tool().commands) {
      INFO(shell.name << " " << command.name);
      CHECK_THAT(script, Catch::Contains(command.name));
      for (const auto& option : command.options) {
        const auto& name = option.names.back();
        INFO(name);
        CHECK_THAT(script, Catch::Contains(shell.name == "fish" ? "-l " + name.substr(2) : name));
      }
    }
  }
}

TEST_CASE("each shell that is here reads its script without a fault", "[binary]") {
  const Scratch folder;
  for (const Shell& shell : shells()) {
    const std::string name(shell.name);
    if (command("command -v " + name).exit != 0) {
      WARN(name << " is not installed");
      continue;
    }
    INFO(name);
    const auto read = command(name + " -n " + folder.write(name, shell.completion(tool())));
    CHECK(read.exit == 0);
    CHECK(read.output.empty());
  }
}

TEST_CASE("the command writes the script of a shell", "[binary]") {
  const Scratch folder;
  for (const Shell& shell : shells())
    CHECK(folder.walkcheck("completion " + std::string(shell.name)).output == shell.completion(tool()));
  CHECK(folder.walkcheck("completion tcsh").exit == 2);
}

TEST_CASE("what the help knows of an argument") {
  CLI::App app("", "tool");
  std::string text;
  std::vector<std::string> many;
  auto* const sub = app.add_subcommand("do", "does it");
  sub->add_option("PATH", many, "files")->type_name("");
  sub->add_option("--to", text, "where to")->type_name("FILE");
  sub->add_option("--how", text, "how")->check(CLI::IsMember({"so", "otherwise"}));
  bool quiet = false;
  sub->add_flag("-q,--quiet", quiet, "say nothing");
  const auto shape = shape_of(app).commands.at(0);
  REQUIRE(shape.options.size() == 4);
  CHECK(shape.options[1].names == std::vector<std::string>{"--to"});
  CHECK(shape.options[1].argument->kind == Argument::Kind::file);
  CHECK(shape.options[2].argument->words == std::vector<std::string>{"so", "otherwise"});
  CHECK(shape.options[3].names == std::vector<std::string>{"-q", "--quiet"});
  CHECK_FALSE(shape.options[3].argument.has_value());
  REQUIRE(shape.arguments.size() == 1);
  CHECK(shape.arguments[0].kind == Argument::Kind::model);
  CHECK(shape.arguments[0].repeated);
}
