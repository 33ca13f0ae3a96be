#include <catch2/catch.hpp>

#include "tests/model/language/parsing.hpp"

namespace walkcheck::testing {
namespace {

using Scope = tree::Clause::Scope;
using Body = tree::Clause::Body;
using Codes = std::vector<std::string>;

tree::PropertyDeclaration property(const std::string& text) {
  const auto parsed = parse_text("property p\n" + text + "\n");
  INFO(text << "\n" << parsed.rendered());
  REQUIRE(parsed.diagnostics.empty());
  return only<tree::PropertyDeclaration>(parsed);
}

std::vector<std::pair<Scope, Body>> shapes(const std::string& text) {
  std::vector<std::pair<Scope, Body>> list;
  for (const auto& clause : property(text).clauses) {
    list.emplace_back(clause.scope, clause.body);
  }
  return list;
}

using Shapes = std::vector<std::pair<Scope, Body>>;

Codes codes(const std::string& text) { return parse_text("property p\n" + text + "\n").codes(); }

TEST_CASE("Bodies") {
  CHECK(shapes("never x") == Shapes{{Scope::globally, Body::never}});
  CHECK(property("never x while y").clauses.at(0).condition != nullptr);
  CHECK(shapes("never deadlock") == Shapes{{Scope::globally, Body::no_deadlock}});
  CHECK(shapes("never deadlock or x") == Shapes{{Scope::globally, Body::never}});
  CHECK(shapes("never deadlock(x)") == Shapes{{Scope::globally, Body::never}});
  CHECK(shapes("always x == 1") == Shapes{{Scope::globally, Body::always}});
  CHECK(shapes("at x always y") == Shapes{{Scope::globally, Body::at_always}});
  CHECK(shapes("some hole(pmd)") == Shapes{{Scope::globally, Body::some}});
  CHECK(shapes("x or y only after z") == Shapes{{Scope::globally, Body::only_after}});
  CHECK(shapes("retry leads to end or error(bad_deref)") == Shapes{{Scope::globally, Body::leads_to}});
  CHECK(shapes("terminates when rivals stop") == Shapes{{Scope::globally, Body::terminates}});
  CHECK(shapes("terminates leads to x") == Shapes{{Scope::globally, Body::leads_to}});
}

TEST_CASE("Scopes in front of their body") {
  CHECK(shapes("after a never x") == Shapes{{Scope::after, Body::never}});
  CHECK(shapes("after a until b never x") == Shapes{{Scope::after_until, Body::never}});
  CHECK(shapes("after a never x until b") == Shapes{{Scope::after_until, Body::never}});
  CHECK(shapes("from a until b always x") == Shapes{{Scope::after_until, Body::always}});
  CHECK(shapes("from a always x until b") == Shapes{{Scope::after_until, Body::always}});
  CHECK(shapes("before b some x") == Shapes{{Scope::before, Body::some}});
}

TEST_CASE("Scopes behind their body") {
  CHECK(shapes("never x after a") == Shapes{{Scope::after, Body::never}});
  CHECK(shapes("never x after a until b in s expect holds") == Shapes{{Scope::after_until, Body::never}});
  CHECK(shapes("never x before b witness y") == Shapes{{Scope::before, Body::never}});
  CHECK(shapes("x only after y after z") == Shapes{{Scope::after, Body::only_after}});
}

TEST_CASE("A scope between two bodies belongs to the second, and layout must not say otherwise") {
  CHECK(shapes("never x\nafter a never y\nafter b\nnever z") ==
        Shapes{{Scope::globally, Body::never}, {Scope::after, Body::never}, {Scope::after, Body::never}});
  CHECK(codes("never x after a\nnever y") == Codes{"syntax"});
}

TEST_CASE("A scope that is not closed, or never was open") {
  CHECK(codes("from a never x") == Codes{"syntax"});
  CHECK(codes("never x until b") == Codes{"syntax"});
  CHECK(codes("never x after") == Codes{"syntax"});
  CHECK(codes("after a") == Codes{"syntax"});
}

TEST_CASE("Captures, addresses, witnesses, locks and expectations") {
  const auto made = property(
      "for each address a let c = class(*entry) at success(x), no at retry initially yes at next always c "
      "witness hole(pmd) or end locks split, single in before, v17 expect vacuous because \"none\" in v18 expect "
      "holds");
  CHECK(made.address.value().text == "a");
  REQUIRE(made.captures.size() == 1);
  CHECK(made.captures[0].sources.size() == 2);
  CHECK(made.captures[0].initially != nullptr);
  CHECK(made.clauses.size() == 1);
  CHECK(made.witness != nullptr);
  CHECK(made.locks.size() == 2);
  REQUIRE(made.expectations.size() == 2);
  CHECK(made.expectations[0].targets.size() == 2);
  CHECK(made.expectations[0].verdict.text == "vacuous");
  CHECK(made.expectations[0].because.value().text == "none");
}

TEST_CASE("`in` after a condition is a membership only before a brace") {
  const auto made = property("always x in { a } in v17 expect holds");
  CHECK(made.clauses.size() == 1);
  CHECK(made.expectations.size() == 1);
}

TEST_CASE("`locks` is an item before a name, and an event elsewhere") {
  CHECK(property("locks leads to end").clauses.size() == 1);
  CHECK(property("never locks\nlocks split").locks.size() == 1);
}

TEST_CASE("The next declaration ends a property") {
  const auto parsed =
      parse_text("property p never x before end property q lock(x) leads to end vma anon property r lock l per mm");
  CHECK(parsed.diagnostics.empty());
  REQUIRE(parsed.file.declarations.size() == 5);
  CHECK(only<tree::PropertyDeclaration>(parsed).clauses.at(0).scope == Scope::before);
  const auto misspelt =
      parse_text("property p\n  never x\nwlaker w {\n  level pud {\n    U1: x = 1\n  }\n}\nproperty q\n  never =\n");
  CHECK(misspelt.codes() == Codes{"unknown-keyword", "syntax"});
  CHECK(parse_text("property p\n  never x\n}\n}\nproperty q\n  never x\n").codes() == Codes{"syntax"});
  CHECK(parse_text("property \"a\"\n  never =\nproperty q\n").codes() == Codes{"syntax", "syntax"});
}

TEST_CASE("A misspelt word of a judgement gets a hint") {
  const auto parsed = parse_text("property p\n  nevr deadlock\n  alwys x\n");
  CHECK(parsed.codes() == Codes{"unknown-keyword", "unknown-keyword"});
  CHECK(parsed.rendered().find("did you mean 'never'?") != std::string::npos);
  CHECK(parsed.rendered().find("did you mean 'always'?") != std::string::npos);
}

}  // namespace
}  // namespace walkcheck::testing
