// What one engine cannot do another one can: it says so, with what it reached and what to try.
#include <catch2/catch.hpp>

#include "checker/cli/decide.hpp"
#include "checker/cli/engines.hpp"
#include "tests/support/judge.hpp"

using namespace walkcheck;

namespace {

/// What the engine (`auto`: none) says of the only property of the model.
Result ask(const std::string& model, const std::string& engine, const Limits& limits) {
  const auto loaded = load_repository("tests/models/" + model);
  const auto jobs = plan(loaded.model, {});
  REQUIRE(jobs.size() == 1);
  Question question;
  question.limits = limits;
  for (const Engine& row : engines()) {
    if (row.name == engine) question.engine = &row;
  }
  REQUIRE((question.engine != nullptr || engine == "auto"));
  const auto results = decide(loaded.model, jobs.front(), question, nullptr);
  REQUIRE(results.size() == 1);
  return results.front();
}

bool says(const Result& result, const std::string& words) { return result.reason.find(words) != std::string::npos; }

Limits of_time(double seconds) {
  Limits limits;
  limits.max_time = std::chrono::duration<double>(seconds);
  return limits;
}

}  // namespace

TEST_CASE("a fault thousands of steps deep is searched for, not unrolled to", "[engines]") {
  for (const std::string engine : {"explore", "auto"}) {
    const Result found = ask("deep-fault.walk", engine, of_time(60));
    REQUIRE(found.verdict == Status::violated);
    // References taken, retries, and the one change that makes the entry unstable.
    CHECK(found.evidence->replayed.trace.rules.size() == 4096 + 4095 + 1);
  }
  for (const std::string engine : {"bmc", "kind", "pdr"}) {
    INFO(engine);
    const Result gives_up = ask("deep-fault.walk", engine, of_time(3));
    CHECK(gives_up.verdict == Status::unknown);
    INFO(gives_up.reason);
    CHECK(says(gives_up, "the limit of 3 seconds is reached"));
    CHECK(says(gives_up, "raise --max-time, or take --engine "));
  }
}

TEST_CASE("states that no memory holds are not searched, but spoken of", "[engines]") {
  for (const std::string engine : {"pdr", "auto"}) {
    Limits limits = of_time(60);
    limits.max_memory = std::uint64_t{4} << 30;
    const Result found = ask("wide-table.walk", engine, limits);
    CHECK(found.verdict == Status::proved);
    CHECK(found.proof.has_value());
  }
  Limits limits;
  limits.max_memory = std::uint64_t{256} << 20;
  const Result gives_up = ask("wide-table.walk", "explore", limits);
  CHECK(gives_up.verdict == Status::unknown);
  INFO(gives_up.reason);
  CHECK(says(gives_up, "the limit of 256 MiB of memory is reached"));
  CHECK(says(gives_up, "raise --max-memory, or take --engine pdr or kind, which visit no states"));
}
