#include "model/text/words.hpp"

#include <catch2/catch.hpp>

namespace walkcheck::testing {
namespace {

using Words = std::vector<std::string>;

TEST_CASE("the words of a text, in its order") {
  CHECK(words("if none(*entry) { err = -EINTR }  // U6.1") == Words{"if", "none", "entry", "err", "EINTR", "U6", "1"});
  CHECK(words("one") == Words{"one"});
  CHECK(words(" (*) ").empty());
  CHECK(words("").empty());
}

}  // namespace
}  // namespace walkcheck::testing
