#include <catch2/catch.hpp>

#include "checker/report/result.hpp"
#include "tests/checker/report/samples.hpp"

using namespace walkcheck;
using namespace walkcheck::testing;

namespace {

struct Case {
  Job job;
  std::shared_ptr<const TransitionSystem> system;
  Answer answer;
  std::vector<AuditedVerdict> verdicts;
};

/// Two properties, the first violated, the second one of termination that holds; one rule fired, one did not.
Case two_properties() {
  Script script({{"pud[0]", 2, nullptr, Variable::Kind::entry, {}}});
  script.rule(Actor::walker, {script.note("U1", "walk_pud_range", "pud is {}", {1})});
  script.rule(Actor::rival, {}, {{1, 1}});
  auto& draft = script.draft();
  draft.properties.emplace_back().name = "b";
  draft.properties.back().kind = Property::Kind::terminates;
  draft.statements = {{at(3, "U1", "walk_pud_range"), "next", {}}, {at(4, "U2", "walk_pud_range"), "descend", 0}};
  draft.rules[0].statements = {0};
  draft.rules[1].statements = {1};
  draft.retries = {{"again: at pud[0] (walk_pud_range)", at(2, "again", "walk_pud_range"), "pud"}};
  draft.counters = {{"ERR", draft.terms.truth(false)}};

  Case made;
  made.job = {"v17",   "The patch",       "pud[1]",
              "split", {"an assumption"}, {{"a", "", "a.prop", "violated", "why"}, {"b", "", "b.prop", {}, ""}}};
  made.system = std::make_shared<const TransitionSystem>(seal(draft));
  made.answer.engine = "explore";
  made.answer.fired = {true, false};
  made.answer.counts = {7};
  made.answer.retries = {{0, 1}};
  made.answer.verdicts = {{Status::violated, Trace{}, ""}, {Status::holds, {}, ""}};
  made.verdicts = {{Status::violated, "", Replayed{{{0, 0}, {0}, {}}, {{0, 0}, {1, 0}}}}, {Status::holds, "", {}}};
  return made;
}

}  // namespace

TEST_CASE("results share their search") {
  const auto made = two_properties();
  const auto results = collect(made.job, made.system, made.answer, made.verdicts);
  REQUIRE(results.size() == 2);
  CHECK(results[0].search == results[1].search);
  const auto& search = *results[0].search;
  CHECK(search.scenario == "v17");
  CHECK(search.complete);
  CHECK(search.statements.at(0).executed);
  CHECK_FALSE(search.statements.at(1).executed);
  CHECK(search.groups.at(0).fired);
  CHECK_FALSE(search.groups.at(1).fired);
  CHECK(search.counts.at(0).states == 7);
}

TEST_CASE("a result has its own task and verdict") {
  const auto made = two_properties();
  const auto results = collect(made.job, made.system, made.answer, made.verdicts);
  CHECK(results[0].property == "a");
  CHECK(results[0].because == "why");
  CHECK(results[0].expected == "violated");
  CHECK(results[0].evidence.has_value());
  CHECK(results[0].retries.empty());
  CHECK(results[1].file == "b.prop");
  CHECK_FALSE(results[1].expected.has_value());
  REQUIRE(results[1].retries.size() == 1);
  CHECK(results[1].retries[0].at_most == 1);
}

TEST_CASE("a system is kept by a trace alone") {
  auto made = two_properties();
  made.verdicts[0] = {Status::holds, "", {}};
  const auto results = collect(made.job, made.system, made.answer, made.verdicts);
  CHECK(made.system.use_count() == 1);
  CHECK(results.size() == 2);
}

TEST_CASE("a search that a limit ended is not complete") {
  auto made = two_properties();
  made.answer.stopped = "10 states";
  CHECK_FALSE(collect(made.job, made.system, made.answer, made.verdicts)[0].search->complete);
}

TEST_CASE("an answer to another system is a bug") {
  auto made = two_properties();
  made.answer.fired.pop_back();
  CHECK_THROWS_AS(collect(made.job, made.system, made.answer, made.verdicts), std::logic_error);
}
