#include "checker/report/outcome.hpp"

#include <catch2/catch.hpp>

#include "tests/checker/report/samples.hpp"

using namespace walkcheck;
using walkcheck::testing::result;
using walkcheck::testing::search;

namespace {

Outcome outcome_of(Status verdict, std::optional<std::string> expected = {}) {
  return outcome(result(search("v17", "pud[1]"), "p", verdict, std::move(expected)));
}

int code_of(const std::vector<Status>& verdicts) {
  std::vector<Result> results;
  for (const auto verdict : verdicts) results.push_back(result(search("v17", "pud[1]"), "p", verdict));
  return exit_code(results);
}

}  // namespace

TEST_CASE("without an expectation a property must hold") {
  CHECK(outcome_of(Status::holds) == Outcome::as_expected);
  CHECK(outcome_of(Status::proved) == Outcome::as_expected);
  CHECK(outcome_of(Status::violated) == Outcome::unexpected);
  CHECK(outcome_of(Status::vacuous) == Outcome::unexpected);
}

TEST_CASE("an expectation asks for its own verdict") {
  CHECK(outcome_of(Status::violated, "violated") == Outcome::as_expected);
  CHECK(outcome_of(Status::vacuous, "vacuous") == Outcome::as_expected);
  CHECK(outcome_of(Status::holds, "violated") == Outcome::unexpected);
  CHECK(outcome_of(Status::violated, "holds") == Outcome::unexpected);
  CHECK(outcome_of(Status::vacuous, "holds") == Outcome::unexpected);
}

TEST_CASE("a proof is more than was asked for, the visit of one size less") {
  CHECK(outcome_of(Status::proved, "holds") == Outcome::as_expected);
  CHECK(outcome_of(Status::holds, "proved") == Outcome::unexpected);
}

TEST_CASE("what is undecided stays undecided, whatever is expected") {
  for (const auto* expected : {"holds", "violated", "unknown", "bounded"}) {
    CHECK(outcome_of(Status::unknown, expected) == Outcome::undecided);
    CHECK(outcome_of(Status::bounded, expected) == Outcome::undecided);
  }
  CHECK(outcome_of(Status::unknown) == Outcome::undecided);
}

TEST_CASE("the most severe result gives the exit code") {
  CHECK(code_of({}) == 0);
  CHECK(code_of({Status::holds, Status::proved}) == 0);
  CHECK(code_of({Status::holds, Status::unknown}) == 3);
  CHECK(code_of({Status::bounded, Status::violated, Status::holds}) == 1);
  CHECK(code_of({Status::vacuous}) == 1);
}
