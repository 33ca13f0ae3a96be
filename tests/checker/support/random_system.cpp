#include "tests/checker/support/random_system.hpp"

#include <string>

namespace walkcheck::testing {

namespace {

Term in_range(SystemDraft& system, Term number, std::uint32_t size) {
  Terms& terms = system.terms;
  const Term bound = terms.constant(static_cast<std::int32_t>(size));
  const Term rest = terms.arithmetic(Op::remainder, number, bound);
  return terms.choose(terms.less(rest, terms.constant(0)), terms.arithmetic(Op::add, rest, bound), rest);
}

void add_variable(SystemDraft& system, std::uint32_t size) {
  Variable variable;
  variable.name = "x" + std::to_string(system.variables.size());
  variable.size = size;
  system.variables.push_back(variable);
}

Update random_update(SystemDraft& system, RandomTerms& terms, VariableId variable) {
  const std::uint32_t size = system.variables[variable].size;
  switch (terms.pick(3)) {
    case 0:
      return {variable, system.terms.constant(static_cast<std::int32_t>(terms.pick(size)))};
    case 1: {
      const VariableId from = terms.variable();
      if (system.variables[from].size <= size) return {variable, system.terms.variable(from)};
      break;
    }
    default:
      break;
  }
  return {variable, in_range(system, terms.number(2), size)};
}

Rule random_rule(SystemDraft& system, RandomTerms& terms) {
  Rule rule;
  rule.name = "r" + std::to_string(system.rules.size());
  rule.actor = terms.pick(3) == 0 ? Actor::rival : Actor::walker;
  rule.guard = terms.boolean(2);
  for (std::uint32_t i = 0; i < terms.pick(3); ++i) {
    const VariableId variable = terms.variable();
    rule.guard = system.terms.all(
        rule.guard, system.terms.equal(
                        system.terms.variable(variable),
                        system.terms.constant(static_cast<std::int32_t>(terms.pick(system.variables[variable].size)))));
  }
  const VariableId first = terms.variable();
  const VariableId second = terms.variable();
  rule.updates.push_back(random_update(system, terms, first));
  if (second != first) rule.updates.push_back(random_update(system, terms, second));
  for (std::uint32_t i = 0; i < terms.pick(3); ++i) rule.marks.push_back({terms.pick(system.marks), terms.boolean(2)});
  return rule;
}

void add_properties(SystemDraft& system, RandomTerms& terms) {
  for (const auto kind : {Property::Kind::terminates, Property::Kind::no_deadlock}) {
    Property property;
    property.name = "p" + std::to_string(system.properties.size());
    property.kind = kind;
    system.properties.push_back(property);
  }
  for (std::uint32_t i = 0; i < 4; ++i) {
    Property property;
    property.name = "s" + std::to_string(i);
    if (i % 2 == 0) property.bad_state = system.terms.all(terms.boolean(2), terms.boolean(1));
    if (i > 0) property.bad_mark = terms.pick(system.marks);
    if (i == 2) property.witness_state = terms.boolean(3);
    if (i == 3) property.witness_mark = terms.pick(system.marks);
    system.properties.push_back(property);
  }
}

}  // namespace

Term RandomTerms::number(int depth) {
  Terms& terms = system_.terms;
  if (depth == 0 || pick(4) == 0) {
    if (pick(2) == 0) return terms.constant(static_cast<std::int32_t>(pick(7)) - 2);
    return terms.variable(variable());
  }
  static constexpr Op ops[] = {Op::add, Op::subtract, Op::multiply, Op::divide, Op::remainder};
  if (pick(4) == 0) return terms.choose(boolean(depth - 1), number(depth - 1), number(depth - 1));
  return terms.arithmetic(ops[pick(5)], number(depth - 1), number(depth - 1));
}

Term RandomTerms::boolean(int depth) {
  Terms& terms = system_.terms;
  const VariableId id = variable();
  const std::uint32_t size = system_.variables[id].size;
  if (depth == 0) {
    if (size <= 64 && pick(2) == 0) return terms.member(id, pick(1U << 16), size);
    return terms.equal(terms.variable(id), terms.constant(static_cast<std::int32_t>(pick(size + 1))));
  }
  switch (pick(7)) {
    case 0:
      return terms.negate(boolean(depth - 1));
    case 1:
      return terms.all(boolean(depth - 1), boolean(depth - 1));
    case 2:
      return terms.any(boolean(depth - 1), boolean(depth - 1));
    case 3:
      return terms.equal(number(depth - 1), number(depth - 1));
    case 4:
      return terms.less(number(depth - 1), number(depth - 1));
    case 5:
      return terms.choose(boolean(depth - 1), boolean(depth - 1), boolean(depth - 1));
    default:
      return boolean(0);
  }
}

SystemDraft random_system(std::uint32_t seed, std::uint32_t padding) {
  std::mt19937 random(seed);
  SystemDraft system;
  system.name = "random " + std::to_string(seed);
  system.marks = 3;
  RandomTerms terms(system, random);
  static constexpr std::uint32_t sizes[] = {1, 2, 2, 3, 3, 4};
  const std::uint32_t count = 4 + terms.pick(2);
  for (std::uint32_t i = 0; i < count; ++i) {
    terms.may_use(static_cast<VariableId>(system.variables.size()));
    add_variable(system, i == 0 && terms.pick(6) == 0 ? 70 : sizes[terms.pick(6)]);
    for (std::uint32_t j = 0; j < padding; ++j) {
      const auto id = static_cast<VariableId>(system.variables.size());
      add_variable(system, 40);
      system.initial.push_back(
          system.terms.equal(system.terms.variable(id), system.terms.constant(static_cast<std::int32_t>(j))));
    }
  }
  for (std::uint32_t i = 0; i < 1 + terms.pick(3); ++i) system.initial.push_back(terms.boolean(1));
  const std::uint32_t rules = 3 + terms.pick(12);
  for (std::uint32_t i = 0; i < rules; ++i) system.rules.push_back(random_rule(system, terms));
  if (terms.pick(2) == 0) system.quiet = terms.boolean(2);
  if (terms.pick(2) == 0) system.ended = terms.boolean(1);
  add_properties(system, terms);
  system.counters = {{"c0", terms.boolean(2)}, {"c1", terms.boolean(3)}};
  return system;
}

}  // namespace walkcheck::testing
