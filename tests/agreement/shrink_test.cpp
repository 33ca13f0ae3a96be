#include <catch2/catch.hpp>

#include "tests/agreement/random_model.hpp"
#include "tests/agreement/shrink.hpp"

using walkcheck::testing::random_model;
using walkcheck::testing::shrink;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("what has nothing to do with the fault is dropped", "[agreement]") {
  const std::string text = "one\nblock {\n  inner {\n    wanted and more\n  }\n  other\n}\nlast\n";
  CHECK(shrink(text, [](const std::string& t) { return has(t, "wanted"); }) == "    wanted\n");
  const auto inside = [](const std::string& t) { return has(t, "block {") && has(t, "wanted") && has(t, "\n}"); };
  CHECK(shrink(text, inside) == "block {\n    wanted\n}\n");
}

TEST_CASE("what fails stays, and the tries are limited", "[agreement]") {
  const std::string text = random_model(3);
  CHECK(shrink(text, [&](const std::string& t) { return t == text; }) == text);
  std::uint64_t asked = 0;
  const auto count = [&](const std::string&) { return ++asked > 1'000'000; };
  CHECK(shrink(text, count, 50) == text);
  CHECK(asked == 50);
}

TEST_CASE("lists lose members, lines lose clauses", "[agreement]") {
  const auto fails = [](const std::string& t) {
    return has(t, "rival a at pte: ") && has(t, "-> b") && has(t, "states c");
  };
  const std::string text = "rival a at pte: x, y -> b, c takes l when vma is k \"some text\"\nstates a, b, c\n";
  CHECK(shrink(text, fails) == "rival a at pte: -> b\nstates c\n");
}
