// The binary as people and scripts call it: exit codes, JSON against its schema, the same answer for any number of
// threads.

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <regex>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/support/effort.hpp"

namespace {

namespace fs = std::filesystem;
using walkcheck::full_effort;

struct Run {
  int exit = 0;
  std::string output;  // both streams
};

Run run(const std::string& arguments) {
  const std::string command =
      std::string("cd ") + WALKCHECK_SOURCE_DIR + " && " + WALKCHECK_BINARY + " " + arguments + " 2>&1";
  Run result;
  FILE* pipe = ::popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::array<char, 4096> buffer{};
  while (const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), pipe))
    result.output.append(buffer.data(), got);
  const int status = ::pclose(pipe);
  result.exit = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return result;
}

nlohmann::json results(const std::string& arguments) {
  auto document = nlohmann::json::parse(run(arguments + " --json -").output);
  for (auto& result : document["results"]) result.erase("seconds");
  return document;
}

fs::path scratch(const std::string& name) {
  return fs::temp_directory_path() / ("walkcheck-" + std::to_string(::getpid()) + "-" + name);
}

const std::string one = "--scenario v17 --tables 'pud[1] pmd[2] pte[1]' ";

}  // namespace

TEST_CASE("exit codes", "[binary]") {
  CHECK(run("check properties/v17 " + one + "--property again_terminates").exit == 0);
  CHECK(run("check properties/v17 " + one + "--property again_terminates --engine explore --max-states 100").exit == 3);
  CHECK(run("check properties/v17 " + one + "--engine explore --max-memory 10K").exit == 3);
  CHECK(run("check properties/v17 --property no_such_property").exit == 2);
  CHECK(run("check no/such/folder").exit == 2);
  CHECK(run("check properties/v17 --engine no_such_engine").exit == 2);
  CHECK(run("chekc properties/v17").exit == 2);
  const fs::path file = scratch("unexpected.prop");
  std::ofstream(file) << "system s { var x : 0..3 = 0 rule \"up\" when x < 3 { x = x + 1 } property small never x == 3 "
                         "expect holds }\n";
  const Run unexpected = run("check " + file.string());
  CHECK(unexpected.exit == 1);
  CHECK(unexpected.output.find("expected holds") != std::string::npos);
  fs::remove(file);
}

TEST_CASE("a limit says how far the search came", "[binary]") {
  const Run limited =
      run("check properties/v17 " + one + "--property again_terminates --engine explore --max-states 100");
  CHECK(limited.output.find("unknown") != std::string::npos);
  CHECK(std::regex_search(limited.output, std::regex("100\\s+states\\s+were\\s+found")));
}

TEST_CASE("all engines are asked, and it is told what each says", "[binary]") {
  const fs::path file = scratch("agree.prop");
  std::ofstream(file) << "system s { var x : 0..3 = 0 rule \"up\" when x < 3 { x = x + 1 } property small never x == 3 "
                         "property fits always x <= 3 witness x == 2 }\n";
  const auto told = results("check " + file.string() + " --agree");
  fs::remove(file);
  REQUIRE(told["results"].size() == 2);
  const auto& broken = told["results"][0]["opinions"];
  const auto& kept = told["results"][1]["opinions"];
  REQUIRE(broken.size() == 4);
  REQUIRE(kept.size() == 4);
  for (const auto& opinion : broken) {
    CHECK(opinion["verdict"] == "violated");
    CHECK(opinion["steps"] == 3);
  }
  for (const auto& opinion : kept) CHECK((opinion["verdict"] == "holds" || opinion["verdict"] == "proved"));
}

TEST_CASE("a bound is kept to and told", "[binary]") {
  const Run bounded = run("check tests/models/deep-fault.walk --engine bmc --max-depth 9");
  CHECK(bounded.exit == 3);
  CHECK(bounded.output.find("bounded") != std::string::npos);
  CHECK(bounded.output.find("no run of at most 9 rules breaks it") != std::string::npos);
  CHECK(bounded.output.find("--max-depth") != std::string::npos);
}

TEST_CASE("the answer is the same for any number of threads", "[binary]") {
  const std::string scenarios = full_effort ? " --scenario 'v17_r*'" : " --scenario v17_review";
  const std::string searched = "check properties/v17" + scenarios + " --tables '*pmd[1] pte[1]'";
  const auto single = results(searched + " --threads 1");
  CHECK(single["results"].size() > 25);
  CHECK(single == results(searched + " --threads 2"));
  CHECK(single == results(searched + " --threads 7"));
  const std::string proved = "check properties/v17" + scenarios + " --tables any --property 'locked_pud_is_p*'";
  const auto alone = results(proved + " --threads 1");
  REQUIRE(alone["results"].size() == (full_effort ? 4 : 1));
  CHECK(alone["results"][0]["verdict"] == "proved");
  CHECK_FALSE(alone["results"][0]["invariant"].empty());
  CHECK(alone == results(proved + " --threads 2"));
}

TEST_CASE("JSON follows its schema", "[binary]") {
  for (const std::string what : {"properties/v17 --scenario v17_pmd_only --property 'no_*'", "properties/examples",
                                 "tests/models/walk-race-U21.walk"}) {
    const fs::path file = scratch("results.json");
    static_cast<void>(run("check " + what + " --json " + file.string()));
    const std::string validate = "python3 -c \"import json, jsonschema; jsonschema.validate(json.load(open('" +
                                 file.string() + "')), json.load(open('" + WALKCHECK_SOURCE_DIR +
                                 "/checker/report/walkcheck-results-1.schema.json')))\"";
    INFO(what);
    CHECK(std::system(validate.c_str()) == 0);
    fs::remove(file);
  }
}

TEST_CASE("every line of a report fits into a mail", "[binary]") {
  const Run report = run("check properties/v17 --traces --tables '*pmd[1] pte[1]'" +
                         std::string(full_effort ? "" : " --scenario v17"));
  CHECK(report.exit == 0);
  std::istringstream lines(report.output);
  bool in_race = false;
  for (std::string line; std::getline(lines, line);) {
    if (line.rfind("CPU0", 0) == 0) in_race = true;
    if (line.empty()) in_race = false;
    INFO(line);
    CHECK(line.size() <= (in_race ? 75U : 79U));
  }
}
