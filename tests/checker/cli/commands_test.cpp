#include "checker/cli/commands.hpp"

#include <catch2/catch.hpp>

#include <CLI/CLI.hpp>
#include <optional>
#include <sstream>

#include "checker/cli/check_command.hpp"
#include "checker/report/called.hpp"

using namespace walkcheck;

namespace {

/// What `check` makes of these words.
CheckOptions checked(std::vector<const char*> words) {
  words.insert(words.begin(), "check");
  CheckOptions options;
  CLI::App app;
  check_options(app, options);
  app.parse(static_cast<int>(words.size()), words.data());
  return options;
}

struct Told {
  std::optional<int> code;  // none: there is something to do
  std::string out, err;
};

Told told(std::vector<const char*> words) {
  words.insert(words.begin(), "walkcheck");
  std::ostringstream out, err;
  const auto what = understand(static_cast<int>(words.size()), words.data(), out, err);
  const auto* const code = std::get_if<int>(&what);
  return {code ? std::optional(*code) : std::nullopt, out.str(), err.str()};
}

}  // namespace

TEST_CASE("check with everything") {
  const auto options = checked(
      {"a.prop",   "b",          "--property", "p*",          "--scenario", "v17",          "--tables", "*",
       "--engine", "explore",    "--json",     "-",           "--traces",   "--max-states", "1000",     "--max-memory",
       "4G",       "--max-time", "1.5",        "--max-depth", "12",         "--threads",    "3",        "--no-progress",
       "--quiet"});
  CHECK(options.subject.paths == std::vector<std::string>{"a.prop", "b"});
  CHECK(options.subject.selection.property == "p*");
  CHECK(options.subject.selection.scenario == "v17");
  CHECK(options.subject.selection.tables == "*");
  CHECK(options.question.engine->name == "explore");
  CHECK(options.reports.paths.front() == "-");
  CHECK(options.traces);
  CHECK(options.question.limits.max_states == 1000);
  CHECK(options.question.limits.max_memory == std::uint64_t{4} << 30);
  CHECK(options.question.limits.max_time->count() == 1.5);
  CHECK(options.question.limits.max_depth == 12);
  CHECK(options.labour.threads == 3);
  CHECK_FALSE(options.labour.progress);
  CHECK(options.quiet);
}

TEST_CASE("check with nothing but a path") {
  const auto options = checked({"a.prop"});
  CHECK(options.question.engine == nullptr);
  CHECK_FALSE(options.question.agree);
  CHECK_FALSE(options.invariants);
  CHECK(options.certificates.empty());
  CHECK_FALSE(options.question.limits.max_states.has_value());
  CHECK_FALSE(options.question.limits.max_memory.has_value());
  CHECK_FALSE(options.question.limits.max_time.has_value());
  CHECK(options.labour.threads >= 1);
  CHECK(options.labour.progress);
  CHECK_FALSE(options.quiet);
}

TEST_CASE("every command is known, tells its options, and asks for what it needs") {
  for (const Command& command : commands()) {
    INFO(command.name);
    const std::string name(command.name);
    CHECK(told({name.c_str(), "--help"}).code == 0);
    const auto bare = told({name.c_str()});
    CHECK(bare.code == 2);
    CHECK_THAT(bare.err, Catch::StartsWith("walkcheck: ") && Catch::Contains(" is required: "));
  }
}

TEST_CASE("what is missing is told with what to do") {
  CHECK(told({"walk", "a.prop"}).err == "walkcheck: --scenario is required: `walkcheck list PATH` shows them\n");
  CHECK(told({"new"}).err ==
        "walkcheck: KIND is required: callback or property, as in `walkcheck new callback my_driver`\n");
}

TEST_CASE("list and print") {
  CHECK_FALSE(told({"list", "a.prop", "--property", "p"}).code.has_value());
  CHECK_FALSE(told({"print", "a.prop", "--scenario", "v17", "--tables", "pud[1]*"}).code.has_value());
}

TEST_CASE("a command that is not there: the one that may have been meant") {
  CHECK(told({"chekc", "a.prop"}).err == "walkcheck: no command is named 'chekc'; did you mean 'check'?\n");
  CHECK(told({WALKCHECK_SOURCE_DIR}).err == "walkcheck: no command is named '" WALKCHECK_SOURCE_DIR
                                            "'; to check it, run: walkcheck check " WALKCHECK_SOURCE_DIR "\n");
  CHECK(told({"frobnicate"}).code == 2);
  CHECK(told({"chekc", "--help"}).code == 2);
}

TEST_CASE("an option that is not there: the one that may have been meant") {
  CHECK(told({"check", "a.prop", "--trace"}).err ==
        "walkcheck: check has no option --trace; did you mean '--traces'?\n");
  CHECK(told({"check", "--engin=pdr", "a.prop"}).err ==
        "walkcheck: check has no option --engin; did you mean '--engine'?\n");
  CHECK(told({"list", "a.prop", "--mutant", "x"}).err ==
        "walkcheck: list has no option --mutant; `walkcheck list --help` shows all\n");
  CHECK_THAT(told({"check", "a.prop", "-x"}).err, Catch::Contains("-x"));
}

TEST_CASE("help and version end well") {
  CHECK(told({"--help"}).code == 0);
  CHECK(told({"check", "--help"}).code == 0);
  const auto version = told({"--version"});
  CHECK(version.code == 0);
  CHECK_THAT(version.out, Catch::StartsWith("walkcheck "));
}

TEST_CASE("faults of usage end with 2 and are told") {
  const std::vector<std::vector<const char*>> faults{
      {},
      {"chek", "a.prop"},
      {"check"},
      {"check", "a.prop", "--nonsense"},
      {"check", "a.prop", "--max-memory", "4X"},
      {"check", "a.prop", "--max-memory", "0"},
      {"check", "a.prop", "--max-states", "many"},
      {"check", "a.prop", "--max-time", "-1"},
      {"check", "a.prop", "--threads", "0"},
      {"check", "a.prop", "--agree", "--engine", "bmc"},
      {"print", "a.prop"},
  };
  for (const auto& words : faults) {
    const auto parsed = told(words);
    CHECK(parsed.code == 2);
    CHECK_FALSE(parsed.err.empty());
  }
}

TEST_CASE("a limit that is none is told in short") {
  const std::vector<std::pair<const char*, std::vector<const char*>>> faults{
      {"--max-states", {"0", "-3", "1.5", "many", ""}},
      {"--max-depth", {"0", "-3", "1.5", "many"}},
      {"--max-time", {"0", "0.0", "-1", "inf", "nan", "1e3", "."}},
      {"--max-memory", {"0", "0G", "1X", "G", "-1G", "1.5G"}},
  };
  for (const auto& [option, values] : faults) {
    for (const auto* value : values) {
      INFO(option << " " << value);
      const auto parsed = told({"check", "a.prop", option, value});
      CHECK(parsed.code == 2);
      CHECK_THAT(parsed.err, Catch::Contains(option));
      CHECK(parsed.err.size() < 150);
    }
  }
  CHECK(checked({"a", "--max-time", ".5"}).question.limits.max_time->count() == 0.5);
  CHECK(checked({"a", "--max-memory", "2kib"}).question.limits.max_memory == 2048);
  CHECK(checked({"a", "--max-memory", "512m"}).question.limits.max_memory == std::uint64_t{512} << 20);
}

TEST_CASE("an engine that is not there") {
  const auto parsed = told({"check", "a.prop", "--engine", "explor"});
  CHECK(parsed.code == 2);
  CHECK_THAT(parsed.err, Catch::Contains("no engine is named 'explor'") && Catch::Contains("'explore'"));
}

TEST_CASE("an option that another one took for its value is named") {
  const auto swallowed = told({"check", "properties/v17", "--html", "--scenario", "v17"});
  CHECK(swallowed.code == 2);
  CHECK(swallowed.err == "walkcheck: --html takes a FILE, and '--scenario' is an option\n");
  CHECK_FALSE(told({"check", "properties/v17", "--html", "--scenario.html"}).code);
}

TEST_CASE("help is a word, too") {
  CHECK(told({"help"}).out == told({"--help"}).out);
  CHECK(told({"help", "check"}).out == told({"check", "--help"}).out);
  CHECK_THAT(told({"help", "chek"}).err, Catch::Contains("did you mean 'check'?"));
}

TEST_CASE("advice names the command that was typed") {
  setenv("WALKCHECK_COMMAND", "bash checker/run.sh", 1);
  CHECK(as_called("walkcheck is fine; run: walkcheck list, or `walkcheck check A`, walkcheck") ==
        "walkcheck is fine; run: bash checker/run.sh list, or `bash checker/run.sh check A`, walkcheck");
  CHECK_THAT(told({"chek"}).err, Catch::StartsWith("walkcheck: no command is named 'chek'"));
  unsetenv("WALKCHECK_COMMAND");
  CHECK(as_called("  walkcheck check A") == "  walkcheck check A");
}
