#include "checker/explore/rule_tree.hpp"

#include <map>
#include <numeric>
#include <optional>

namespace walkcheck::exploration {

namespace {

/// Fewer rules are quicker to test one by one.
constexpr std::size_t kFewRules = 3;
/// A split must save at least so many tests of a guard, on average over the values.
constexpr double kLeastSaving = 1.5;
constexpr std::uint32_t kDeepest = 8;
/// A rule that admits many values would be copied to as many children.
constexpr std::size_t kMostCopies = 4;

using Rules = std::vector<std::uint32_t>;

}  // namespace

struct RuleTree::Builder {
  RuleTree& tree;
  const SystemDraft& system;
  const Layout& layout;
  const Code& code;
  const std::vector<CompiledCondition>& guards;
  std::vector<bool> used;  // per variable: split on the way to here

  const Requirement* splits(std::uint32_t rule, VariableId variable) const {
    for (const Requirement& requirement : guards[rule].requirements) {
      if (requirement.variable == variable && requirement.values.size() <= kMostCopies) return &requirement;
    }
    return nullptr;
  }

  /// The variable that spares the most tests; of two equal ones, the one declared first.
  std::optional<VariableId> best(const Rules& rules) const {
    std::map<VariableId, double> saving;
    for (const std::uint32_t rule : rules) {
      for (const Requirement& requirement : guards[rule].requirements) {
        if (used[requirement.variable] || requirement.values.size() > kMostCopies) continue;
        const double share =
            static_cast<double>(requirement.values.size()) / system.variables[requirement.variable].size;
        saving[requirement.variable] += 1 - share;
      }
    }
    std::optional<VariableId> result;
    double most = kLeastSaving;
    for (const auto& [variable, saved] : saving) {
      if (saved <= most) continue;
      most = saved;
      result = variable;
    }
    return result;
  }

  Candidate candidate(std::uint32_t rule) const {
    const Condition& guard = guards[rule].condition;
    Candidate result;
    result.rule = rule;
    if (guard.words.begin < guard.words.end) result.test = code.word_tests[guard.words.begin];
    return result;
  }

  std::uint32_t build(const Rules& rules, std::uint32_t depth) {
    if (rules.empty()) return kNone;
    const auto at = static_cast<std::uint32_t>(tree.nodes_.size());
    tree.nodes_.emplace_back();
    const auto variable = rules.size() <= kFewRules || depth >= kDeepest ? std::nullopt : best(rules);
    if (!variable) {
      tree.nodes_[at].candidates.begin = static_cast<std::uint32_t>(tree.candidates_.size());
      for (const std::uint32_t rule : rules) tree.candidates_.push_back(candidate(rule));
      tree.nodes_[at].candidates.end = static_cast<std::uint32_t>(tree.candidates_.size());
      return at;
    }
    std::vector<Rules> parts(system.variables[*variable].size);
    Rules rest;
    for (const std::uint32_t rule : rules) {
      const Requirement* const requirement = splits(rule, *variable);
      if (requirement == nullptr)
        rest.push_back(rule);
      else
        for (const Value value : requirement->values) parts[value].push_back(rule);
    }
    used[*variable] = true;
    const auto children = static_cast<std::uint32_t>(tree.children_.size());
    tree.children_.resize(children + parts.size(), kNone);
    for (std::size_t value = 0; value < parts.size(); ++value) {
      const std::uint32_t child = build(parts[value], depth + 1);
      tree.children_[children + value] = child;
    }
    const std::uint32_t others = build(rest, depth);
    used[*variable] = false;
    tree.nodes_[at].field = layout.fields[*variable];
    tree.nodes_[at].children = children;
    tree.nodes_[at].rest = others;
    return at;
  }
};

RuleTree::RuleTree(const SystemDraft& system, const Layout& layout, const Code& code,
                   const std::vector<CompiledCondition>& guards) {
  Builder builder{*this, system, layout, code, guards, std::vector<bool>(system.variables.size())};
  Rules all(guards.size());
  std::iota(all.begin(), all.end(), 0U);
  builder.build(all, 0);
}

}  // namespace walkcheck::exploration
