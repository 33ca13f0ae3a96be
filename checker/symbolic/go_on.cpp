#include "checker/symbolic/go_on.hpp"

#include <algorithm>
#include <map>

namespace walkcheck::symbolic {

namespace {

/// A term after a rule has fired, as a term over the state before.
class After {
 public:
  After(const SystemDraft& system, const Rule& rule, Terms& terms) : system_(system), terms_(terms) {
    for (const Update& update : rule.updates) values_[update.variable] = update.value;
  }

  Term operator()(Term term) {
    const auto known = made_.find(term.index);
    if (known != made_.end()) return known->second;
    const Term result = make(terms_[term]);
    made_.emplace(term.index, result);
    return result;
  }

 private:
  Term make(const TermNode node) {
    switch (node.op) {
      case Op::constant:
        return terms_.constant(node.value);
      case Op::variable:
        return value(static_cast<VariableId>(node.value));
      case Op::member:
        return among(static_cast<VariableId>(node.value), node.set);
      case Op::negate:
        return terms_.negate((*this)(node.a));
      case Op::all:
        return terms_.all((*this)(node.a), (*this)(node.b));
      case Op::any:
        return terms_.any((*this)(node.a), (*this)(node.b));
      case Op::equal:
        return terms_.equal((*this)(node.a), (*this)(node.b));
      case Op::less:
        return terms_.less((*this)(node.a), (*this)(node.b));
      case Op::choose:
        return terms_.choose((*this)(node.a), (*this)(node.b), (*this)(node.c));
      case Op::add:
      case Op::subtract:
      case Op::multiply:
      case Op::divide:
      case Op::remainder:
        return terms_.arithmetic(node.op, (*this)(node.a), (*this)(node.b));
    }
    return terms_.truth(false);
  }

  Term value(VariableId id) {
    const auto updated = values_.find(id);
    return updated == values_.end() ? terms_.variable(id) : updated->second;
  }

  Term among(VariableId id, std::uint64_t set) {
    const std::uint32_t size = system_.variables[id].size;
    if (!values_.contains(id)) return terms_.member(id, set, size);
    Term any = terms_.truth(false);
    for (std::uint32_t i = 0; i < size && i < 64; ++i) {
      if (((set >> i) & 1) != 0)
        any = terms_.any(any, terms_.equal(values_.at(id), terms_.constant(static_cast<std::int32_t>(i))));
    }
    return any;
  }

  const SystemDraft& system_;
  Terms& terms_;
  std::map<VariableId, Term> values_;
  std::map<std::uint32_t, Term> made_;
};

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
      const Rule& rule = system.rules[id];
      helped = terms.any(helped, terms.all(rule.guard, After(system, rule, terms)(goes_on)));
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
