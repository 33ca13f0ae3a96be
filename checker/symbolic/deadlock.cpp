#include "checker/symbolic/deadlock.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "checker/symbolic/cubes.hpp"
#include "checker/symbolic/precondition.hpp"

namespace walkcheck::symbolic {

namespace {

bool stands_in(const SystemDraft& system, const std::vector<Value>& state) {
  const auto met = [&](Term term) { return evaluate(system.terms, term, state) != 0; };
  const auto can_step = [&](const Rule& rule) { return rule.actor == Actor::walker && met(rule.guard); };
  return !(system.ended && met(*system.ended)) && std::none_of(system.rules.begin(), system.rules.end(), can_step);
}

}  // namespace

Term stands(const SystemDraft& system, Terms& terms) {
  std::vector<Term> steps;
  for (const Rule& rule : system.rules) {
    if (rule.actor == Actor::walker) steps.push_back(rule.guard);
  }
  const Term ended = system.ended.value_or(terms.truth(false));
  return terms.negate(terms.any(ended, one_of(steps, system.variables, terms)));
}

Fate fate_of(const SystemDraft& system, const std::vector<Value>& state, std::size_t most_states) {
  struct Reached {
    std::vector<Value> state;
    std::size_t from = 0;
    std::uint32_t rule = 0;
  };
  std::vector<Reached> reached = {{state}};
  std::set<std::vector<Value>> known = {state};
  for (std::size_t i = 0; i < reached.size(); ++i) {
    for (std::uint32_t rule = 0; rule < system.rules.size(); ++rule) {
      const auto next = fire(system, rule, reached[i].state);
      if (!next || !known.insert(*next).second) continue;
      reached.push_back({*next, i, rule});
      if (reached.size() > most_states) return {Fate::Kind::too_large, {}};
      if (stands_in(system, *next)) continue;
      std::vector<std::uint32_t> rules;
      for (std::size_t at = reached.size() - 1; at != 0; at = reached[at].from) rules.push_back(reached[at].rule);
      std::reverse(rules.begin(), rules.end());
      return {Fate::Kind::goes_on, std::move(rules)};
    }
  }
  return {Fate::Kind::deadlock, {}};
}

Term can_go_on_after(const SystemDraft& system, const std::vector<std::uint32_t>& rules, Terms& terms) {
  Term result = terms.negate(stands(system, terms));
  for (auto rule = rules.rbegin(); rule != rules.rend(); ++rule)
    result = before(system, system.rules[*rule], result, terms);
  return result;
}

}  // namespace walkcheck::symbolic
