#include "checker/cli/simulate.hpp"

#include <random>

#include "checker/cli/command.hpp"
#include "checker/cli/starts.hpp"
#include "checker/explore/enabled.hpp"
#include "checker/report/broken.hpp"

namespace walkcheck {
namespace {

class Simulator {
 public:
  Simulator(const TransitionSystem& system, const Simulation& wanted)
      : system_(*system), wanted_(wanted), enabled_(*system), random_(wanted.seed) {
    starts_ = starts_of(system_, [](std::span<const Value>) { return true; });
    if (starts_.states.empty()) throw Refused("no state meets the start condition");
    simulated_.properties.resize(system_.properties.size());
  }

  Simulated run() {
    for (std::uint64_t i = 0; i < wanted_.runs; ++i) one();
    return std::move(simulated_);
  }

 private:
  /// The standard's distributions may differ from library to library; its generators do not.
  std::size_t any_of(std::size_t count) { return static_cast<std::size_t>(random_() % count); }

  void one() {
    const auto& start = starts_.states[any_of(starts_.states.size())];
    run_ = {{start, {}, {}}, {start}};
    broke_.assign(system_.properties.size(), false);
    judge();
    while (run_.trace.rules.size() < wanted_.steps && step()) judge();
    simulated_.steps += run_.trace.rules.size();
  }

  bool step() {
    const auto rules = enabled();
    if (rules.empty()) {
      const bool ended = system_.ended && evaluate(system_.terms, *system_.ended, run_.states.back()) != 0;
      ++(ended ? simulated_.ended : simulated_.stopped);
      return false;
    }
    const auto rule = rules[any_of(rules.size())];
    run_.states.push_back(fire(system_, rule, run_.states.back()).value());
    run_.trace.rules.push_back(rule);
    return true;
  }

  /// Of one actor, in their order.
  std::vector<std::uint32_t> enabled() {
    std::vector<std::uint32_t> walker, rivals;
    for (const auto rule : enabled_.in(run_.states.back()))
      (system_.rules[rule].actor == Actor::walker ? walker : rivals).push_back(rule);
    if (walker.empty() || rivals.empty()) return walker.empty() ? rivals : walker;
    return any_of(2) == 0 ? walker : rivals;
  }

  void judge() {
    for (const auto& [property, loop_start] : broken_at_end(system_, run_)) {
      if (broke_[property]) continue;
      broke_[property] = true;
      auto& of = simulated_.properties[property];
      ++of.runs;
      if (of.shortest && of.shortest->trace.rules.size() <= run_.trace.rules.size()) continue;
      of.shortest = run_;
      of.shortest->trace.loop_start = loop_start;
    }
  }

  const SystemDraft& system_;
  const Simulation& wanted_;
  EnabledRules enabled_;
  std::mt19937_64 random_;
  Starts starts_;
  Simulated simulated_;
  Replayed run_;
  std::vector<bool> broke_;  // in this run
};

}  // namespace

Simulated simulate(const TransitionSystem& system, const Simulation& wanted) { return Simulator(system, wanted).run(); }

}  // namespace walkcheck
