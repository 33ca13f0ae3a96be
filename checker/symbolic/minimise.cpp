// Minimal inductive subsets (Ivrii, Gurfinkel, Belov 2014: Small Inductive Safe Invariants).
//
// One solver knows the step relation, and each clause by two names: it holds here, it is broken next. What a clause
// rests on, the clauses here that keep it next, is read off an unsatisfiable core.
//   - `keep_what_matters`: the clauses that exclude the target, those on which these rest, and so on. All others go.
//   - `without`: a clause is taken away, and then whatever the rest does not keep (Houdini: Flanagan, Leino 2001),
//   until
//     the rest is inductive again. If that excludes the target, it is the new invariant. If it does not, no part of it
//     does, for it is the largest inductive part: the clause is needed for good, and need not be asked about again.
// Only what has lost a clause on which it rests is asked about again.
//
// `shrink` drops the literals of a clause that no core needs (inductive generalisation: Bradley, Manna 2007), and puts
// back those without which a start state would break it. The clause grows stronger, which helps the others.
//
// Nothing here needs to be trusted: whoever gets the clauses checks them.
#include "checker/symbolic/minimise.hpp"

#include <z3++.h>
#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "checker/symbolic/encoding.hpp"
#include "checker/symbolic/interrupter.hpp"

namespace walkcheck::symbolic {

namespace {

constexpr std::uint32_t kSetBits = 64;

using Indices = std::vector<std::size_t>;

/// The same term among `to`.
Term copied(const Terms& from, Term term, Terms& to, std::map<std::uint32_t, Term>& known) {
  const auto place = known.find(term.index);
  if (place != known.end()) return place->second;
  const TermNode& node = from[term];
  const auto part = [&](Term one) { return copied(from, one, to, known); };
  const auto make = [&]() -> Term {
    switch (node.op) {
      case Op::constant:
        return to.constant(node.value);
      case Op::variable:
        return to.variable(static_cast<VariableId>(node.value));
      case Op::member:
        return to.member(static_cast<VariableId>(node.value), node.set, kSetBits);
      case Op::negate:
        return to.negate(part(node.a));
      case Op::all:
        return to.all(part(node.a), part(node.b));
      case Op::any:
        return to.any(part(node.a), part(node.b));
      case Op::equal:
        return to.equal(part(node.a), part(node.b));
      case Op::less:
        return to.less(part(node.a), part(node.b));
      case Op::choose:
        return to.choose(part(node.a), part(node.b), part(node.c));
      case Op::add:
      case Op::subtract:
      case Op::multiply:
      case Op::divide:
      case Op::remainder:
        return to.arithmetic(node.op, part(node.a), part(node.b));
    }
    throw std::logic_error("a term with an unknown operation");
  };
  return known.emplace(term.index, make()).first->second;
}

/// The system and clauses over it, as a solver that answers questions with names.
class Questions {
 public:
  explicit Questions(const TransitionSystem& system)
      : encoding_(*system, context_),
        solver_(make_solver(context_, "QF_FD")),
        start_(make_solver(context_, "QF_FD")),
        here_(encoding_.frame("here")),
        next_(encoding_.frame("next")),
        steps_(context_.bool_const("steps")) {
    solver_.add(encoding_.within_ranges(here_));
    solver_.add(z3::implies(steps_, encoding_.step(here_, next_) && encoding_.within_ranges(next_)));
    start_.add(encoding_.within_ranges(here_) && encoding_.initial(here_));
  }

  [[nodiscard]] const z3::expr& steps() const { return steps_; }
  [[nodiscard]] z3::expr_vector question() { return z3::expr_vector(context_); }

  [[nodiscard]] z3::expr holds(const Clause& clause) { return named(any_of(clause, here_)); }
  [[nodiscard]] z3::expr broken(const Clause& clause) { return named(!any_of(clause, next_)); }
  [[nodiscard]] z3::expr broken(const Literal& literal) { return named(!has_value(literal, next_)); }
  /// `never`, one of `terms`, or an update out of range.
  [[nodiscard]] z3::expr met(const Terms& terms, Term never) {
    std::map<std::uint32_t, Term> known;
    const Term own = copied(terms, never, encoding_.terms(), known);
    return named(encoding_.holds(own, here_) || encoding_.leaves_range(here_));
  }

  /// If no state and step meets all that is asked: the names (Z3's numbers of them) of which that is true already.
  [[nodiscard]] std::optional<std::set<unsigned>> core(const z3::expr_vector& asked) {
    if (!is_unsat(solver_, asked)) return std::nullopt;
    std::set<unsigned> names;
    for (const z3::expr& name : solver_.unsat_core()) names.insert(name.id());
    return names;
  }

  /// Does every start state meet the clause?
  [[nodiscard]] bool holds_at_start(const Clause& clause) {
    z3::expr_vector asked(context_);
    const z3::expr name = context_.bool_const(next_name().c_str());
    start_.add(z3::implies(name, !any_of(clause, here_)));
    asked.push_back(name);
    return is_unsat(start_, asked);
  }

 private:
  static bool is_unsat(z3::solver& solver, const z3::expr_vector& asked) {
    const z3::check_result answer = solver.check(asked);
    if (answer == z3::unknown) throw std::runtime_error("the solver gave up: " + solver.reason_unknown());
    return answer == z3::unsat;
  }

  std::string next_name() { return fmt::format("name {}", ++names_); }

  z3::expr named(const z3::expr& formula) {
    z3::expr name = context_.bool_const(next_name().c_str());
    solver_.add(z3::implies(name, formula));
    return name;
  }

  z3::expr has_value(const Literal& literal, const Frame& frame) {
    z3::expr_vector values(context_);
    for (const Value value : literal.values) values.push_back(encoding_.has_value(literal.variable, value, frame));
    return z3::mk_or(values);
  }

  z3::expr any_of(const Clause& clause, const Frame& frame) {
    z3::expr_vector literals(context_);
    for (const Literal& literal : clause) literals.push_back(has_value(literal, frame));
    return z3::mk_or(literals);
  }

  z3::context context_;
  Encoding encoding_;
  z3::solver solver_;
  z3::solver start_;
  Frame here_;
  Frame next_;
  z3::expr steps_;
  std::size_t names_ = 0;
};

/// A set of clauses that grows smaller. The target is one more "clause", the last: never to be broken.
class Subset {
 public:
  Subset(Questions& questions, const std::vector<Clause>& clauses, const z3::expr& met) : questions_(questions) {
    for (const Clause& clause : clauses) {
      holds_.push_back(questions_.holds(clause));
      broken_.push_back(questions_.broken(clause));
      number_.emplace(holds_.back().id(), holds_.size() - 1);
    }
    broken_.push_back(met);
    chosen_.assign(clauses.size(), true);
    needed_.assign(clauses.size(), false);
    rests_on_.resize(clauses.size() + 1);
  }

  void keep_what_matters() {
    std::vector<bool> wanted(chosen_.size());
    Indices open = {target()};
    while (!open.empty()) {
      const std::size_t one = open.back();
      open.pop_back();
      // First by what is wanted anyway.
      auto support = why_kept(one, wanted);
      if (!support) support = why_kept(one, chosen_);
      if (!support) throw std::logic_error("the clauses are not inductive, or do not exclude the target");
      rests_on_[one] = *support;
      for (const std::size_t other : *support) {
        if (wanted[other]) continue;
        wanted[other] = true;
        open.push_back(other);
      }
    }
    chosen_ = wanted;
  }

  /// Takes the clause away, and all that falls with it, if the target stays excluded.
  void without(std::size_t clause) {
    std::vector<bool> rest = chosen_;
    std::map<std::size_t, Indices> changed;
    Indices gone = {clause};
    rest[clause] = false;
    const auto lost_support = [&](std::size_t one) {
      const auto& support = changed.contains(one) ? changed.at(one) : rests_on_[one];
      return std::any_of(support.begin(), support.end(), [&rest](std::size_t other) { return !rest[other]; });
    };
    for (bool settled = false; !settled;) {
      settled = true;
      // The target first: what cannot exclude it now never will.
      for (std::size_t one = target() + 1; one-- > 0;) {
        if ((one != target() && !rest[one]) || !lost_support(one)) continue;
        const auto support = why_kept(one, rest);
        if (!support && (one == target() || needed_[one])) {
          needed_[clause] = true;
          return;
        }
        if (support)
          changed[one] = *support;
        else
          rest[one] = settled = false;
      }
    }
    chosen_ = rest;
    for (auto& [one, support] : changed) rests_on_[one] = std::move(support);
  }

  [[nodiscard]] bool has(std::size_t clause) const { return chosen_[clause]; }

 private:
  [[nodiscard]] std::size_t target() const { return holds_.size(); }

  /// The clauses among `given` that keep this one, if they do.
  std::optional<Indices> why_kept(std::size_t one, const std::vector<bool>& given) {
    z3::expr_vector asked = questions_.question();
    asked.push_back(broken_[one]);
    if (one != target()) asked.push_back(questions_.steps());
    for (std::size_t i = 0; i < given.size(); ++i) {
      if (given[i]) asked.push_back(holds_[i]);
    }
    const auto core = questions_.core(asked);
    if (!core) return std::nullopt;
    Indices support;
    for (const unsigned name : *core) {
      const auto place = number_.find(name);
      if (place != number_.end() && place->second != one) support.push_back(place->second);
    }
    return support;
  }

  Questions& questions_;
  std::vector<z3::expr> holds_;   // per clause
  std::vector<z3::expr> broken_;  // per clause, and the target
  std::map<unsigned, std::size_t> number_;
  std::vector<bool> chosen_;
  std::vector<bool> needed_;
  std::vector<Indices> rests_on_;
};

void require_start(Questions& questions, const std::vector<Clause>& clauses) {
  for (const Clause& clause : clauses) {
    if (!questions.holds_at_start(clause)) throw std::logic_error("a start state breaks a clause");
  }
}

/// The literals of the clause that are needed for it to be kept by `given`, itself among them.
Clause needed_literals(Questions& questions, const Clause& clause, const std::vector<z3::expr>& given) {
  z3::expr_vector asked = questions.question();
  asked.push_back(questions.steps());
  for (const z3::expr& name : given) asked.push_back(name);
  std::vector<unsigned> names;
  for (const Literal& literal : clause) {
    asked.push_back(questions.broken(literal));
    names.push_back(asked.back().id());
  }
  const auto core = questions.core(asked);
  if (!core) throw std::logic_error("the clauses are not inductive");
  Clause needed;
  for (std::size_t i = 0; i < clause.size(); ++i) {
    if (core->contains(names[i])) needed.push_back(clause[i]);
  }
  return needed;
}

/// `clause` without as many of its literals outside `part` as every start state allows.
Clause true_at_start(Questions& questions, const Clause& part, Clause clause) {
  for (std::size_t i = clause.size(); i-- > 0;) {
    if (std::find(part.begin(), part.end(), clause[i]) != part.end()) continue;
    Clause shorter = clause;
    shorter.erase(shorter.begin() + static_cast<std::ptrdiff_t>(i));
    if (questions.holds_at_start(shorter)) clause = std::move(shorter);
  }
  return clause;
}

}  // namespace

std::vector<Clause> minimise(const TransitionSystem& system, const Terms& terms, Term never,
                             std::vector<Clause> clauses, const std::stop_token& interrupt) {
  Questions questions(system);
  require_start(questions, clauses);
  Subset subset(questions, clauses, questions.met(terms, never));
  subset.keep_what_matters();
  for (std::size_t i = 0; i < clauses.size() && !interrupt.stop_requested(); ++i) {
    if (subset.has(i)) subset.without(i);
  }
  std::vector<Clause> kept;
  for (std::size_t i = 0; i < clauses.size(); ++i) {
    if (subset.has(i)) kept.push_back(std::move(clauses[i]));
  }
  return kept;
}

std::vector<Clause> minimise(const TransitionSystem& system, const Target& target, std::vector<Clause> clauses) {
  Terms terms = system->terms;
  const Term never = met_in(*system, target, terms);
  return minimise(system, terms, never, std::move(clauses));
}

std::vector<Clause> shrink(const TransitionSystem& system, std::vector<Clause> clauses) {
  Questions questions(system);
  require_start(questions, clauses);
  std::vector<z3::expr> given;
  for (const Clause& clause : clauses) given.push_back(questions.holds(clause));
  for (std::size_t i = 0; i < clauses.size(); ++i) {
    Clause shorter = true_at_start(questions, needed_literals(questions, clauses[i], given), clauses[i]);
    if (shorter.size() == clauses[i].size()) continue;
    clauses[i] = std::move(shorter);
    given[i] = questions.holds(clauses[i]);
  }
  return clauses;
}

}  // namespace walkcheck::symbolic
