#include "checker/symbolic/unrolling.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace walkcheck::symbolic {

Unrolling::Unrolling(const SystemDraft& system, Watch& watch)
    : watch_(watch), encoding_(system, context_), solver_(incremental_solver(context_)) {
  frames_.push_back(encoding_.frame("0"));
  solver_.add(encoding_.within_ranges(frames_.back()));
  solver_.add(encoding_.initial(frames_.back()));
}

void Unrolling::deepen() {
  Frame& from = frames_.back();
  Frame& to = frames_.emplace_back(encoding_.frame(std::to_string(frames_.size())));
  solver_.add(encoding_.within_ranges(to));
  solver_.add(encoding_.step(from, to));
}

std::optional<bool> Unrolling::has_run(const z3::expr& question) {
  model_.reset();
  z3::expr_vector assumptions(context_);
  const z3::expr asked = context_.bool_const(("question " + std::to_string(questions_++)).c_str());
  const bool open = !z3::eq(question, encoding_.gates().yes());
  if (open) {
    solver_.add(z3::implies(asked, question));
    assumptions.push_back(asked);
  }
  const std::optional<bool> answer = watch_.satisfiable(solver_, assumptions);
  if (answer.value_or(false)) model_ = solver_.get_model();
  if (open) solver_.add(!asked);
  return answer;
}

bool Unrolling::meets(const z3::expr& formula) const { return model_.value().eval(formula, true).is_true(); }

Run Unrolling::run() const {
  Run states;
  for (const Frame& frame : frames_) states.push_back(encoding_.state_of(model_.value(), frame));
  return states;
}

Trace trace_of(const SystemDraft& system, const Run& run) {
  Trace trace;
  trace.start = run.front();
  for (std::size_t i = 1; i < run.size(); ++i) {
    std::uint32_t rule = 0;
    while (rule < system.rules.size() && fire(system, rule, run[i - 1]) != run[i]) ++rule;
    if (rule == system.rules.size()) throw std::logic_error(system.name + ": the solver takes a step that is none");
    trace.rules.push_back(rule);
  }
  return trace;
}

std::optional<std::uint32_t> rule_with_mark(const SystemDraft& system, const std::vector<Value>& state, MarkId mark) {
  const auto met = [&](Term term) { return evaluate(system.terms, term, state) != 0; };
  const auto shown = [&](const Mark& one) { return one.id == mark && met(one.when); };
  for (std::uint32_t i = 0; i < system.rules.size(); ++i) {
    const Rule& rule = system.rules[i];
    if (met(rule.guard) && std::any_of(rule.marks.begin(), rule.marks.end(), shown)) return i;
  }
  return std::nullopt;
}

}  // namespace walkcheck::symbolic
