// What walkcheck says of properties/v17 is what the hand-written explorer of the pud level says. Lengths of traces are
// not compared: walkcheck merges steps, the oracle does not.
#include <algorithm>
#include <catch2/catch.hpp>
#include <optional>
#include <string>

#include "checker/audit/audit.hpp"
#include "checker/explore/explore.hpp"
#include "model/meaning/checked_model.hpp"
#include "model/system/job.hpp"
#include "tests/oracle/pud_level.hpp"

namespace walkcheck {
namespace {

struct Size {
  std::string_view tables;
  std::size_t puds;
};

/// A checked model speaks of the sources that it was read from: they live as long.
struct Loaded {
  Sources sources;
  Diagnostics diagnostics;
  std::optional<CheckedModel> model = load({WALKCHECK_SOURCE_DIR "/properties/v17"}, sources, diagnostics);
};

std::optional<oracle::Property> known(std::string_view property) {
  for (std::size_t index = 0; index < oracle::property_count; ++index) {
    const auto candidate = static_cast<oracle::Property>(index);
    if (oracle::name(candidate) == property) return candidate;
  }
  return std::nullopt;
}

bool is_about_the_lock(oracle::Property property) {
  return property == oracle::Property::locked_pud_is_never_none ||
         property == oracle::Property::locked_pud_is_present || property == oracle::Property::locked_pud_is_stable;
}

/// Whether a retry at a pud was bounded, and by what.
std::optional<std::uint32_t> most_pud_retries(const TransitionSystem& system, const Answer& answer) {
  std::optional<std::uint32_t> most;
  for (const RetryBound& bound : answer.retries) {
    if (system->retries.at(bound.retry).origin.function != "walk_pud_range") continue;
    most = std::max(most.value_or(0), bound.at_most);
  }
  return most;
}

/// How many of the oracle's properties the job decides.
std::size_t compare(const CheckedModel& model, const Job& job, const Reduction& reduction,
                    const oracle::Decisions& expected) {
  const TransitionSystem system = lower(model, job, reduction);
  const Audited audited = audit(system, explore(system, {}, nullptr));
  std::size_t compared = 0;
  for (std::size_t index = 0; index < job.tasks.size(); ++index) {
    const auto property = known(job.tasks[index].property);
    if (!property) continue;
    const Status status = audited.verdicts().at(index).status;
    const oracle::Decision& decision = expected[*property];
    CAPTURE(job.scenario, job.tables, job.locks, job.tasks[index].property, name(status), decision.violated,
            decision.trace);
    CHECK((status == Status::violated) == decision.violated);
    CHECK((status == Status::violated || status == Status::holds || status == Status::vacuous));
    if (is_about_the_lock(*property)) CHECK((status == Status::vacuous) == !decision.met);
    if (*property == oracle::Property::again_terminates) {
      CHECK(most_pud_retries(system, audited.answer()) == expected.most_retries);
    }
    ++compared;
  }
  return compared;
}

void compare_all(const CheckedModel& model, const oracle::Scenario& scenario, const Size& size,
                 const Reduction& reduction) {
  const oracle::Decisions expected = oracle::decide(scenario, size.puds);
  std::size_t compared = 0;
  for (const Job& job :
       plan(model, {.property = "", .scenario = std::string(scenario.name), .tables = std::string(size.tables)})) {
    compared += compare(model, job, reduction, expected);
  }
  CAPTURE(scenario.name, size.tables);
  CHECK(compared == oracle::property_count + 1);  // no_lock_taken_twice with split and with single locks
}

}  // namespace

TEST_CASE("walkcheck and the oracle agree on the v17 patch and its review", "[oracle]") {
  Loaded v17;
  REQUIRE(v17.model);
  for (const oracle::Scenario& scenario : oracle::scenarios()) {
    for (const Size& size : {Size{"pud[2] pmd[1] pte[1]", 2}, Size{"pud[1] pmd[2] pte[1]", 1}}) {
      compare_all(*v17.model, scenario, size, {});
    }
  }
}

TEST_CASE("walkcheck and the oracle agree without merging and forgetting", "[oracle]") {
  Loaded v17;
  REQUIRE(v17.model);
  for (const oracle::Scenario& scenario : oracle::scenarios()) {
    compare_all(*v17.model, scenario, {"pud[2] pmd[1] pte[1]", 2}, {.merge = false, .forget = false, .assume = false});
  }
}

}  // namespace walkcheck
