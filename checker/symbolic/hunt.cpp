// At depth k all open aims are one question: is there a run of k rules whose last state, or last rule, is one of them?
// A run that is found settles what it meets, and the question is asked again about the rest; once the answer is no, all
// runs of k rules are looked at, and the unrolling becomes one rule longer. So each aim is met by a shortest run.
//
// If there is no run of k rules at all, every state that can be reached was looked at (a run has all its beginnings).
#include "checker/symbolic/hunt.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

#include "checker/symbolic/deadlock.hpp"

namespace walkcheck::symbolic {

namespace {

constexpr std::size_t kMostStandingStates = 100000;

}  // namespace

Hunt::Hunt(const TransitionSystem& system, Watch& watch)
    : system_(*system), watch_(watch), unrolling_(system_, watch) {}

std::size_t Hunt::look_for(const Target& target) {
  Terms& terms = unrolling_.encoding().terms();
  const Term state = met_in(system_, {target.state, std::nullopt}, terms);
  aims_.push_back({state, met_in(system_, {std::nullopt, target.mark}, terms), target.mark});
  return aims_.size() - 1;
}

std::size_t Hunt::look_for_deadlock() {
  Terms& terms = unrolling_.encoding().terms();
  aims_.push_back({stands(system_, terms), terms.truth(false)});
  aims_.back().deadlock = true;
  return aims_.size() - 1;
}

bool Hunt::over() const {
  const auto open = [](const Aim& aim) { return aim.open; };
  return exhausted_ || watch_.stopped() || std::none_of(aims_.begin(), aims_.end(), open);
}

bool Hunt::advance() {
  if (over()) return false;
  if (started_) unrolling_.deepen();
  started_ = true;
  if (watch_.go_on(unrolling_.depth())) look();
  return true;
}

z3::expr Hunt::question(const Aim& aim) {
  Encoding& encoding = unrolling_.encoding();
  const std::uint32_t depth = unrolling_.depth();
  z3::expr state = encoding.holds(aim.state, unrolling_.frame(depth));
  if (depth == 0) return state;
  return encoding.gates().any(state, encoding.holds(aim.step, unrolling_.frame(depth - 1)));
}

void Hunt::look() {
  const Gates& gates = unrolling_.encoding().gates();
  const z3::expr fault = unrolling_.encoding().leaves_range(unrolling_.frame(unrolling_.depth()));
  std::optional<bool> met = true;
  while (met.value_or(false)) {
    std::vector<z3::expr> questions = {fault};
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < aims_.size(); ++i) {
      if (!aims_[i].open) continue;
      open.push_back(i);
      questions.push_back(question(aims_[i]));
    }
    const z3::expr any = gates.any_of(questions);
    met = z3::eq(any, gates.no()) ? false : unrolling_.has_run(any);
    if (!met.value_or(false)) break;
    const Run run = unrolling_.run();
    if (unrolling_.meets(fault)) report_fault(run);
    for (std::size_t i = 0; i < open.size(); ++i) {
      if (unrolling_.meets(questions[i + 1])) settle(aims_[open[i]], run);
    }
  }
  if (!met) return;
  const std::optional<bool> runs = unrolling_.has_run(gates.yes());
  if (runs == true) seen_ = unrolling_.depth();
  if (runs == false) exhausted_ = true;
}

void Hunt::settle(Aim& aim, const Run& run) {
  if (aim.deadlock) return settle_deadlock(aim, run);
  aim.open = false;
  aim.found = evidence(aim, run);
}

/// A state where the walk stands is an aim only if rivals cannot help. If they can, then in the same way from many
/// other states: none of those is asked for again.
void Hunt::settle_deadlock(Aim& aim, const Run& run) {
  Terms& terms = unrolling_.encoding().terms();
  const Fate fate = fate_of(system_, run.back(), kMostStandingStates);
  switch (fate.kind) {
    case Fate::Kind::deadlock:
      aim.open = false;
      aim.found = trace_of(system_, run);
      return;
    case Fate::Kind::goes_on:
      aim.state = terms.all(aim.state, terms.negate(can_go_on_after(system_, fate.rules, terms)));
      return;
    case Fate::Kind::too_large:
      aim.open = false;
      aim.given_up =
          fmt::format("the walk stands in a state from which rivals can reach more than {} others; explore decides it",
                      kMostStandingStates);
      return;
  }
}

Trace Hunt::evidence(const Aim& aim, Run run) const {
  if (evaluate(unrolling_.terms(), aim.state, run.back()) != 0) return trace_of(system_, run);
  run.pop_back();
  const auto rule = rule_with_mark(system_, run.back(), aim.mark.value());
  if (!rule) throw std::logic_error(system_.name + ": the solver sees a mark that is not shown");
  Trace trace = trace_of(system_, run);
  trace.rules.push_back(*rule);
  return trace;
}

/// Firing the rule that does it says what is wrong.
void Hunt::report_fault(const Run& run) const {
  for (std::uint32_t rule = 0; rule < system_.rules.size(); ++rule) static_cast<void>(fire(system_, rule, run.back()));
  throw std::logic_error(system_.name + ": the solver sees a value out of range that fire() does not");
}

}  // namespace walkcheck::symbolic
