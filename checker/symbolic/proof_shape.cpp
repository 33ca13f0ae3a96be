#include "checker/symbolic/proof_shape.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace walkcheck::symbolic {

namespace {

using Fault = std::optional<std::string>;

constexpr std::uint32_t kLongestInduction = 10000;

bool fits(const Property& property, Proof::Claim claim) {
  switch (claim) {
    case Proof::Claim::never_bad:
      return property.kind == Property::Kind::safety;
    case Proof::Claim::never_shown:
      return property.witness_state || property.witness_mark;
    case Proof::Claim::no_cycle:
    case Proof::Claim::few_retries:
      return property.kind == Property::Kind::terminates;
    case Proof::Claim::can_go_on:
      return property.kind == Property::Kind::no_deadlock;
  }
  return false;
}

Fault fault_of_helpers(const SystemDraft& system, const Proof& proof) {
  if (too_many_ways(proof.helpers)) return "there are too many ways in which the walk can be helped on";
  for (const std::vector<std::uint32_t>& level : proof.helpers) {
    for (const std::uint32_t rule : level) {
      if (rule >= system.rules.size()) return fmt::format("there is no rule {} to help", rule);
      if (system.rules[rule].actor != Actor::rival) return fmt::format("rule {} helps and is no rival's", rule);
    }
  }
  return std::nullopt;
}

Fault fault_of_literal(const SystemDraft& system, const Literal& literal) {
  if (literal.variable >= system.variables.size()) return fmt::format("there is no variable {}", literal.variable);
  const Variable& variable = system.variables[literal.variable];
  const std::vector<Value>& values = literal.values;
  if (values.empty()) return fmt::format("a literal gives {} no value", variable.name);
  if (std::adjacent_find(values.begin(), values.end(), std::greater_equal<>()) != values.end())
    return fmt::format("the values of {} are not in order", variable.name);
  if (values.back() >= variable.size) return fmt::format("{} has no value {}", variable.name, values.back());
  if (values.size() == variable.size) return fmt::format("a literal gives {} all values", variable.name);
  return std::nullopt;
}

}  // namespace

bool too_many_ways(const std::vector<std::vector<std::uint32_t>>& helpers) {
  constexpr std::size_t most = 4'000;
  std::size_t ways = 1;
  for (const std::vector<std::uint32_t>& level : helpers) {
    ways *= 1 + level.size();
    if (ways > most) return true;
  }
  return false;
}

Fault fault_of_claim(const SystemDraft& system, std::size_t property, const Proof& proof) {
  if (property >= system.properties.size()) return fmt::format("there is no property {}", property);
  if (!fits(system.properties[property], proof.claim)) return "the claim is of another kind than the property";
  if (proof.k < 1 || proof.k > kLongestInduction) return fmt::format("induction over {} steps", proof.k);
  const bool goes_on = proof.claim == Proof::Claim::can_go_on;
  if (goes_on && (proof.k != 1 || proof.simple_path)) return "who can go on is asked of single states";
  if (!goes_on && !proof.helpers.empty()) return "rules help where nobody has to go on";
  const std::size_t bounds = proof.claim == Proof::Claim::few_retries ? system.retries.size() : 0;
  if (proof.at_most.size() != bounds)
    return fmt::format("{} bounds on retries, and {} are called for", proof.at_most.size(), bounds);
  return fault_of_helpers(system, proof);
}

Fault fault_of_clauses(const SystemDraft& system, const std::vector<Clause>& clauses) {
  for (std::size_t number = 0; number < clauses.size(); ++number) {
    std::vector<VariableId> named;
    for (const Literal& literal : clauses[number]) {
      Fault fault = fault_of_literal(system, literal);
      if (!fault && std::find(named.begin(), named.end(), literal.variable) != named.end())
        fault = "two literals for one variable";
      if (fault) return fmt::format("clause {}: {}", number, *fault);
      named.push_back(literal.variable);
    }
  }
  return std::nullopt;
}

}  // namespace walkcheck::symbolic
