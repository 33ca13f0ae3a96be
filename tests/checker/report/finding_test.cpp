#include "checker/report/finding.hpp"

#include <catch2/catch.hpp>

#include <filesystem>

#include "tests/checker/report/samples.hpp"

using namespace walkcheck;
using namespace walkcheck::testing;

TEST_CASE("findings stand in the searches that they are of, in the order of the results") {
  const auto small = search("v17", "pud[1] pmd[1] pte[1]");
  const auto large = search("v17", "pud[2] pmd[1] pte[1]");
  const std::vector<Result> results{result(small, "a", Status::holds, "holds"),
                                    result(small, "b", Status::unknown, "holds"),
                                    result(large, "a", Status::violated, "holds")};
  const auto suites = suites_of(Report{results});
  REQUIRE(suites.size() == 2);
  CHECK(suites[0].name == "v17 1/1/1");
  CHECK(suites[1].name == "v17 2/1/1");
  REQUIRE(suites[0].findings.size() == 2);
  CHECK(suites[0].findings[0].headline == "holds, as expected");
  CHECK(suites[0].findings[1].title == "b in v17 1/1/1: unknown, expected holds");
  CHECK(suites[1].findings[0].result == &results[2]);
  CHECK(number_of(suites, Outcome::as_expected) == 1);
  CHECK(number_of(suites, Outcome::undecided) == 1);
  CHECK(number_of(suites, Outcome::unexpected) == 1);
}

TEST_CASE("the headline tells verdict and expectation") {
  const auto made = search("s", "");
  const auto headline = [&](Status verdict, std::optional<std::string> expected) {
    const std::vector<Result> results{result(made, "p", verdict, std::move(expected))};
    return suites_of(Report{results}).front().findings.front().headline;
  };
  CHECK(headline(Status::violated, "violated") == "violated, as expected");
  CHECK(headline(Status::violated, "holds") == "violated, expected holds");
  CHECK(headline(Status::violated, {}) == "violated");
  CHECK(headline(Status::holds, {}) == "holds");
  CHECK(headline(Status::proved, "holds") == "proved, as expected");
  CHECK(headline(Status::bounded, "holds") == "bounded, expected holds");
}

TEST_CASE("a run that may be none of real tables is told to be so") {
  std::vector<Result> results{result(search("v17", "any"), "p", Status::unknown)};
  results[0].evidence = pmd_only_race();
  results[0].evidence->abstract = true;
  CHECK_THAT(suites_of(Report{results}).front().findings.front().race, Catch::Contains("may be none of real tables"));
}

TEST_CASE("a fault is a finding of each property that was to be judged") {
  Job job{"v17", "", "pud[1]", "split", {}, {}};
  for (const char* const name : {"a", "b"}) job.tasks.push_back({name, "", "", "holds", ""});
  Report report;
  report.faults = {{job, "out of memory", false}};
  const auto suites = suites_of(report);
  REQUIRE(suites.size() == 1);
  REQUIRE(suites[0].findings.size() == 2);
  const auto& finding = suites[0].findings[1];
  CHECK(finding.name == "b");
  CHECK(finding.kind == Finding::Kind::fault);
  CHECK(finding.outcome == Outcome::undecided);
  CHECK_THAT(finding.details, Catch::Contains("out of memory"));
}

TEST_CASE("what ends a run with 1 is a finding, also where all verdicts are as expected") {
  const auto made = search("v17", "pud[1]");
  made->statements = {{at(33, "U7", "walk_pud_range"), "goto again", {}, true, "it says so"},
                      {at(40, "U8", "walk_pud_range"), "descend", {}, false}};
  made->groups = {{"zap_pud", at(12, "", ""), true, "it says so, too"}};
  const std::vector<Result> results{result(made, "a", Status::holds, "holds")};
  CHECK(exit_code(results) == exit_unexpected);
  CHECK(number_of(suites_of(Report{results}), Outcome::unexpected) == 2);
  Report with_coverage{results};
  with_coverage.coverage = true;
  CHECK(number_of(suites_of(with_coverage), Outcome::unexpected) == 3);
  made->statements.clear();
  made->groups.clear();
  CHECK(number_of(suites_of(with_coverage), Outcome::unexpected) == 0);
}

TEST_CASE("paths lead from here to the file") {
  const auto here = std::filesystem::current_path();
  CHECK(path_from_here((here / "a/b.prop").string()) == "a/b.prop");
  CHECK(path_from_here("./a/../b.prop") == "b.prop");
  CHECK(path_from_here("/no/such/place.prop") == "/no/such/place.prop");
}
