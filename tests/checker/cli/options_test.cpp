#include "checker/cli/options.hpp"

#include <catch2/catch.hpp>

#include <sstream>

using namespace walkcheck;

namespace {

struct Parsed {
  std::variant<Options, int> what;
  std::string out, err;

  [[nodiscard]] const Options& options() const { return std::get<Options>(what); }
  [[nodiscard]] int code() const { return std::get<int>(what); }
};

Parsed parse(std::vector<const char*> words) {
  words.insert(words.begin(), "walkcheck");
  std::ostringstream out, err;
  auto what = parse_options(static_cast<int>(words.size()), words.data(), out, err);
  return {std::move(what), out.str(), err.str()};
}

}  // namespace

TEST_CASE("check with everything") {
  const auto parsed = parse({"check",       "a.prop",       "b",         "--property", "p*",
                             "--scenario",  "v17",          "--tables",  "*",          "--engine",
                             "explore",     "--json",       "-",         "--traces",   "--max-states",
                             "1000",        "--max-memory", "4G",        "--max-time", "1.5",
                             "--max-depth", "12",           "--threads", "3",          "--no-progress",
                             "--quiet"});
  const auto& options = parsed.options();
  CHECK(options.command == Options::Command::check);
  CHECK(options.paths == std::vector<std::string>{"a.prop", "b"});
  CHECK(options.selection.property == "p*");
  CHECK(options.selection.scenario == "v17");
  CHECK(options.selection.tables == "*");
  CHECK(options.question.engine->name == "explore");
  CHECK(options.json == "-");
  CHECK(options.traces);
  CHECK(options.question.limits.max_states == 1000);
  CHECK(options.question.limits.max_memory == std::uint64_t{4} << 30);
  CHECK(options.question.limits.max_time->count() == 1.5);
  CHECK(options.question.limits.max_depth == 12);
  CHECK(options.threads == 3);
  CHECK_FALSE(options.progress);
  CHECK(options.quiet);
}

TEST_CASE("check with nothing but a path") {
  const auto options = parse({"check", "a.prop"}).options();
  CHECK(options.question.engine == nullptr);
  CHECK_FALSE(options.question.agree);
  CHECK_FALSE(options.invariants);
  CHECK(options.certificates.empty());
  CHECK_FALSE(options.question.limits.max_states.has_value());
  CHECK_FALSE(options.question.limits.max_memory.has_value());
  CHECK_FALSE(options.question.limits.max_time.has_value());
  CHECK(options.threads >= 1);
  CHECK(options.progress);
  CHECK_FALSE(options.quiet);
}

TEST_CASE("list and print") {
  CHECK(parse({"list", "a.prop", "--property", "p"}).options().command == Options::Command::list);
  const auto print = parse({"print", "a.prop", "--scenario", "v17", "--tables", "pud[1]*"}).options();
  CHECK(print.command == Options::Command::print);
  CHECK(print.selection.scenario == "v17");
  CHECK(print.selection.tables == "pud[1]*");
}

TEST_CASE("help and version end well") {
  CHECK(parse({"--help"}).code() == 0);
  CHECK(parse({"check", "--help"}).code() == 0);
  const auto version = parse({"--version"});
  CHECK(version.code() == 0);
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
    const auto parsed = parse(words);
    CHECK(parsed.code() == 2);
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
      const auto parsed = parse({"check", "a.prop", option, value});
      CHECK(parsed.code() == 2);
      CHECK_THAT(parsed.err, Catch::Contains(option));
      CHECK(parsed.err.size() < 150);
    }
  }
  CHECK(parse({"check", "a", "--max-time", ".5"}).options().question.limits.max_time->count() == 0.5);
  CHECK(parse({"check", "a", "--max-memory", "2kib"}).options().question.limits.max_memory == 2048);
  CHECK(parse({"check", "a", "--max-memory", "512m"}).options().question.limits.max_memory == std::uint64_t{512} << 20);
}

TEST_CASE("an engine that is not there") {
  const auto parsed = parse({"check", "a.prop", "--engine", "explor"});
  CHECK(parsed.code() == 2);
  CHECK_THAT(parsed.err, Catch::Contains("no engine is named 'explor'") && Catch::Contains("'explore'"));
}
