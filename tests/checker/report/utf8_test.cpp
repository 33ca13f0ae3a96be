#include "checker/report/utf8.hpp"

#include <catch2/catch.hpp>

using namespace walkcheck;

namespace {

const std::string instead = "\xEF\xBF\xBD";

}  // namespace

TEST_CASE("text that is UTF-8 stays as it is") {
  for (const std::string text : {"", "plain", "caf\xc3\xa9", "\xe2\x82\xac 1", "\xf0\x9f\x90\xa7", "a\tb\nc"})
    CHECK(clean(text) == text);
}

TEST_CASE("bytes that are none become one replacement each") {
  CHECK(clean("caf\xe9!") == "caf" + instead + "!");
  CHECK(clean("\xc0\xaf") == instead + instead);  // a longer form of '/'
  CHECK(clean("\xe0\x80\xaf") == instead + instead + instead);
  CHECK(clean("\xed\xa0\x80") == instead);        // half a surrogate pair, well formed otherwise
  CHECK(clean("\xf4\x90\x80\x80") == instead);    // above the last code point
  CHECK(clean("\xe2\x82") == instead + instead);  // the end of the text inside a character
  CHECK(clean("\xff") == instead);
}

TEST_CASE("what XML does not admit is replaced, and carriage returns go") {
  CHECK(clean(std::string("a\0b", 3)) == "a" + instead + "b");
  CHECK(clean("\x1b[31m") == instead + "[31m");
  CHECK(clean("\xef\xbf\xbf") == instead);
  CHECK(clean("\x7f") == instead);
  CHECK(clean("one\r\ntwo") == "one\ntwo");
}

TEST_CASE("one line") {
  CHECK(one_line("  a\n\t b \n") == "a b");
  CHECK(one_line("\n") == "");
}
