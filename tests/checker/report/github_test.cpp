#include "checker/report/github.hpp"

#include <catch2/catch.hpp>

#include "tests/checker/report/samples.hpp"

using namespace walkcheck;
using namespace walkcheck::testing;

namespace {

std::vector<Result> broken(std::string scenario) {
  std::vector<Result> results{result(search(std::move(scenario), "pud[1]"), "p", Status::violated, "holds")};
  results[0].file = "a,b:c%.prop";
  results[0].line = 7;
  results[0].because = "100% sure\nof it";
  return results;
}

}  // namespace

TEST_CASE("what is not as expected is annotated, on one line, with what GitHub takes for its own escaped") {
  const auto results = broken("v17");
  CHECK(github_annotations(Report{results}) ==
        "::error file=a%2Cb%3Ac%25.prop,line=7,title=p violated%2C expected holds::"
        "p in v17 1: violated, expected holds%0Athe file says: 100%25 sure of it\n");
  const std::vector<Result> open{result(search("v17", ""), "p", Status::unknown, "holds")};
  CHECK_THAT(github_annotations(Report{open}), Catch::StartsWith("::warning "));
  const std::vector<Result> fine{result(search("v17", ""), "p", Status::holds, "holds")};
  CHECK(github_annotations(Report{fine}).empty());
}

TEST_CASE("no text of a model is Markdown, and no fence ends early") {
  auto results = broken("a|b<img>");
  results[0].because = "````";
  const auto page = github_summary(Report{results});
  CHECK_THAT(page, !Catch::Contains("<img>"));
  CHECK_THAT(page, Catch::Contains("a&#124;b&#60;img&#62;"));
  CHECK_THAT(page, Catch::Contains("\n`````text\n"));
  CHECK_THAT(page, Catch::Contains("\n`````\n"));
}

TEST_CASE("a summary keeps to its room and says what it leaves out") {
  std::vector<Result> results;
  const auto made = search("v17", "");
  for (int i = 0; i < 300; ++i) results.push_back(result(made, "p" + std::to_string(i), Status::violated));
  const auto whole = github_summary(Report{results});
  CHECK_THAT(whole, !Catch::Contains("left out"));
  for (std::size_t room = 0; room < whole.size() + 200; room += 97) {
    const auto page = github_summary(Report{results}, room);
    CHECK(page.size() <= room);
    const bool all = page == whole;
    CHECK((all || page.empty() || page.find("left out") != std::string::npos));
  }
}
