#include "tests/checker/symbolic/support/naive_proof.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <stdexcept>

namespace walkcheck::testing {

namespace {

using State = std::vector<Value>;
using States = std::vector<State>;

bool meets(const std::vector<Clause>& clauses, const State& state) {
  return std::all_of(clauses.begin(), clauses.end(), [&state](const Clause& clause) {
    return std::any_of(clause.begin(), clause.end(), [&state](const Literal& literal) {
      return std::find(literal.values.begin(), literal.values.end(), state[literal.variable]) != literal.values.end();
    });
  });
}

bool holds(const SystemDraft& system, Term term, const State& state) {
  return evaluate(system.terms, term, state) != 0;
}

/// Where the rule leads; nowhere if it is not enabled, or breaks a range.
std::optional<State> after(const SystemDraft& system, std::uint32_t rule, const State& state) {
  try {
    return fire(system, rule, state);
  } catch (const ModelFault&) {
    return std::nullopt;
  }
}

States successors(const SystemDraft& system, const State& state) {
  States found;
  for (std::uint32_t rule = 0; rule < system.rules.size(); ++rule) {
    if (auto next = after(system, rule, state)) found.push_back(std::move(*next));
  }
  return found;
}

bool has_fault(const SystemDraft& system, const State& state) {
  for (std::uint32_t rule = 0; rule < system.rules.size(); ++rule) {
    if (holds(system, system.rules[rule].guard, state) && !after(system, rule, state)) return true;
  }
  return false;
}

bool shows(const SystemDraft& system, std::optional<Term> condition, std::optional<MarkId> mark, const State& state) {
  if (condition && holds(system, *condition, state)) return true;
  for (std::uint32_t rule = 0; rule < system.rules.size(); ++rule) {
    if (!after(system, rule, state)) continue;
    for (const Mark& one : system.rules[rule].marks) {
      if (mark == one.id && holds(system, one.when, state)) return true;
    }
  }
  return false;
}

bool can_go_on(const SystemDraft& system, const Proof& proof, std::size_t steps, const State& state) {
  if (system.ended && holds(system, *system.ended, state)) return true;
  for (std::uint32_t rule = 0; rule < system.rules.size(); ++rule) {
    if (system.rules[rule].actor == Actor::walker && after(system, rule, state)) return true;
  }
  if (steps == 0) return false;
  const auto helps = [&](std::uint32_t rule) {
    const auto next = after(system, rule, state);
    return next && can_go_on(system, proof, steps - 1, *next);
  };
  return can_go_on(system, proof, steps - 1, state) ||
         std::any_of(proof.helpers[steps - 1].begin(), proof.helpers[steps - 1].end(), helps);
}

bool is_target(const SystemDraft& system, const Property& property, const Proof& proof, const State& state) {
  if (has_fault(system, state)) return true;
  switch (proof.claim) {
    case Proof::Claim::never_bad:
      return shows(system, property.bad_state, property.bad_mark, state);
    case Proof::Claim::never_shown:
      return shows(system, property.witness_state, property.witness_mark, state);
    case Proof::Claim::can_go_on:
      return !can_go_on(system, proof, proof.helpers.size(), state);
    case Proof::Claim::no_cycle:
    case Proof::Claim::few_retries:
      break;
  }
  throw std::logic_error("a claim about another system");
}

States starts(const SystemDraft& system) {
  States found = all_states(system);
  std::erase_if(found, [&system](const State& state) { return !is_initial(system, state); });
  return found;
}

/// k-induction, as the paper says it.
class Induction {
 public:
  Induction(const SystemDraft& system, const Property& property, const Proof& proof)
      : system_(system), property_(property), proof_(proof) {}

  bool base() const {
    std::set<State> runs_end;
    for (const State& start : starts(system_)) runs_end.insert(start);
    for (std::uint32_t steps = 0; steps < proof_.k; ++steps) {
      std::set<State> next;
      for (const State& state : runs_end) {
        if (is_bad(state)) return false;
        for (const State& successor : successors(system_, state)) next.insert(successor);
      }
      runs_end = std::move(next);
    }
    return true;
  }

  bool step() {
    const States all = all_states(system_);
    return std::none_of(all.begin(), all.end(), [this](const State& state) {
      row_ = {state};
      return meets(proof_.invariant, state) && !is_bad(state) && a_row_goes_bad();
    });
  }

 private:
  bool is_bad(const State& state) const { return is_target(system_, property_, proof_, state); }

  bool a_row_goes_bad() {
    for (const State& next : successors(system_, row_.back())) {
      if (!meets(proof_.invariant, next)) continue;
      if (proof_.simple_path && std::find(row_.begin(), row_.end(), next) != row_.end()) continue;
      const bool last = row_.size() == proof_.k;
      if (is_bad(next) != last) continue;
      if (last) return true;
      row_.push_back(next);
      if (a_row_goes_bad()) return true;
      row_.pop_back();
    }
    return false;
  }

  const SystemDraft& system_;
  const Property& property_;
  const Proof& proof_;
  States row_;
};

}  // namespace

std::uint64_t count_states(const SystemDraft& system) {
  std::uint64_t count = 1;
  for (const Variable& variable : system.variables) count *= variable.size;
  return count;
}

States all_states(const SystemDraft& system) {
  States states = {{}};
  for (const Variable& variable : system.variables) {
    States longer;
    for (const State& state : states) {
      for (std::uint32_t value = 0; value < variable.size; ++value) {
        longer.push_back(state);
        longer.back().push_back(static_cast<Value>(value));
      }
    }
    states = std::move(longer);
  }
  return states;
}

States reachable_states(const SystemDraft& system) {
  States states = starts(system);
  std::set<State> known(states.begin(), states.end());
  for (std::size_t i = 0; i < states.size(); ++i) {
    for (State& next : successors(system, states[i])) {
      if (known.insert(next).second) states.push_back(std::move(next));
    }
  }
  return states;
}

bool is_inductive(const SystemDraft& system, const std::vector<Clause>& clauses) {
  for (const State& state : all_states(system)) {
    if (!meets(clauses, state)) {
      if (is_initial(system, state)) return false;
      continue;
    }
    const States next = successors(system, state);
    if (!std::all_of(next.begin(), next.end(), [&](const State& one) { return meets(clauses, one); })) return false;
  }
  return true;
}

bool proves(const SystemDraft& system, std::size_t property, const Proof& proof) {
  if (!is_inductive(system, proof.invariant)) return false;
  const Property& about = system.properties[property];
  if (proof.k > 1 || proof.simple_path) {
    Induction induction(system, about, proof);
    return induction.base() && induction.step();
  }
  const States states = all_states(system);
  return std::none_of(states.begin(), states.end(), [&](const State& state) {
    return meets(proof.invariant, state) && is_target(system, about, proof, state);
  });
}

Clause exclude(const SystemDraft& system, const State& state) {
  Clause clause;
  for (VariableId id = 0; id < state.size(); ++id) {
    Literal literal{id, {}};
    for (std::uint32_t value = 0; value < system.variables[id].size; ++value) {
      if (value != state[id]) literal.values.push_back(static_cast<Value>(value));
    }
    if (!literal.values.empty()) clause.push_back(std::move(literal));
  }
  return clause;
}

std::vector<Clause> exclude_unreachable(const SystemDraft& system) {
  const States reachable = reachable_states(system);
  const std::set<State> known(reachable.begin(), reachable.end());
  std::vector<Clause> clauses;
  for (const State& state : all_states(system)) {
    if (!known.contains(state)) clauses.push_back(exclude(system, state));
  }
  return clauses;
}

}  // namespace walkcheck::testing
