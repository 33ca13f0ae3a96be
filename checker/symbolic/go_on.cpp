#include "checker/symbolic/go_on.hpp"

#include <algorithm>
#include <map>

#include "checker/symbolic/precondition.hpp"

namespace walkcheck::symbolic {

namespace {

Term walker_can_step(const SystemDraft& system, Terms& terms) {
  Term any = terms.truth(false);
  for (const Rule& rule : system.rules) {
    if (rule.actor == Actor::walker) any = terms.any(any, rule.guard);
  }
  return any;
}

}  // namespace

Term stands_still(const SystemDraft& system, const std::vector<std::vector<std::uint32_t>>& helpers, Terms& terms) {
  Term goes_on = walker_can_step(system, terms);
  for (const auto& level : helpers) {
    Term helped = goes_on;
    for (const std::uint32_t id : level) {
      helped = terms.any(helped, before(system, system.rules[id], goes_on, terms));
    }
    goes_on = helped;
  }
  const Term stands = terms.negate(goes_on);
  return system.ended ? terms.all(terms.negate(*system.ended), stands) : stands;
}

std::optional<std::vector<std::uint32_t>> way_on(const SystemDraft& system, const std::vector<Value>& state,
                                                 std::size_t most_states) {
  struct Reached {
    std::vector<Value> state;
    std::size_t from = 0;
    std::uint32_t rule = 0;
  };
  const auto can_step = [&](const std::vector<Value>& where) {
    return std::any_of(system.rules.begin(), system.rules.end(), [&](const Rule& rule) {
      return rule.actor == Actor::walker && evaluate(system.terms, rule.guard, where) != 0;
    });
  };
  std::vector<Reached> reached{{state, 0, 0}};
  std::map<std::vector<Value>, bool> known{{state, true}};
  for (std::size_t i = 0; i < reached.size() && reached.size() < most_states; ++i) {
    if (can_step(reached[i].state)) {
      std::vector<std::uint32_t> rules;
      for (std::size_t at = i; at != 0; at = reached[at].from) rules.push_back(reached[at].rule);
      std::reverse(rules.begin(), rules.end());
      return rules;
    }
    for (std::uint32_t rule = 0; rule < system.rules.size(); ++rule) {
      if (system.rules[rule].actor != Actor::rival) continue;
      auto next = fire(system, rule, reached[i].state);
      if (next && known.emplace(*next, true).second) reached.push_back({std::move(*next), i, rule});
    }
  }
  return std::nullopt;
}

}  // namespace walkcheck::symbolic
