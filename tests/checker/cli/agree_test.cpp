// Answers that contradict each other are an internal error, told with what it takes to see it again.
#include "checker/cli/agree.hpp"

#include <catch2/catch.hpp>

#include "checker/explore/explore.hpp"
#include "checker/symbolic/bmc.hpp"
#include "tests/support/judge.hpp"

using namespace walkcheck;

namespace {

struct Case {
  Loaded loaded;
  Job job;
  TransitionSystem system;
  Answer searched, unrolled;
};

/// Of the two properties the first is broken, the second is not.
Case race() {
  auto loaded = load_text(R"(
level pmd { none, leaf }
vma anon
lock pmd_lock per mm
rival fault at pmd: none -> leaf takes pmd_lock
walker walk { level pmd as walk_pmd_range { M1: let v = *entry  M2: sleeps "a while"  M3: let w = *entry } }
scenario small { walker walk  vma anon  rivals fault  tables pmd[1] }
property empty never load(pmd) while value is leaf  witness load(pmd)  in small expect violated
property alone never error  witness load(pmd)  in small expect holds
)");
  const Job job = plan(loaded.model, {}).front();
  const auto system = lower(loaded.model, job);
  Limits limits;
  limits.max_depth = 10;
  return {std::move(loaded), job, system, explore(system, {}, nullptr), symbolic::bmc(system, limits, nullptr)};
}

std::string disagreement(const Case& of) {
  try {
    must_agree(of.job, of.system, std::vector{of.searched, of.unrolled});
  } catch (const Disagreement& fault) {
    return fault.what();
  }
  return "";
}

}  // namespace

TEST_CASE("what engines say of the same system agrees", "[agree]") {
  const Case same = race();
  REQUIRE(same.searched.verdicts[0].status == Status::violated);
  REQUIRE(same.unrolled.verdicts[0].status == Status::violated);
  CHECK(disagreement(same).empty());
}

TEST_CASE("one engine passes what another breaks", "[agree]") {
  for (const Status passes : {Status::holds, Status::proved, Status::vacuous}) {
    Case wrong = race();
    wrong.searched.verdicts[0].status = passes;
    const std::string told = disagreement(wrong);
    CHECK(told.find("engines disagree about empty in small, tables pmd[1], locks split: ") == 0);
    CHECK(told.find("violated by bmc in ") != std::string::npos);
    CHECK(told.find("check '" + wrong.job.tasks[0].file +
                    "' --scenario small --property empty --tables 'pmd[1]' --agree") != std::string::npos);
  }
}

TEST_CASE("a bound that a shorter run contradicts", "[agree]") {
  Case bounded = race();
  const auto steps = static_cast<std::uint32_t>(bounded.searched.verdicts[0].trace->rules.size());
  bounded.unrolled.verdicts[0] = {Status::bounded, {}, "", nullptr, steps};
  CHECK(disagreement(bounded).find("bounded by bmc up to depth") != std::string::npos);
  bounded.unrolled.verdicts[0].bound = steps - 1;
  CHECK(disagreement(bounded).empty());
}

TEST_CASE("a run that is longer than the shortest, and a property that is vacuous for one", "[agree]") {
  Case longer = race();
  longer.unrolled.verdicts[0].trace->rules.push_back(0);
  CHECK_FALSE(disagreement(longer).empty());
  Case vacuous = race();
  vacuous.searched.verdicts[1].status = Status::vacuous;
  vacuous.unrolled.verdicts[1].status = Status::proved;
  CHECK_FALSE(disagreement(vacuous).empty());
}

TEST_CASE("who does not know contradicts nobody", "[agree]") {
  Case open = race();
  open.searched.verdicts[0] = {Status::unknown, {}, "no time", nullptr};
  CHECK(disagreement(open).empty());
}
