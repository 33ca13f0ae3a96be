#include "checker/report/broken.hpp"

#include <algorithm>
#include <set>

namespace walkcheck {
namespace {

using State = std::vector<Value>;

constexpr std::size_t most_states_of_rivals = 1000;

bool meets(const SystemDraft& system, Term term, const State& state) {
  return evaluate(system.terms, term, state) != 0;
}

bool is_unsafe(const SystemDraft& system, const Property& property, const Replayed& run) {
  if (property.bad_state && meets(system, *property.bad_state, run.states.back())) return true;
  if (!property.bad_mark || run.trace.rules.empty()) return false;
  const auto& marks = system.rules[run.trace.rules.back()].marks;
  const auto& before = run.states[run.states.size() - 2];
  return std::any_of(marks.begin(), marks.end(), [&](const Mark& mark) {
    return mark.id == *property.bad_mark && meets(system, mark.when, before);
  });
}

std::optional<std::size_t> loop_start(const SystemDraft& system, const Replayed& run) {
  for (std::size_t i = run.trace.rules.size(); i-- > 0;) {
    const bool alone = system.rules[run.trace.rules[i]].actor == Actor::walker &&
                       (!system.quiet || meets(system, *system.quiet, run.states[i]));
    if (!alone) break;
    if (run.states[i] == run.states.back()) return i;
  }
  return std::nullopt;
}

bool walker_can_move(const SystemDraft& system, const State& state) {
  return std::any_of(system.rules.begin(), system.rules.end(),
                     [&](const Rule& rule) { return rule.actor == Actor::walker && meets(system, rule.guard, state); });
}

bool is_stuck(const SystemDraft& system, const State& state) {
  if (system.ended && meets(system, *system.ended, state)) return false;
  std::set<State> known{state};
  std::vector<State> open{state};
  while (!open.empty()) {
    const State now = std::move(open.back());
    open.pop_back();
    if (walker_can_move(system, now) || known.size() > most_states_of_rivals) return false;
    for (std::uint32_t rule = 0; rule < system.rules.size(); ++rule) {
      auto next = system.rules[rule].actor == Actor::rival ? fire(system, rule, now) : std::nullopt;
      if (next && known.insert(*next).second) open.push_back(std::move(*next));
    }
  }
  return true;
}

}  // namespace

std::vector<Broken> broken_at_end(const SystemDraft& system, const Replayed& run) {
  using Kind = Property::Kind;
  std::vector<Broken> all;
  const auto loop = loop_start(system, run);
  std::optional<bool> stuck;
  for (std::size_t i = 0; i < system.properties.size(); ++i) {
    const auto& property = system.properties[i];
    if (property.kind == Kind::no_deadlock && !stuck) stuck = is_stuck(system, run.states.back());
    if (property.kind == Kind::safety && is_unsafe(system, property, run)) all.push_back({i, std::nullopt});
    if (property.kind == Kind::terminates && loop) all.push_back({i, loop});
    if (property.kind == Kind::no_deadlock && *stuck) all.push_back({i, std::nullopt});
  }
  return all;
}

}  // namespace walkcheck
