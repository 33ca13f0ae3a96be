#include "checker/symbolic/precondition.hpp"

#include <unordered_map>
#include <vector>

#include "checker/symbolic/bounds.hpp"
#include "checker/symbolic/cubes.hpp"

namespace walkcheck::symbolic {

namespace {

/// Puts the updates of a rule in the place of the variables.
class Substitution {
 public:
  Substitution(const SystemDraft& system, const Rule& rule, Terms& terms) : system_(system), terms_(terms) {
    for (const Update& update : rule.updates) values_.emplace(update.variable, update.value);
  }

  Term apply(Term term) {
    const auto known = made_.find(term.index);
    if (known != made_.end()) return known->second;
    const Term result = make(terms_[term]);
    made_.emplace(term.index, result);
    return result;
  }

 private:
  /// A copy of the node: the terms grow meanwhile.
  Term make(const TermNode node) {
    const auto variable = static_cast<VariableId>(node.value);
    switch (node.op) {
      case Op::constant:
        return terms_.constant(node.value);
      case Op::variable:
        return values_.contains(variable) ? values_.at(variable) : terms_.variable(variable);
      case Op::member:
        return member(variable, node.set);
      case Op::negate:
        return terms_.negate(apply(node.a));
      case Op::all:
        return terms_.all(apply(node.a), apply(node.b));
      case Op::any:
        return terms_.any(apply(node.a), apply(node.b));
      case Op::equal:
        return terms_.equal(apply(node.a), apply(node.b));
      case Op::less:
        return terms_.less(apply(node.a), apply(node.b));
      case Op::choose:
        return terms_.choose(apply(node.a), apply(node.b), apply(node.c));
      case Op::add:
      case Op::subtract:
      case Op::multiply:
      case Op::divide:
      case Op::remainder:
        break;
    }
    return terms_.arithmetic(node.op, apply(node.a), apply(node.b));
  }

  Term member(VariableId variable, std::uint64_t set) {
    const std::uint32_t size = system_.variables[variable].size;
    const auto value = values_.find(variable);
    if (value == values_.end()) return terms_.member(variable, set, size);
    std::vector<Term> ways;
    for (std::uint32_t i = 0; i < size; ++i) {
      if ((set >> i & 1U) != 0)
        ways.push_back(terms_.equal(value->second, terms_.constant(static_cast<std::int32_t>(i))));
    }
    return any_of(ways, terms_);
  }

  const SystemDraft& system_;
  Terms& terms_;
  std::unordered_map<VariableId, Term> values_;
  std::unordered_map<std::uint32_t, Term> made_;
};

}  // namespace

Term before(const SystemDraft& system, const Rule& rule, Term after, Terms& terms) {
  std::vector<Term> parts = {rule.guard};
  for (const Update& update : rule.updates) {
    const auto size = static_cast<std::int32_t>(system.variables[update.variable].size);
    const Bounds bounds = bounds_of(terms, update.value, system.variables);
    if (bounds.least < 0) parts.push_back(terms.negate(terms.less(update.value, terms.constant(0))));
    if (bounds.most >= size) parts.push_back(terms.less(update.value, terms.constant(size)));
  }
  parts.push_back(Substitution(system, rule, terms).apply(after));
  return all_of(parts, terms);
}

}  // namespace walkcheck::symbolic
