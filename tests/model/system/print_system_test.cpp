#include <memory>

#include <catch2/catch.hpp>

#include "tests/model/system/builder.hpp"

namespace walkcheck {

using testing::Builder;

TEST_CASE("terms are shown in words of the system", "[print]") {
  Builder build;
  const VariableId x = build.variable("pud[1]", 3, Value{0});
  const VariableId y = build.variable("k", 9);
  build.draft.variables[x].values =
      std::make_shared<const std::vector<std::string>>(std::vector<std::string>{"none", "table", "leaf"});
  Terms& terms = build.draft.terms;
  const auto text = [&build](Term term) { return show(build.draft, term); };
  CHECK(text(build.is(x, 2)) == "pud[1] == leaf");
  CHECK(text(terms.negate(build.is(x, 2))) == "pud[1] != leaf");
  CHECK(text(terms.member(x, 0b101, 3)) == "pud[1] in {none, leaf}");
  CHECK(text(terms.negate(terms.member(x, 0b101, 3))) == "pud[1] not in {none, leaf}");
  CHECK(text(terms.all(build.is(x, 1), terms.any(build.is(y, 1), build.is(x, 2)))) ==
        "pud[1] == table and (k == 1 or pud[1] == leaf)");
  CHECK(text(terms.negate(terms.all(build.is(x, 1), build.is(y, 1)))) == "not (pud[1] == table and k == 1)");
  CHECK(text(terms.less(build.plus(y, 1), build.constant(4))) == "k + 1 < 4");
  CHECK(text(terms.arithmetic(Op::multiply, build.plus(y, 1), terms.variable(y))) == "(k + 1) * k");
  CHECK(text(terms.arithmetic(Op::subtract, terms.constant(8), build.plus(y, 1))) == "8 - (k + 1)");
  CHECK(text(terms.choose(build.is(y, 1), terms.variable(y), terms.constant(0))) == "if k == 1 then k else 0");
  CHECK(show_value(build.draft.variables[x], 2) == "pud[1] = leaf");
  CHECK(show_value(build.draft.variables[y], 2) == "k = 2");
}

TEST_CASE("a system is printed with the origins of its rules", "[print]") {
  Builder build;
  build.draft.name = "small";
  const VariableId x = build.variable("x", 2);
  build.variable("y", 2, std::nullopt);
  build.draft.marks = 1;
  build.draft.groups = {{"the walker", {}}};
  build.rule(build.is(x, 0), {{x, build.constant(1)}});
  Rule& rule = build.draft.rules.front();
  rule.origin = {"v17.walk", 12, 3, "U7", "walk_pud_range"};
  rule.marks.push_back({0, build.constant(1)});
  build.never(build.is(x, 1));
  build.draft.counters = {{"ones", build.is(x, 1)}};
  CHECK(print(build.draft) == R"(system small
variables
  local x : 0..1
  local y : 0..1
start
  x == 0
rules
  0 walker "r0"  v17.walk:12:3  step U7  in walk_pud_range  (the walker)
    when x == 0
    x = 1
    mark 0 if 1
properties
  p0 : safety
    never x == 1
count "ones" x == 1
)");
}

}  // namespace walkcheck
