#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>

#include "tests/model/language/parsing.hpp"

namespace walkcheck::testing {
namespace {

using Messages = std::vector<std::string>;

std::string in_level(const std::string& steps) { return "walker w {\n  level pud {\n" + steps + "  }\n}\nvma anon\n"; }

TEST_CASE("A fault shows where it is and what was expected") {
  CHECK(parse_text("walker w {\n  level pud {\n  U1 {\n  }\n  }\n}\n", "file.walk").rendered() ==
        "file.walk:3:6: error: expected ':', '=' or '(' after 'U1', found '{' [syntax]\n"
        "     3 |   U1 {\n"
        "       |      ^\n");
}

TEST_CASE("All faults of a file in one run, one diagnostic each") {
  const auto parsed =
      parse_text(in_level("    U1: x = = 1\n"
                          "    U2: if (a { next }\n"
                          "    U3: something bar\n"
                          "    U4: goto\n"
                          "    U5: y = 2\n"
                          "    U6: if b { z = }\n"
                          "    retrun 1\n"));
  CHECK(parsed.messages() == Messages{"3: expected an expression, found '='",
                                      "4: expected ')' to close the bracket, found '{'",
                                      "5: expected ':', '=' or '(' after 'something', found 'bar'",
                                      "7: expected a label after 'goto', found 'U5'",
                                      "8: expected an expression, found '}'", "9: no statement begins with 'retrun'"});
  CHECK(parsed.file.declarations.size() == 2);
}

TEST_CASE("Faults inside a block are found behind a faulty header") {
  const auto parsed = parse_text("scenario 3 {\n  wlaker w\n  vma\n}\nsystem {\n  strat x\n}\nlock l per\n");
  CHECK(parsed.messages() ==
        Messages{"1: expected a name for the scenario, found '3'", "2: no clause of a scenario begins with 'wlaker'",
                 "4: expected a kind of vma, found '}'", "5: expected a name for the system, found '{'",
                 "6: nothing in a system begins with 'strat'",
                 "8: expected 'mm' or the name of a level after 'per', found the end of the file"});
  CHECK(parsed.file.declarations.empty());
}

TEST_CASE("A misspelt declaration gets a hint, and costs only itself") {
  const auto parsed = parse_text("wlaker w {\n  level pud {\n    U1: next\n  }\n}\nvma anon\n");
  CHECK(parsed.rendered() ==
        "test.walk:1:1: error: no declaration begins with 'wlaker' [unknown-keyword]\n"
        "     1 | wlaker w {\n"
        "       | ^~~~~~\n"
        "       = hint: did you mean 'walker'?\n");
  CHECK(parsed.file.declarations.size() == 1);
}

TEST_CASE("A missing brace is one fault") {
  CHECK(parse_text("walker w {\n  level pud {\n    U1: next\n}\nvma anon\nlock l per mm\n").messages() ==
        Messages{"5: expected 'level' or '}', found 'vma'"});
  CHECK(parse_text("primitive p() {\n  if a {\n    next\nprimitive q() {\n}\n").messages() ==
        Messages{"4: expected '}' before the next declaration, found 'primitive'"});
  CHECK(parse_text("scenario s {\n  walker w\nwalker w {\n}\n").messages() ==
        Messages{"3: expected '}' before the next declaration, found 'walker'"});
  CHECK(parse_text("system s {\n  const n = 1\nrival r at pud: a -> b\n").messages() ==
        Messages{"3: expected '}' before the next declaration, found 'rival'"});
  CHECK(parse_text("walker w {\n  level pud {\n    U1: next\n  level pmd {\n    M1: next\n  }\n}\n").messages() ==
        Messages{"4: expected '}' before the next declaration, found 'level'"});
  const auto open = parse_text("walker w {\n  level pud {\n    U1: if a {\n");
  CHECK(open.messages() == Messages{"3: expected '}', found the end of the file"});
  CHECK(open.rendered().find("the '{' of line 3 is not closed") != std::string::npos);
}

TEST_CASE("A brace too many is one fault") {
  CHECK(
      parse_text(
          "walker w {\n  level pud {\n    U1: next }\n    }\n    U2: x = 1\n  }\n  level pmd {\n    M1: next\n  }\n}\n"
          "vma anon\n")
          .messages() == Messages{"5: no declaration begins with 'U2'"});
}

TEST_CASE("What the lexer reports is not reported again") {
  CHECK(parse_text(in_level("    U1: x = @\n    U2: y = 99999999999\n    U3: sleeps \"open\n")).codes() ==
        std::vector<std::string>{"bad-character", "bad-number", "unclosed-text"});
}

TEST_CASE("Edits stand only in variants") {
  CHECK(parse_text("primitive p() { drop U1 x = 1 }").messages() == Messages{"1: expected a statement, found 'drop'"});
  CHECK(parse_text("primitive p = q { x = 1\n drop U1 }").messages() ==
        Messages{"1: expected 'replace', 'drop', 'insert after', 'insert before' or 'swap', found 'x'"});
  CHECK(parse_text("walker w { level pud { leave { } x = 1 } level pmd { } }").codes() ==
        std::vector<std::string>{"syntax"});
}

TEST_CASE("Any prefix of a file ends with at least one fault or none, and never hangs") {
  std::string text =
      "walker w = v \"t\" { level pud as x { enter { a = 1 } U1: if f(*e) in { a, b } { *e = t { all n } } } }\n"
      "property p let c = x at y, z at w from a until b never d while e in s expect holds because \"q\"\n"
      "system s { var e[2]: { a, b } = a rival rule \"r\" for i in 0..1 when e[i] is a { e[i] = b } }\n";
  REQUIRE(parse_text(text).diagnostics.empty());
  for (std::size_t size = 0; size < text.size(); ++size) {
    const auto cut = parse_text(text.substr(0, size));
    CHECK(cut.diagnostics.sorted().size() <= 2);
    CHECK_FALSE((cut.rendered().empty() && print(cut.file).empty() && size > 20));
    auto without = text;
    without.erase(size, 1);
    static_cast<void>(print(parse_text(without).file));
  }
}

TEST_CASE("Every code of this floor has its fixture") {
  for (const std::string code :
       {"syntax", "bad-character", "unclosed-text", "too-deep", "bad-number", "unknown-keyword"}) {
    std::ifstream in(std::string{WALKCHECK_SOURCE_DIR} + "/tests/fixtures/diagnostics/" + code + ".walk",
                     std::ios::binary);
    REQUIRE(in);
    CHECK(parse_text({std::istreambuf_iterator<char>(in), {}}).codes() == std::vector<std::string>{code});
  }
}

}  // namespace
}  // namespace walkcheck::testing
