// The rows of all engines. Those that ask Z3 are given a moment for each system: what they leave open contradicts
// nothing, and what they say in time is said for good.
#include "checker/explore/explore.hpp"
#include "checker/symbolic/bmc.hpp"
#include "checker/symbolic/kind.hpp"
#include "checker/symbolic/pdr.hpp"
#include "tests/agreement/judge_with.hpp"

namespace walkcheck::testing {

namespace {

using Check = Answer (*)(const TransitionSystem& system, const Limits& limits, Observer* observer);

EngineRow hasty(std::string name, Check check, bool shortest) {
  const auto within = [check](const TransitionSystem& system, const Limits& limits, Observer* observer) {
    Limits own = limits;
    own.max_states.reset();
    own.max_depth = 12;
    own.max_time = std::chrono::duration<double>(0.1);
    return check(system, own, observer);
  };
  return {std::move(name), within, shortest};
}

}  // namespace

std::vector<EngineRow> all_engines() {
  return {{"explore", explore, true},
          hasty("bmc", symbolic::bmc, true),
          hasty("kind", symbolic::kind, true),
          hasty("pdr", symbolic::pdr, false)};
}

}  // namespace walkcheck::testing
