// A whole transition system, compiled for the search.
#pragma once

#include <optional>
#include <vector>

#include "checker/explore/code.hpp"
#include "checker/explore/layout.hpp"
#include "checker/explore/rule_tree.hpp"
#include "model/system/transition_system.hpp"

namespace walkcheck::exploration {

struct CompiledRule {
  Condition guard;
  Action action;
  bool walker = true;
  bool tested = false;  // the rule tree has tested the whole guard
};

struct CompiledMark {
  MarkId id = 0;
  Condition when;
};

struct CompiledProperty {
  std::optional<Condition> bad_state;
  std::optional<Condition> witness_state;
};

struct CompiledSystem {
  explicit CompiledSystem(const SystemDraft& draft);

  const SystemDraft& system;
  Layout layout;
  Code code;
  std::vector<CompiledRule> rules;
  std::vector<std::vector<CompiledMark>> marks;  // per rule
  std::vector<CompiledProperty> properties;
  std::vector<Condition> counters;
  std::vector<Condition> initial;
  std::optional<Condition> quiet;  // absent: always
  std::optional<Condition> ended;  // absent: never
  std::optional<RuleTree> tree;    // always there

 private:
  void compile();
};

}  // namespace walkcheck::exploration
