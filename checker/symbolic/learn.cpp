#include "checker/symbolic/learn.hpp"

#include <algorithm>
#include <limits>

namespace walkcheck::symbolic {

Learner::Learner(const TransitionSystem& system, const ReachableStates& states, const Limits& limits)
    : cubes_(*system, states),
      interrupter_(limits.interrupt),
      encoding_(*system, context_),
      solver_(make_solver(context_, "QF_FD")),
      here_(encoding_.frame("x")),
      next_(encoding_.frame("y")),
      stepping_(context_.bool_const("stepping")) {
  if (limits.max_time) {
    const double milliseconds = std::clamp(limits.max_time->count() * 1000, 1.0, 4e9);
    solver_.set("timeout", static_cast<unsigned>(milliseconds));
  }
  solver_.add(encoding_.within_ranges(here_));
  solver_.add(z3::implies(stepping_, encoding_.step(here_, next_) && encoding_.within_ranges(next_)));
}

Learner::Outcome Learner::exclude(Term never) {
  z3::expr_vector question(context_);
  question.push_back(named(encoding_.holds(never, here_)));
  return exclude_all(question);
}

Learner::Outcome Learner::close() {
  for (; closed_ < clauses_.size(); ++closed_) {
    const z3::expr broken = named(!meets(clauses_[closed_], next_));
    z3::expr_vector question(context_);
    question.push_back(stepping_);
    question.push_back(broken);
    Outcome outcome = exclude_all(question);
    if (!std::holds_alternative<Done>(outcome)) return outcome;
    solver_.add(!broken);
  }
  return Done{};
}

z3::expr Learner::named(const z3::expr& formula) {
  z3::expr name = context_.bool_const(("q" + std::to_string(++names_)).c_str());
  solver_.add(z3::implies(name, formula));
  return name;
}

z3::expr Learner::meets(const Clause& clause, const Frame& frame) const {
  std::vector<z3::expr> parts;
  for (const Literal& literal : clause) {
    for (const Value value : literal.values) parts.push_back(encoding_.has_value(literal.variable, value, frame));
  }
  return encoding_.gates().any_of(parts);
}

Learner::Outcome Learner::exclude_all(const z3::expr_vector& question) {
  for (;;) {
    const z3::check_result answer = interrupter_.check(solver_, question);
    if (answer == z3::unsat) return Done{};
    if (interrupter_.is_interrupted()) return GaveUp{std::string(interrupted)};
    if (answer == z3::unknown) return GaveUp{"Z3 gave up on a query: " + solver_.reason_unknown()};
    std::vector<Value> state = encoding_.state_of(solver_.get_model(), here_);
    if (cubes_.is_reachable(state)) return state;
    clauses_.push_back(cubes_.exclude(state));
    solver_.add(meets(clauses_.back(), here_));
  }
}

}  // namespace walkcheck::symbolic
