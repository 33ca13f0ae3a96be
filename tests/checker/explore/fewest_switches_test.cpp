// Of all shortest runs that break a property the search gives one with the fewest switches between the walker and the
// others, then with the fewest steps of others: against every run of that length, on random systems.
#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "checker/explore/explore.hpp"
#include "tests/checker/support/random_system.hpp"

namespace walkcheck {
namespace {

using State = std::vector<Value>;

struct Cost {
  std::size_t switches = 0, others = 0;
  friend auto operator<=>(const Cost&, const Cost&) = default;
};

Cost after(Cost cost, std::optional<Actor> before, Actor now) {
  if (before && *before != now) ++cost.switches;
  if (now == Actor::rival) ++cost.others;
  return cost;
}

Cost cost_of(const SystemDraft& system, const Trace& trace) {
  Cost cost;
  std::optional<Actor> last;
  for (const auto rule : trace.rules) {
    const Actor actor = system.rules[rule].actor;
    cost = after(cost, last, actor);
    last = actor;
  }
  return cost;
}

/// All that a run of so many steps can be: where it ends, and who took its last step, with what the easiest such run
/// costs. Nothing is known here of levels, or of a shortest way to a state.
using Runs = std::map<std::pair<State, std::optional<Actor>>, Cost>;

void keep(Runs& runs, const State& state, std::optional<Actor> last, Cost cost) {
  const auto [known, fresh] = runs.emplace(std::pair{state, last}, cost);
  if (!fresh) known->second = std::min(known->second, cost);
}

Runs starts(const SystemDraft& system) {
  Runs all;
  State state(system.variables.size());
  for (bool more = true; more;) {
    if (is_initial(system, state)) keep(all, state, std::nullopt, {});
    more = false;
    for (std::size_t i = 0; i < state.size() && !more; ++i) {
      more = static_cast<std::uint32_t>(++state[i]) < system.variables[i].size;
      if (!more) state[i] = 0;
    }
  }
  return all;
}

bool meets(const SystemDraft& system, Term term, const State& state) {
  return evaluate(system.terms, term, state) != 0;
}

bool marks(const SystemDraft& system, const Rule& rule, MarkId bad, const State& state) {
  return std::any_of(rule.marks.begin(), rule.marks.end(),
                     [&](const Mark& mark) { return mark.id == bad && meets(system, mark.when, state); });
}

std::optional<Cost> easiest(const SystemDraft& system, const Property& property, std::size_t length) {
  std::optional<Cost> best;
  const auto take = [&](Cost cost) { best = best ? std::min(*best, cost) : cost; };
  Runs now = starts(system);
  for (std::size_t step = 0; step < length; ++step) {
    Runs next;
    for (const auto& [end, cost] : now) {
      for (std::uint32_t rule = 0; rule < system.rules.size(); ++rule) {
        const auto target = fire(system, rule, end.first);
        if (!target) continue;
        const Actor actor = system.rules[rule].actor;
        const Cost further = after(cost, end.second, actor);
        const bool last = step + 1 == length;
        if (last && property.bad_mark && marks(system, system.rules[rule], *property.bad_mark, end.first))
          take(further);
        keep(next, *target, actor, further);
      }
    }
    now = std::move(next);
  }
  for (const auto& [end, cost] : now) {
    if (property.bad_state && meets(system, *property.bad_state, end.first)) take(cost);
  }
  return best;
}

}  // namespace

TEST_CASE("no shortest run is easier to follow than the one that is told", "[explore]") {
  std::size_t compared = 0, with_both = 0;
  for (std::uint32_t seed = 0; seed < 3000; ++seed) {
    CAPTURE(seed);
    const TransitionSystem system = seal(testing::random_system(seed, 0));
    const Answer answer = explore(system, {}, nullptr);
    for (std::size_t i = 0; i < answer.verdicts.size(); ++i) {
      const Property& property = (*system).properties[i];
      const auto& verdict = answer.verdicts[i];
      if (property.kind != Property::Kind::safety || verdict.status != Status::violated) continue;
      CAPTURE(i);
      const Cost told = cost_of(*system, *verdict.trace);
      const auto best = easiest(*system, property, verdict.trace->rules.size());
      REQUIRE(best);
      CHECK(std::pair{told.switches, told.others} == std::pair{best->switches, best->others});
      ++compared;
      if (told.switches > 0) ++with_both;
    }
  }
  CHECK(compared > 1000);
  CHECK(with_both > 20);
}

}  // namespace walkcheck
