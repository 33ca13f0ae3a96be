// Liveness checking as safety checking (Biere, Artho, Schuppan 2002). A finite walk that does not end visits a state
// twice. So the run guesses when that state comes for the first time and saves it in copies of the variables; from
// there on nobody but the walker moves, and a run that meets the saved state again has found a lasso.
//
// What makes it exact: every state of the loop is quiet (the save and each step after it ask for it; the last state
// equals the first), and the loop is not empty (`moved` tells a state that was met again from one that was just saved).
// Variables that no walker rule writes keep their values after the save, hence need no copies.
#include <algorithm>
#include <stdexcept>
#include <utility>

#include "model/system/transforms.hpp"

namespace walkcheck {

namespace {

enum Phase : std::int32_t { running, saved, moved };

class Maker {
 public:
  explicit Maker(const TransitionSystem& system) : draft_(*system), plain_rules_(draft_.rules.size()) {}

  TransitionSystem make() {
    declare();
    while_running();
    add_save();
    for (std::size_t i = 0; i < plain_rules_; ++i) {
      if (draft_.rules[i].actor == Actor::walker) add_after_save(walker_rule(i));
    }
    add_property();
    draft_.name += " without cycles";
    draft_.counters.clear();
    return seal(std::move(draft_));
  }

 private:
  struct Copy {
    VariableId of = 0;
    VariableId copy = 0;
  };

  VariableId add_variable(Variable variable) {
    draft_.variables.push_back(std::move(variable));
    const auto id = static_cast<VariableId>(draft_.variables.size() - 1);
    draft_.initial.push_back(draft_.terms.equal(draft_.terms.variable(id), draft_.terms.constant(0)));
    return id;
  }

  void declare() {
    std::vector<bool> written(draft_.variables.size());
    for (const Rule& rule : draft_.rules) {
      if (rule.actor != Actor::walker) continue;
      for (const Update& update : rule.updates) written[update.variable] = true;
    }
    const std::vector<std::string> names = {"nothing is saved", "saved", "moved"};
    phase_ = add_variable(
        {"cycle", 3, std::make_shared<const std::vector<std::string>>(names), Variable::Kind::observer, std::nullopt});
    for (VariableId id = 0; id < written.size(); ++id) {
      if (!written[id]) continue;
      Variable copy = draft_.variables[id];
      copy.name = "saved " + copy.name;
      copy.kind = Variable::Kind::observer;
      copies_.push_back({id, add_variable(std::move(copy))});
    }
  }

  Term in_phase(Phase phase) { return draft_.terms.equal(draft_.terms.variable(phase_), draft_.terms.constant(phase)); }
  Update to_phase(Phase phase) { return {phase_, draft_.terms.constant(phase)}; }
  Term quiet() { return draft_.quiet.value_or(draft_.terms.truth(true)); }

  void while_running() {
    plain_guards_.reserve(plain_rules_);
    for (Rule& rule : draft_.rules) {
      plain_guards_.push_back(rule.guard);
      rule.guard = draft_.terms.all(in_phase(running), rule.guard);
    }
  }

  void add_save() {
    Rule save;
    save.name = "the state is saved";
    save.actor = Actor::rival;
    save.guard = draft_.terms.all(in_phase(running), quiet());
    save.updates = {to_phase(saved)};
    for (const Copy& copy : copies_) save.updates.push_back({copy.copy, draft_.terms.variable(copy.of)});
    if (!draft_.groups.empty()) {
      save.group = static_cast<std::uint32_t>(draft_.groups.size());
      draft_.groups.push_back({save.name, {}});
    }
    draft_.rules.push_back(std::move(save));
  }

  Rule walker_rule(std::size_t index) {
    Rule rule = draft_.rules[index];
    rule.guard = draft_.terms.all(quiet(), plain_guards_[index]);
    return rule;
  }

  void add_after_save(Rule rule) {
    rule.guard = draft_.terms.all(draft_.terms.negate(in_phase(running)), rule.guard);
    rule.updates.push_back(to_phase(moved));
    draft_.rules.push_back(std::move(rule));
  }

  void add_property() {
    Term closes = in_phase(moved);
    for (const Copy& copy : copies_) {
      closes = draft_.terms.all(closes,
                                draft_.terms.equal(draft_.terms.variable(copy.of), draft_.terms.variable(copy.copy)));
    }
    Property property;
    property.name = "closes";
    property.bad_state = closes;
    draft_.properties = {std::move(property)};
  }

  SystemDraft draft_;
  std::size_t plain_rules_;
  std::vector<Term> plain_guards_;
  VariableId phase_ = 0;
  std::vector<Copy> copies_;
};

}  // namespace

TransitionSystem without_cycles(const TransitionSystem& system) { return Maker(system).make(); }

Lasso lasso_of(const TransitionSystem& system, const std::vector<Value>& start,
               const std::vector<std::uint32_t>& rules) {
  const std::vector<Rule>& plain = system->rules;
  std::vector<std::uint32_t> walker;
  for (std::uint32_t i = 0; i < plain.size(); ++i) {
    if (plain[i].actor == Actor::walker) walker.push_back(i);
  }
  const auto save = std::find(rules.begin(), rules.end(), plain.size());
  if (save == rules.end() || start.size() < system->variables.size())
    throw std::logic_error(system->name + ": a run that saves no state is no lasso");
  Lasso lasso;
  lasso.start.assign(start.begin(), start.begin() + static_cast<std::ptrdiff_t>(system->variables.size()));
  lasso.rules.assign(rules.begin(), save);
  lasso.loop_start = lasso.rules.size();
  for (auto rule = save + 1; rule != rules.end(); ++rule) lasso.rules.push_back(walker.at(*rule - plain.size() - 1));
  return lasso;
}

}  // namespace walkcheck
