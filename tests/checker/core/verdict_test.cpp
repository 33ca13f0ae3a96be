#include "checker/core/verdict.hpp"

#include <catch2/catch.hpp>

namespace walkcheck {

TEST_CASE("every status has a name", "[verdict]") {
  CHECK(name(Status::proved) == "proved");
  CHECK(name(Status::holds) == "holds");
  CHECK(name(Status::violated) == "violated");
  CHECK(name(Status::vacuous) == "vacuous");
  CHECK(name(Status::bounded) == "bounded");
  CHECK(name(Status::unknown) == "unknown");
}

}  // namespace walkcheck
