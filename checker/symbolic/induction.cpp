// If a target can be met at all, a shortest run to it meets it in its last state only, and visits no state twice, not
// even if one looks at nothing but the variables that matter: all that guards read, that the target reads, and that the
// next values of these depend on. So if the first k states of no run meet it (the base, which is bounded model
// checking), then the last k+1 states of such a run are a row as asked for here; and if there is no such row, there is
// no such run. States without successors do no harm: rows end where the run to the target ends, and need not go on.
//
// Rows grow at their beginning, so that all that was asked and learned stays true (Een, Sorensson 2003); that states
// differ is told the solver only of those pairs that it made equal.
#include "checker/symbolic/induction.hpp"

#include <set>
#include <utility>

#include "checker/symbolic/bounds.hpp"

namespace walkcheck::symbolic {

namespace {

/// The cone of influence of a target.
class Cone {
 public:
  explicit Cone(const SystemDraft& system) : system_(system) {}

  std::vector<VariableId> of(const Target& target) {
    if (target.state) add(*target.state);
    for (const Rule& rule : system_.rules) {
      add(rule.guard);
      for (const Mark& mark : rule.marks) {
        if (target.mark == mark.id) add(mark.when);
      }
      for (const Update& update : rule.updates) {
        // As much as the certificate of the proof takes into account; more would do no harm, less would.
        const std::uint32_t size = system_.variables[update.variable].size;
        if (!plainly_fits(system_.terms, update.value, size, system_.variables)) add(update.value);
      }
    }
    close();
    return {variables_.begin(), variables_.end()};
  }

 private:
  void add(Term term) {
    if (!seen_.insert(term.index).second) return;
    const TermNode& node = system_.terms[term];
    if (node.op == Op::variable || node.op == Op::member) {
      variables_.insert(static_cast<VariableId>(node.value));
    } else if (node.op != Op::constant) {
      // Operands that an operation has not got are the term 0, a constant.
      for (const Term part : {node.a, node.b, node.c}) add(part);
    }
  }

  void close() {
    for (std::size_t before = 0; before < variables_.size();) {
      before = variables_.size();
      for (const Rule& rule : system_.rules) {
        for (const Update& update : rule.updates) {
          if (variables_.contains(update.variable)) add(update.value);
        }
      }
    }
  }

  const SystemDraft& system_;
  std::set<VariableId> variables_;
  std::set<std::uint32_t> seen_;
};

bool agree(const std::vector<Value>& a, const std::vector<Value>& b, const std::vector<VariableId>& variables) {
  for (const VariableId id : variables) {
    if (a[id] != b[id]) return false;
  }
  return true;
}

}  // namespace

Induction::Induction(const TransitionSystem& system, Watch& watch)
    : system_(*system), watch_(watch), encoding_(system_, context_), solver_(incremental_solver(context_)) {
  frames_.push_back(encoding_.frame("0"));
  solver_.add(encoding_.within_ranges(frames_.back()));
}

std::size_t Induction::claim(const Target& target) {
  const z3::expr asked = context_.bool_const(("claim " + std::to_string(claims_.size())).c_str());
  claims_.push_back({met_in(system_, target, encoding_.terms()), Cone(system_).of(target), asked});
  solver_.add(z3::implies(asked, meets(claims_.back(), 0)));
  return claims_.size() - 1;
}

void Induction::lengthen() {
  const Frame& to = frames_.back();
  Frame& from = frames_.emplace_back(encoding_.frame(std::to_string(frames_.size())));
  solver_.add(encoding_.within_ranges(from));
  solver_.add(encoding_.step(from, to));
}

z3::expr Induction::meets(const Claim& claim, std::size_t frame) {
  return encoding_.gates().any(encoding_.holds(claim.met, frames_[frame]), encoding_.leaves_range(frames_[frame]));
}

std::optional<bool> Induction::is_inductive(std::size_t number) {
  Claim& claim = claims_[number];
  while (claim.rows < k()) solver_.add(z3::implies(claim.asked, !meets(claim, ++claim.rows)));
  z3::expr_vector assumptions(context_);
  assumptions.push_back(claim.asked);
  for (;;) {
    const std::optional<bool> row = watch_.satisfiable(solver_, assumptions);
    if (!row) return std::nullopt;
    if (!*row) return true;
    if (!tell_different(claim, solver_.get_model())) return false;
  }
}

bool Induction::tell_different(Claim& claim, const z3::model& model) {
  std::vector<std::vector<Value>> states;
  for (const Frame& frame : frames_) states.push_back(encoding_.state_of(model, frame));
  bool found = false;
  for (std::size_t i = 0; i < states.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (!agree(states[i], states[j], claim.matters)) continue;
      solver_.add(z3::implies(claim.asked, !encoding_.same(frames_[i], frames_[j], claim.matters)));
      found = true;
    }
  }
  claim.different |= found;
  return found;
}

}  // namespace walkcheck::symbolic
