#include "model/text/source.hpp"

#include <catch2/catch.hpp>

namespace walkcheck::testing {

TEST_CASE("A place has a line and a column, both from 1") {
  Sources sources;
  const auto file = sources.add("a.walk", "one\ntwo\r\n\nfour");
  CHECK(sources.path(file) == "a.walk");
  const auto place = [&](std::uint32_t begin) {
    const auto [line, column] = sources.position({file, begin, begin});
    return std::pair{line, column};
  };
  CHECK(place(0) == std::pair{1U, 1U});
  CHECK(place(3) == std::pair{1U, 4U});
  CHECK(place(4) == std::pair{2U, 1U});
  CHECK(place(9) == std::pair{3U, 1U});
  CHECK(place(14) == std::pair{4U, 5U});
}

TEST_CASE("A line is without its end") {
  Sources sources;
  const auto file = sources.add("a.walk", "one\ntwo\r\n\nfour");
  CHECK(sources.line({file, 1, 2}) == "one");
  CHECK(sources.line({file, 4, 5}) == "two");
  CHECK(sources.line({file, 9, 9}).empty());
  CHECK(sources.line({file, 14, 14}) == "four");
  CHECK(sources.text(Span{file, 4, 7}) == "two");
  CHECK(sources.text(Span{file, 10, 99}) == "four");
}

TEST_CASE("Texts stay where they are when more are added") {
  Sources sources;
  const auto first = sources.add("a", "x");
  const auto* where = sources.text(first).data();
  for (int i = 0; i < 100; ++i) {
    sources.add("b", "y");
  }
  CHECK(sources.text(first).data() == where);
  CHECK(sources.size() == 101);
}

TEST_CASE("An empty file has one empty line") {
  Sources sources;
  const auto file = sources.add("a", "");
  CHECK(sources.position({file, 0, 0}).line == 1);
  CHECK(sources.line({file, 0, 0}).empty());
}

}  // namespace walkcheck::testing
