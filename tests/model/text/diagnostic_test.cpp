#include "model/text/diagnostic.hpp"

#include <catch2/catch.hpp>

namespace walkcheck::testing {

namespace {

std::string shown(const std::string& text, std::uint32_t begin, std::uint32_t end, const std::string& hint = {}) {
  Sources sources;
  const auto file = sources.add("file.walk", text);
  return render({"syntax", {file, begin, end}, "expected ':', found '{'", hint}, sources);
}

}  // namespace

TEST_CASE("A diagnostic shows place, message, code, line, caret and hint") {
  CHECK(shown("a\n\n  U1 { }\n", 8, 9, "a step has a name") ==
        "file.walk:3:6: error: expected ':', found '{' [syntax]\n"
        "     3 |   U1 { }\n"
        "       |      ^\n"
        "       = hint: a step has a name\n");
}

TEST_CASE("Without a hint there is no hint line, and a long span is underlined") {
  CHECK(shown("walker x", 0, 6) ==
        "file.walk:1:1: error: expected ':', found '{' [syntax]\n"
        "     1 | walker x\n"
        "       | ^~~~~~\n");
}

TEST_CASE("The caret stands right behind tabs and letters of several bytes") {
  CHECK(shown("\tx\ty", 3, 4).ends_with("     1 | \tx\ty\n       | \t \t^\n"));
  CHECK(shown("\"\xc3\xa4\" x", 5, 6).ends_with("       |     ^\n"));
}

TEST_CASE("The underline ends with its line, and the end of a file has a caret too") {
  CHECK(shown("ab\ncd", 1, 5).ends_with("     1 | ab\n       |  ^\n"));
  CHECK(shown("ab", 2, 2).ends_with("     1 | ab\n       |   ^\n"));
  CHECK(shown("", 0, 0).ends_with("     1 | \n       | ^\n"));
}

TEST_CASE("Of an endless line the part around the caret is shown") {
  std::string line(200001, 'x');
  line[100000] = 'y';
  CHECK(shown(line, 100000, 100001).size() < 1000);
}

TEST_CASE("A faulty file cannot command the terminal") {
  CHECK(shown("a\x1b[2Jb", 0, 1).find('\x1b') == std::string::npos);
}

TEST_CASE("Faults come in the order of their places, each once") {
  Diagnostics diagnostics;
  CHECK(diagnostics.empty());
  diagnostics.report("b", {1, 0, 1}, "third");
  diagnostics.report("a", {0, 5, 6}, "second");
  diagnostics.report("a", {0, 1, 2}, "first");
  diagnostics.report("a", {0, 5, 6}, "second");
  diagnostics.report("a", {0, 5, 6}, "second", "with a hint");
  const auto sorted = diagnostics.sorted();
  REQUIRE(sorted.size() == 4);
  CHECK(sorted[0].message == "first");
  CHECK(sorted[1].message == "second");
  CHECK(sorted[2].hint == "with a hint");
  CHECK(sorted[3].message == "third");
  CHECK_FALSE(diagnostics.empty());
}

TEST_CASE("The nearest candidate is suggested, a third of the letters apart at most") {
  const std::vector<std::string> words = {"walker", "rival", "rivals"};
  CHECK(suggest("wlaker", words) == "did you mean 'walker'?");
  CHECK(suggest("rivls", words) == "did you mean 'rivals'?");
  CHECK(suggest("walkers", words) == "did you mean 'walker'?");
  CHECK(suggest("wakl", words) == "expected one of: walker, rival, rivals");
  CHECK(suggest("", words) == "expected one of: walker, rival, rivals");
}

TEST_CASE("A long list of candidates is not shown") {
  const std::vector<std::string> words(9, "something");
  CHECK(suggest("xyz", words).empty());
  CHECK(suggest("xyz", {}).empty());
  CHECK(suggest("somethin", words) == "did you mean 'something'?");
}

}  // namespace walkcheck::testing
