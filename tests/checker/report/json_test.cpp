#include "checker/report/json.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/checker/report/samples.hpp"

using namespace walkcheck;
using namespace walkcheck::testing;
using nlohmann::json;

namespace {

std::vector<Result> results() {
  const auto made = search("v17_pmd_only", "pud[2] pmd[1] pte[1]");
  made->assumptions = {"one"};
  made->statements = {{at(33, "U7", "walk_pud_range"), "goto again", {}, false}};
  made->groups = {{"zap_pud", at(12, "", ""), false}};
  std::vector<Result> all{result(made, "a", Status::violated, "violated"), result(made, "b", Status::holds)};
  all[0].evidence = pmd_only_race();
  all[1].retries = {{"again: at pud[0] (walk_pud_range)", "pud", at(5, "", ""), 1}};
  return all;
}

json schema() {
  std::ifstream file(std::filesystem::path(WALKCHECK_SOURCE_DIR) / "checker/report/walkcheck-results-1.schema.json");
  return json::parse(file);
}

/// The keys of `object` are those that the definition requires, and it admits no others.
void has_keys_of(const json& object, const json& definition) {
  CHECK(definition.at("additionalProperties") == false);
  CHECK(definition.at("required").size() == definition.at("properties").size());
  CHECK(object.size() == definition.at("required").size());
  for (const auto& key : definition.at("required")) CHECK(object.contains(key.get<std::string>()));
}

}  // namespace

TEST_CASE("the document has the keys of its schema, level by level") {
  const auto document = json::parse(report_json(results()));
  const auto rules = schema();
  const auto& definitions = rules.at("definitions");
  has_keys_of(document, rules);
  has_keys_of(document.at("tool"), rules.at("properties").at("tool"));
  for (const auto& one : document.at("results")) {
    has_keys_of(one, definitions.at("result"));
    has_keys_of(one.at("dead").at(0), definitions.at("result").at("properties").at("dead").at("items"));
  }
  const auto& trace = document.at("results").at(0).at("trace");
  has_keys_of(trace, definitions.at("trace"));
  for (const auto& step : trace.at("steps")) has_keys_of(step, definitions.at("step"));
}

TEST_CASE("a result in JSON") {
  const auto document = json::parse(report_json(results()));
  CHECK(document.at("schema") == "walkcheck-results/1");
  const auto& violated = document.at("results").at(0);
  CHECK(violated.at("verdict") == "violated");
  CHECK(violated.at("as_expected") == true);
  CHECK(violated.at("states") == 12345);
  CHECK(violated.at("never_fired") == json{"zap_pud"});
  const auto& holds = document.at("results").at(1);
  CHECK(holds.at("expected").is_null());
  CHECK(holds.at("trace").is_null());
  CHECK(holds.at("retries") ==
        json::parse(R"json([{"retry": "again: at pud[0] (walk_pud_range)", "at_most": 1}])json"));
}

TEST_CASE("what each engine says, in JSON") {
  auto asked = results();
  asked[0].opinions = {{"explore", Status::violated, {}, 7}, {"bmc", Status::bounded, 12, {}}};
  const auto document = json::parse(report_json(asked));
  const auto& opinions = document.at("results").at(0).at("opinions");
  REQUIRE(opinions.size() == 2);
  const auto rules = schema();
  for (const auto& opinion : opinions) {
    has_keys_of(opinion, rules.at("definitions").at("result").at("properties").at("opinions").at("items"));
  }
  CHECK(opinions[0].at("steps") == 7);
  CHECK(opinions[0].at("bound").is_null());
  CHECK(opinions[1].at("verdict") == "bounded");
  CHECK(opinions[1].at("bound") == 12);
  CHECK(document.at("results").at(1).at("opinions").empty());
}

TEST_CASE("the steps of a trace in JSON") {
  const auto document = json::parse(report_json(results()));
  const auto& trace = document.at("results").at(0).at("trace");
  CHECK(trace.at("loop_start").is_null());
  const auto& steps = trace.at("steps");
  REQUIRE(steps.size() == 6);
  CHECK(steps[1] ==
        json::parse(R"json({"cpu": 0, "actor": "walker", "step": "U6", "action": "U6 split_huge_pud(): leaf -> none",
                                    "at": {"file": "model/walk.walk", "line": 10},
                                    "changes": {"pud[0]": ["leaf", "none"]}})json"));
  CHECK(steps[2].at("cpu") == 1);
  CHECK(steps[2].at("actor") == "huge_fault");
  CHECK(steps[4].at("action") == "rule 4");
  CHECK(steps[4].at("changes") == json::object());
}

TEST_CASE("bytes that are no text do not stop a report") {
  auto all = results();
  all[0].description = "caf\xe9";
  CHECK_NOTHROW(json::parse(report_json(all)));
}
