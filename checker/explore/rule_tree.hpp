// Which rules could be enabled in a state? A decision tree over the values of variables that guards ask for. A node
// sends the rules that ask for a value of its variable to the child of that value (to several, if the guard admits
// several), and the others to `rest`, so that a walk through the tree follows one child at each node and meets each
// plausible rule once. The first test of a rule's guard lies in the tree, next to those of its neighbours: most rules
// fail it.
#pragma once

#include <cstdint>
#include <vector>

#include "checker/explore/compile.hpp"
#include "checker/explore/layout.hpp"

namespace walkcheck::exploration {

class RuleTree {
 public:
  /// `guards` has one element per rule.
  RuleTree(const SystemDraft& system, const Layout& layout, const Code& code,
           const std::vector<CompiledCondition>& guards);

  /// Writes the rules whose guard could hold, each once and not in their order, to `found`, which has room for all
  /// rules and one more. Returns how many.
  [[nodiscard]] std::size_t plausible(const std::uint64_t* state, std::uint32_t* found) const {
    return nodes_.empty() ? 0 : static_cast<std::size_t>(collect(0, state, found) - found);
  }

 private:
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};

  struct Node {
    Field field;
    std::uint32_t children = kNone;  // first of one per value, in children_
    std::uint32_t rest = kNone;
    Range candidates;  // only where there are no children
  };
  struct Candidate {
    WordTest test;  // passes always if the guard has none
    std::uint32_t rule = 0;
  };

  std::uint32_t* collect(std::uint32_t at, const std::uint64_t* state, std::uint32_t* found) const {
    while (true) {
      const Node& node = nodes_[at];
      for (std::uint32_t i = node.candidates.begin; i < node.candidates.end; ++i) {
        // No branch: whether a rule is plausible cannot be predicted.
        const Candidate& candidate = candidates_[i];
        *found = candidate.rule;
        found += (state[candidate.test.word] & candidate.test.mask) == candidate.test.value ? 1 : 0;
      }
      if (node.children == kNone) return found;
      const std::uint32_t child = children_[node.children + node.field.get(state)];
      if (child != kNone) found = collect(child, state, found);
      if (node.rest == kNone) return found;
      at = node.rest;
    }
  }

  struct Builder;

  std::vector<Node> nodes_;
  std::vector<std::uint32_t> children_;
  std::vector<Candidate> candidates_;
};

}  // namespace walkcheck::exploration
