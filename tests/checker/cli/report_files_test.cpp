#include "checker/cli/report_files.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/checker/report/samples.hpp"

using namespace walkcheck;
using namespace walkcheck::testing;

namespace {

namespace fs = std::filesystem;

fs::path scratch() {
  auto folder = fs::temp_directory_path() / "walkcheck_report_files_test";
  fs::remove_all(folder);
  fs::create_directories(folder);
  return folder;
}

std::string content(const fs::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::size_t row(std::string_view option) {
  for (std::size_t i = 0; i < reporters().size(); ++i)
    if (reporters()[i].option == option) return i;
  throw std::logic_error("no such reporter");
}

ReportOptions asked(const std::vector<std::pair<std::string_view, std::string>>& paths) {
  ReportOptions options;
  for (const auto& [option, path] : paths) options.paths[row(option)] = path;
  return options;
}

std::vector<Result> results() { return {result(search("v17", "pud[1]"), "p", Status::holds, "holds")}; }

}  // namespace

TEST_CASE("what cannot be written is refused before anything is decided, and nothing is removed") {
  const auto folder = scratch();
  const auto old = (folder / "a.json").string();
  std::ofstream(old) << "old";
  const auto model = (folder / "a.prop").string();
  std::ofstream(model) << "a model";
  CHECK_THROWS_WITH(ReportFiles(asked({{"--json", old}, {"--ktap", "/no/such/folder/a"}})),
                    Catch::Contains("--ktap /no/such/folder/a"));
  CHECK_THROWS_WITH(ReportFiles(asked({{"--json", old}, {"--ktap", model}})), Catch::Contains("name of a model"));
  CHECK_THROWS_WITH(ReportFiles(asked({{"--json", old}, {"--ktap", old}})), Catch::Contains("is being written"));
  CHECK_THROWS_WITH(ReportFiles(asked({{"--json", "-"}, {"--ktap", "-"}})), Catch::Contains("only one"));
  auto both = asked({{"--json", "-"}});
  both.github = true;
  CHECK_THROWS_AS(ReportFiles(both), Refused);
  CHECK(content(old) == "old");
  CHECK(content(model) == "a model");
  CHECK(std::distance(fs::directory_iterator(folder), {}) == 2);
}

TEST_CASE("an old report is gone as soon as the run begins") {
  const auto folder = scratch();
  std::ofstream(folder / "a.json") << "old";
  { const ReportFiles files(asked({{"--json", (folder / "a.json").string()}})); }
  CHECK(fs::is_empty(folder));
}

TEST_CASE("one report that cannot be written does not keep the others from it") {
  const auto folder = scratch();
  const auto sarif = (folder / "a.sarif").string();
  ReportFiles files(asked({{"--json", "/dev/full"}, {"--sarif", sarif}, {"--ktap", "-"}}));
  std::ostringstream out, err;
  const auto found = results();
  CHECK_FALSE(files.write(Report{found}, out, err));
  CHECK_THAT(err.str(), Catch::Contains("--json /dev/full: No space left"));
  CHECK_THAT(out.str(), Catch::StartsWith("KTAP version 1\n"));
  CHECK_THAT(content(sarif), Catch::Contains("2.1.0"));
}

TEST_CASE("a format that cannot tell of faults is not written when there are some") {
  const auto folder = scratch();
  const auto json = (folder / "a.json").string();
  const auto ktap = (folder / "a.ktap").string();
  ReportFiles files(asked({{"--json", json}, {"--ktap", ktap}}));
  const auto found = results();
  Report report{found};
  report.faults = {{Job{"v18", "", "", "", {}, {{"p", "", "", {}, ""}}}, "out of memory", false}};
  std::ostringstream out, err;
  CHECK_FALSE(files.write(report, out, err));
  CHECK_FALSE(fs::exists(json));
  CHECK_THAT(content(ktap), Catch::Contains("not ok 1 p # ERROR not decided"));
}

TEST_CASE("the summary is added to the file that GitHub names") {
  const auto page = scratch() / "summary.md";
  std::ofstream(page) << "before\n";
  ::setenv("GITHUB_STEP_SUMMARY", page.c_str(), 1);
  std::ostringstream out, err;
  const auto found = results();
  CHECK(tell_github(Report{found}, out, err));
  CHECK_THAT(content(page), Catch::StartsWith("before\n### walkcheck\n"));
  ::setenv("GITHUB_STEP_SUMMARY", "/no/such/folder/summary.md", 1);
  CHECK_FALSE(tell_github(Report{found}, out, err));
  CHECK_THAT(err.str(), Catch::Contains("--github /no/such/folder"));
  ::unsetenv("GITHUB_STEP_SUMMARY");
  CHECK(tell_github(Report{found}, out, err));
}
