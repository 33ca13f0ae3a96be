#include "checker/cli/selection.hpp"

#include <catch2/catch.hpp>

using namespace walkcheck;

namespace {

Job job(std::string scenario, std::string property) {
  Job made;
  made.scenario = std::move(scenario);
  made.tables = "pud[1]";
  made.tasks = {{std::move(property), "", "a.prop", {}, ""}};
  return made;
}

/// Exact names in place of globs.
std::vector<Job> plan_of_two(const Selection& selection) {
  std::vector<Job> jobs;
  for (const auto& one : {job("before", "first"), job("v17", "second")}) {
    const auto fits = [](const std::string& wanted, const std::string& name) {
      return wanted.empty() || wanted == "*" || wanted == name;
    };
    if (fits(selection.property, one.tasks[0].property) && fits(selection.scenario, one.scenario) &&
        fits(selection.tables, one.tables)) {
      jobs.push_back(one);
    }
  }
  return jobs;
}

}  // namespace

TEST_CASE("a glob that matches nothing is named, with what is near") {
  CHECK_THAT(why_empty({"secnd", "", ""}, plan_of_two),
             Catch::Contains("no property matches --property 'secnd'") && Catch::Contains("'second'"));
  CHECK_THAT(why_empty({"", "befor", ""}, plan_of_two),
             Catch::Contains("--scenario 'befor'") && Catch::Contains("'before'"));
  CHECK_THAT(why_empty({"sec", "", ""}, plan_of_two), Catch::Contains("did you mean 'second'?"));
  CHECK_THAT(why_empty({"", "", "pud[2]"}, plan_of_two), Catch::Contains("no size matches --tables"));
}

TEST_CASE("a size is hinted at in the way of writing that was used") {
  CHECK_THAT(why_empty({"", "", "pud[2]"}, plan_of_two), Catch::Contains("'pud[1]'"));
  CHECK_THAT(why_empty({"", "", "2"}, plan_of_two), Catch::Contains("expected one of: 1"));
}

TEST_CASE("globs that match alone but not together: what the last of them could be") {
  CHECK(why_empty({"first", "v17", ""}, plan_of_two) ==
        "--scenario 'v17' goes with none of what the other options select; there it may be before");
  CHECK(why_empty({"first", "v17", "pud[1]"}, plan_of_two) ==
        "--scenario 'v17' goes with none of what the other options select; there it may be before");
}

TEST_CASE("files with nothing to check") {
  CHECK_THAT(why_empty({}, [](const Selection&) { return std::vector<Job>{}; }), Catch::StartsWith("nothing to check"));
  CHECK_THAT(why_empty({"p", "", ""}, [](const Selection&) { return std::vector<Job>{}; }),
             Catch::StartsWith("nothing to check"));
}
