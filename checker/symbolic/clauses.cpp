// Bits of one variable in a clause join into the set of values that make one of them true, so a clause over bits is
// one over the model's variables, without a change of meaning.
//
// The check of an invariant is the textbook's (Manna, Pnueli 1995: rule INV), clause by clause, so that only those
// clauses stay on which something rests. Safety: the clauses in the unsatisfiable core of "all clauses hold here, and
// the state is bad" exclude what is bad. Consecution: for each of them, the core of "all clauses hold here, and it is
// broken after a step"; what is in these cores is needed too, until nothing new turns up. Initiation: no start state
// breaks one. Soundness needs all three for the very clauses that are returned, and an update out of range to be bad.
#include "checker/symbolic/clauses.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace walkcheck::symbolic {

namespace {

bool has(Value value, std::uint32_t bit, bool negated) { return ((std::uint32_t{value} >> bit & 1U) != 0) != negated; }

}  // namespace

Cube cube_of(const std::vector<Value>& state, const std::vector<BitOf>& layout) {
  Cube cube;
  for (std::size_t i = 0; i < layout.size(); ++i) {
    const bool set = has(state[layout[i].variable], layout[i].bit, false);
    cube.push_back(static_cast<BitLiteral>(2 * i + (set ? 0 : 1)));
  }
  return cube;
}

bool contains(const Cube& cube, const std::vector<Value>& state, const std::vector<BitOf>& layout) {
  return std::all_of(cube.begin(), cube.end(), [&](BitLiteral literal) {
    const BitOf& place = layout[bit_of(literal)];
    return has(state[place.variable], place.bit, is_negated(literal));
  });
}

bool covers(const Cube& outer, const Cube& inner) {
  return std::includes(inner.begin(), inner.end(), outer.begin(), outer.end());
}

std::optional<Clause> clause_against(const Cube& cube, const SystemDraft& system, const std::vector<BitOf>& layout) {
  Clause clause;
  for (std::size_t i = 0; i < cube.size();) {
    Literal literal{layout[bit_of(cube[i])].variable, {}};
    const std::size_t first = i;
    while (i < cube.size() && layout[bit_of(cube[i])].variable == literal.variable) ++i;
    const std::uint32_t size = system.variables[literal.variable].size;
    for (std::uint32_t value = 0; value < size; ++value) {
      const bool excluded = std::all_of(
          cube.begin() + static_cast<std::ptrdiff_t>(first), cube.begin() + static_cast<std::ptrdiff_t>(i),
          [&](BitLiteral each) { return has(static_cast<Value>(value), layout[bit_of(each)].bit, is_negated(each)); });
      if (!excluded) literal.values.push_back(static_cast<Value>(value));
    }
    if (literal.values.size() == size) return std::nullopt;
    // Where all values are in the cube the variable does not matter.
    if (!literal.values.empty()) clause.push_back(std::move(literal));
  }
  return clause;
}

Invariant::Invariant(const TransitionSystem& system, Watch& watch)
    : watch_(watch),
      encoding_(*system, context_),
      here_(encoding_.frame("here")),
      next_(encoding_.frame("next")),
      starts_(incremental_solver(context_)),
      steps_(incremental_solver(context_)),
      stepping_(context_.bool_const("stepping")) {
  starts_.add(encoding_.within_ranges(here_) && encoding_.initial(here_));
  steps_.add(encoding_.within_ranges(here_));
  steps_.add(z3::implies(stepping_, encoding_.step(here_, next_) && encoding_.within_ranges(next_)));
}

z3::expr Invariant::meets(const Clause& clause, const Frame& frame) const {
  std::vector<z3::expr> ways;
  for (const Literal& literal : clause) {
    for (const Value value : literal.values) ways.push_back(encoding_.has_value(literal.variable, value, frame));
  }
  return encoding_.gates().any_of(ways);
}

void Invariant::add(Clause clause) {
  const std::size_t number = clauses_.size();
  holds_.push_back(constant(fmt::format("holds {}", number)));
  broken_.push_back(constant(fmt::format("broken {}", number)));
  number_.emplace(holds_.back().id(), number);
  steps_.add(z3::implies(holds_.back(), meets(clause, here_)));
  steps_.add(z3::implies(broken_.back(), !meets(clause, next_)));
  starts_.add(z3::implies(broken_.back(), !meets(clause, here_)));
  clauses_.push_back(std::move(clause));
}

/// The clauses that make the question unsatisfiable: those that are needed anyway, if they do. None: it is satisfiable,
/// or the watch has stopped.
std::optional<Invariant::Support> Invariant::core_of(const std::vector<z3::expr>& question,
                                                     const std::vector<bool>& needed) {
  for (const bool all : {false, true}) {
    z3::expr_vector asked(context_);
    for (const z3::expr& part : question) asked.push_back(part);
    for (std::size_t i = 0; i < holds_.size(); ++i) {
      if (all || needed[i]) asked.push_back(holds_[i]);
    }
    const auto answer = watch_.satisfiable(steps_, asked);
    if (!answer) return std::nullopt;
    if (*answer) continue;
    Support support;
    for (const z3::expr& part : steps_.unsat_core()) {
      const auto place = number_.find(part.id());
      if (place != number_.end()) support.push_back(place->second);
    }
    return support;
  }
  return std::nullopt;
}

bool Invariant::holds_at_start(std::size_t clause) {
  z3::expr_vector asked(context_);
  asked.push_back(broken_[clause]);
  return watch_.satisfiable(starts_, asked) == false;
}

std::string Invariant::why_not(const std::string& what) const {
  if (watch_.stopped()) return watch_.cause();
  return fmt::format("what was found is no proof, {}: a bug of this engine; take another one", what);
}

std::variant<std::vector<Clause>, std::string> Invariant::against(Term never) {
  const z3::expr asked = constant(fmt::format("question {}", questions_++));
  steps_.add(z3::implies(asked, encoding_.holds(never, here_) || encoding_.leaves_range(here_)));
  std::vector<bool> needed(clauses_.size());
  auto support = core_of({asked}, needed);
  if (!support) return why_not("it excludes too little");
  Support open;
  for (;;) {
    for (const std::size_t one : *support) {
      if (!needed[one]) open.push_back(one);
      needed[one] = true;
    }
    if (open.empty()) break;
    const std::size_t one = open.back();
    open.pop_back();
    if (!holds_at_start(one)) return why_not("a start state breaks it");
    support = core_of({stepping_, broken_[one]}, needed);
    if (!support) return why_not("a rule breaks it");
  }
  std::vector<Clause> chosen;
  for (std::size_t i = 0; i < clauses_.size(); ++i) {
    if (needed[i]) chosen.push_back(clauses_[i]);
  }
  return chosen;
}

}  // namespace walkcheck::symbolic
