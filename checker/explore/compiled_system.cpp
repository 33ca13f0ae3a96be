#include "checker/explore/compiled_system.hpp"

#include "checker/explore/compile.hpp"

namespace walkcheck::exploration {

CompiledSystem::CompiledSystem(const SystemDraft& draft) : system(draft), layout(make_layout(draft.variables)) {
  compile();
}

void CompiledSystem::compile() {
  Compiler compiler(system, layout, code);
  const auto condition = [&compiler](Term term) { return compiler.condition(term).condition; };
  const auto optional = [&condition](std::optional<Term> term) {
    return term ? std::optional<Condition>(condition(*term)) : std::nullopt;
  };
  std::vector<CompiledCondition> guards;
  for (const Rule& rule : system.rules) {
    guards.push_back(compiler.condition(rule.guard));
    const Condition& guard = guards.back().condition;
    rules.push_back({guard, compiler.action(rule.updates), rule.actor == Actor::walker, guard.is_one_word_test()});
    marks.emplace_back();
    for (const Mark& mark : rule.marks) marks.back().push_back({mark.id, condition(mark.when)});
  }
  tree.emplace(system, layout, code, guards);
  for (const Property& property : system.properties) {
    properties.push_back({optional(property.bad_state), optional(property.witness_state)});
  }
  for (const Counter& counter : system.counters) counters.push_back(condition(counter.condition));
  for (const Term term : system.initial) initial.push_back(condition(term));
  quiet = optional(system.quiet);
  ended = optional(system.ended);
}

}  // namespace walkcheck::exploration
