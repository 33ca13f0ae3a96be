// Small systems by hand, for tests.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/system/transition_system.hpp"

namespace walkcheck::testing {

struct Builder {
  SystemDraft draft;

  /// With a start value, or with every value as a start.
  VariableId variable(std::string name, std::uint32_t size, std::optional<Value> start = Value{0}) {
    Variable variable;
    variable.name = std::move(name);
    variable.size = size;
    draft.variables.push_back(variable);
    const auto id = static_cast<VariableId>(draft.variables.size() - 1);
    if (start) draft.initial.push_back(is(id, *start));
    return id;
  }

  Term constant(std::int32_t value) { return draft.terms.constant(value); }
  Term is(VariableId variable, std::int32_t value) {
    return draft.terms.equal(draft.terms.variable(variable), constant(value));
  }
  Term plus(VariableId variable, std::int32_t value) {
    return draft.terms.arithmetic(Op::add, draft.terms.variable(variable), constant(value));
  }

  /// The rule's index.
  std::uint32_t rule(Term guard, std::vector<Update> updates, Actor actor = Actor::walker) {
    Rule rule;
    rule.name = "r" + std::to_string(draft.rules.size());
    rule.actor = actor;
    rule.guard = guard;
    rule.updates = std::move(updates);
    draft.rules.push_back(std::move(rule));
    return static_cast<std::uint32_t>(draft.rules.size() - 1);
  }

  Property& property(Property::Kind kind) {
    Property property;
    property.name = "p" + std::to_string(draft.properties.size());
    property.kind = kind;
    draft.properties.push_back(std::move(property));
    return draft.properties.back();
  }
  Property& never(Term bad) {
    Property& result = property(Property::Kind::safety);
    result.bad_state = bad;
    return result;
  }

  TransitionSystem sealed() const { return seal(draft); }
};

}  // namespace walkcheck::testing
