#include "checker/report/query.hpp"

#include <catch2/catch.hpp>

#include "tests/support/judge.hpp"

using namespace walkcheck;

namespace {

struct Read {
  std::optional<Query> query;
  std::string faults;
};

Read read(const SystemDraft& system, const std::string& text) {
  Sources sources;
  Diagnostics diagnostics;
  Read result{read_query(system, text, "query", sources, diagnostics), {}};
  for (const auto& fault : diagnostics.sorted()) result.faults += render(fault, sources);
  CHECK(result.query.has_value() == result.faults.empty());
  return result;
}

std::string value(const SystemDraft& system, const std::string& text, const std::vector<Value>& state) {
  const auto made = read(system, text);
  INFO(made.faults);
  REQUIRE(made.query.has_value());
  return made.query->value(system, state);
}

TransitionSystem race() {
  const Loaded loaded = load_repository("properties/v17");
  return lower(loaded.model,
               finite_jobs(loaded.model, {"descends_only_into_tables", "v17_pmd_only", "pud[1] pmd[2] pte[1]"}).at(0));
}

/// A state with these values, all others 0.
std::vector<Value> state(const SystemDraft& system, const std::vector<std::pair<std::string, std::string>>& values) {
  std::vector<Value> made(system.variables.size(), 0);
  for (const auto& [name, text] : values) {
    bool found = false;
    for (VariableId id = 0; id < system.variables.size(); ++id) {
      if (system.variables[id].name != name) continue;
      for (Value each = 0; each < system.variables[id].size; ++each) {
        if (value_text(system.variables[id].values, each) != text) continue;
        made[id] = each;
        found = true;
      }
    }
    INFO(name << " " << text);
    REQUIRE(found);
  }
  return made;
}

}  // namespace

TEST_CASE("a query speaks of numbers, words and conditions of a system") {
  const auto loaded = load_text(
      "system s { var x : 3..6 = 3 var e[2] : {none, leaf} = none var on : {no, yes} = no\n"
      "  rule \"up\" when x < 6 { x = x + 1 } property p never x == 9 }");
  const auto system = lower(loaded.model, finite_jobs(loaded.model, {}).at(0));
  const auto now = state(*system, {{"x", "5"}, {"e[1]", "leaf"}, {"on", "yes"}});
  CHECK(value(*system, "x", now) == "5");
  CHECK(value(*system, "x * 2 - 1", now) == "9");
  CHECK(value(*system, "x == 5 and e[1] is leaf", now) == "true");
  CHECK(value(*system, "x >= 6 or e[0] is leaf", now) == "false");
  CHECK(value(*system, "e[2 - 1]", now) == "leaf");
  CHECK(value(*system, "e[0] in {none, leaf} and on", now) == "true");
  CHECK(value(*system, "not on", now) == "false");
  CHECK(value(*system, "e[0] == e[1]", now) == "false");
  CHECK(value(*system, "on == yes", now) == "true");
}

TEST_CASE("a query knows the names that lowering makes, and where the walk stands") {
  const auto system = race();
  const auto now = state(*system, {{"at", "walk_pud_range.U7#6"}, {"pud", "leaf"}, {"pud_lock", "walker"}});
  CHECK(value(*system, "pud", now) == "leaf");
  CHECK(value(*system, "pud[0]", now) == "leaf");
  CHECK(value(*system, "*pud in {leaf, devmap}", now) == "true");
  CHECK(value(*system, "pud.err == -EFAULT", now) == "false");
  CHECK(value(*system, "pud.err", now) == "0");
  CHECK(value(*system, "pud_lock is walker", now) == "true");
  CHECK(value(*system, "at == walk_pud_range.U7#6", now) == "true");
  CHECK(value(*system, "pmd_lock == split_anon_pmd at pmd[0]", now) == "false");
}

TEST_CASE("what does not exist has no value") {
  const auto system = race();
  const auto begun = state(*system, {{"at", "walk_pud_range.U7#6"}, {"pud", "leaf"}});
  CHECK(value(*system, "pmd[1]", begun) == "(there is no such table)");
  CHECK(value(*system, "pmd[1] == none", begun) == "(there is no such table)");
  CHECK(value(*system, "*pmd", begun) == "(the walk is not there)");
  CHECK(value(*system, "pmd[0]", state(*system, {{"at", "walk_pud_range.U7#6"}, {"pud", "table"}})) == "none");
  CHECK(value(*system, "pud", state(*system, {{"at", "walk_pud_range.U7#6"}, {"pud", "passed"}})) ==
        "(of no more interest)");
  CHECK(value(*system, "pud == leaf", state(*system, {{"at", "ended"}})) == "(the walk has ended)");
  CHECK_FALSE(read(*system, "pmd[1] == none").query->holds(*system, begun));
}

TEST_CASE("faults of a query are told at their places") {
  const auto system = race();
  const auto faults = [&](const std::string& text) { return read(*system, text).faults; };
  CHECK(faults("pud.er == 3") ==
        "query:1:1: error: there is no variable 'pud.er' here [unknown-name]\n"
        "     1 | pud.er == 3\n       | ^~~~~~\n       = hint: did you mean 'pud.err'?\n");
  CHECK_THAT(faults("pud is leef"), Catch::Contains("query:1:8") && Catch::Contains("did you mean 'leaf'?"));
  CHECK_THAT(faults("pud == pud_lock"), Catch::Contains("different values"));
  CHECK_THAT(faults("leaf(pud)"), Catch::Contains("calls nothing"));
  CHECK_THAT(faults("*put"), Catch::Contains("did you mean 'pud'?"));
  CHECK_THAT(faults("pmd[2] is leaf"), Catch::Contains("'pmd[2]'"));
  CHECK_THAT(faults("pud < leaf"), Catch::Contains("only numbers have an order"));
  CHECK_THAT(faults("pud and true"), Catch::Contains("a condition is needed"));
  CHECK_THAT(faults("pud == leaf pud"), Catch::Contains("end of the expression"));
  CHECK_THAT(faults(""), Catch::Contains("expected an expression"));
}
