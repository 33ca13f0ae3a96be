// The verdicts that the review of the v17 patch asks for, as the hand-written explorer finds them.
#include "tests/oracle/pud_level.hpp"

#include <catch2/catch.hpp>
#include <string>

namespace walkcheck::oracle {
namespace {

/// One letter a property, in the order of `Property`: h holds, v violated.
struct Row {
  std::string_view scenario;
  std::string_view verdicts;
  std::uint32_t most_retries;
};

constexpr Row table[] = {
    {"before", "hhhhhvvvv", 1},
    {"v17", "hhhhhvvvv", 1},
    {"v17_retry_on_unstable", "hhhhhvhvv", 2},
    {"v17_without_dead_tests", "hhhhhvvvv", 1},
    {"v17_recheck_unstable", "hhhhhhvvv", 2},
    {"v17_review", "hhhhhhhvv", 2},
    {"v17_review_unlocked", "hhhhhhhhh", 2},
    {"v17_clear_bad", "hhvvvvvvv", 1},
    {"v17_pmd_only", "hhhhhvvhh", 1},
};

std::string letters(const Decisions& decisions) {
  std::string out;
  for (const Decision& decision : decisions.properties) out += decision.violated ? 'v' : 'h';
  return out;
}

}  // namespace

TEST_CASE("the oracle's verdicts are those of the review", "[oracle]") {
  REQUIRE(std::size(table) == scenarios().size());
  const std::size_t entries = GENERATE(as<std::size_t>(), 1, 2);
  for (std::size_t index = 0; index < std::size(table); ++index) {
    const Row& row = table[index];
    CAPTURE(row.scenario, entries);
    REQUIRE(scenarios()[index].name == row.scenario);
    const Decisions decisions = decide(scenarios()[index], entries);
    CHECK(letters(decisions) == row.verdicts);
    CHECK(decisions.most_retries == row.most_retries);
  }
}

TEST_CASE("the oracle sees a callback that answers AGAIN for ever", "[oracle]") {
  // A table gets no lock either, in any later pass.
  const Scenario scenario{.name = "again_for_ever", .retry_on_unstable = true, .again_always = true};
  const Decisions decisions = decide(scenario, 1);
  CHECK(decisions[Property::again_terminates].violated);
  CHECK_FALSE(decisions[Property::again_terminates].trace.empty());
}

}  // namespace walkcheck::oracle
