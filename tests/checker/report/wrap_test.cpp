#include "checker/report/wrap.hpp"

#include <catch2/catch.hpp>

using namespace walkcheck;

TEST_CASE("columns are characters, not bytes") {
  CHECK(columns("") == 0);
  CHECK(columns("pud") == 3);
  CHECK(columns("Grün") == 4);
  CHECK(padded("Grün", 6) == "Grün  ");
  CHECK(padded("pud_entry", 3) == "pud_entry");
}

TEST_CASE("text is wrapped at white space") {
  CHECK(wrap("", 10) == std::vector<std::string>{""});
  CHECK(wrap("  one   two\tthree ", 7) == std::vector<std::string>{"one two", "three"});
  CHECK(wrap("one two", 6) == std::vector<std::string>{"one", "two"});
}

TEST_CASE("a word that is wider than the line is broken between characters") {
  CHECK(wrap("a abcdefg", 3) == std::vector<std::string>{"a", "abc", "def", "g"});
  CHECK(wrap("üüüü", 3) == std::vector<std::string>{"üüü", "ü"});
}

TEST_CASE("a paragraph is indented to the end of its head") {
  const std::string word(40, 'x');
  CHECK(paragraph("  - ", word + ' ' + word) == "  - " + word + "\n    " + word + '\n');
  CHECK(paragraph("", "") == "\n");
}

TEST_CASE("numbers for people") {
  CHECK(thousands(0) == "0");
  CHECK(thousands(999) == "999");
  CHECK(thousands(1000) == "1,000");
  CHECK(thousands(1234567) == "1,234,567");
  CHECK(counted(1, "state", "states") == "1 state");
  CHECK(counted(2000, "state", "states") == "2,000 states");
}
