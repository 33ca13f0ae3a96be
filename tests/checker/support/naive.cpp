#include "tests/checker/support/naive.hpp"

#include <algorithm>
#include <map>

namespace walkcheck::testing {

namespace {

using State = std::vector<Value>;

class Search {
 public:
  explicit Search(const SystemDraft& system) : system_(system) {}

  NaiveAnswer run() {
    answer_.fired.resize(system_.rules.size());
    answer_.counts.resize(system_.counters.size());
    answer_.lengths.resize(system_.properties.size());
    witnessed_.resize(system_.properties.size());
    State state(system_.variables.size());
    enumerate(state, 0);
    for (std::size_t i = 0; i < states_.size(); ++i) expand(i);
    answer_.states = states_.size();
    answer_.depth = states_.empty() ? 0 : static_cast<std::uint32_t>(distance_.back()) + 1;
    for (std::size_t i = 0; i < system_.properties.size(); ++i) answer_.statuses.push_back(judge(i));
    return answer_;
  }

 private:
  bool meets(Term term, const State& state) const { return evaluate(system_.terms, term, state) != 0; }

  bool is_variable(Term term, std::size_t variable) const {
    const TermNode& node = system_.terms[term];
    return node.op == Op::variable && static_cast<std::size_t>(node.value) == variable;
  }

  void enumerate(State& state, std::size_t variable) {
    if (variable == state.size()) {
      if (is_initial(system_, state)) visit(state, 0);
      return;
    }
    // Only to be done before the end of days: what speaks of this variable alone is checked at once.
    const auto pinned = [&](Term term) {
      const TermNode& node = system_.terms[term];
      return node.op == Op::equal && is_variable(node.a, variable) && system_.terms.is_constant(node.b);
    };
    for (std::uint32_t value = 0; value < system_.variables[variable].size; ++value) {
      state[variable] = static_cast<Value>(value);
      const auto fails = [&](Term term) { return pinned(term) && !meets(term, state); };
      if (std::any_of(system_.initial.begin(), system_.initial.end(), fails)) continue;
      enumerate(state, variable + 1);
    }
  }

  std::size_t visit(const State& state, std::size_t distance) {
    const auto [place, fresh] = known_.try_emplace(state, states_.size());
    if (!fresh) return place->second;
    states_.push_back(state);
    distance_.push_back(distance);
    successors_.emplace_back();
    for (std::size_t i = 0; i < system_.counters.size(); ++i) {
      if (meets(system_.counters[i].condition, state)) ++answer_.counts[i];
    }
    for (std::size_t i = 0; i < system_.properties.size(); ++i) {
      const Property& property = system_.properties[i];
      if (property.bad_state && meets(*property.bad_state, state)) breaks(i, distance);
      if (property.witness_state && meets(*property.witness_state, state)) witnessed_[i] = true;
    }
    return place->second;
  }

  void breaks(std::size_t property, std::size_t length) {
    std::optional<std::size_t>& known = answer_.lengths[property];
    known = std::min(known.value_or(length), length);
  }

  void expand(std::size_t index) {
    const State state = states_[index];
    for (std::uint32_t rule = 0; rule < system_.rules.size(); ++rule) {
      const auto next = fire(system_, rule, state);
      if (!next) continue;
      ++answer_.transitions;
      answer_.fired[rule] = true;
      for (const Mark& mark : system_.rules[rule].marks) {
        if (meets(mark.when, state)) see_mark(mark.id, distance_[index] + 1);
      }
      const std::size_t target = visit(*next, distance_[index] + 1);
      successors_[index].push_back({target, system_.rules[rule].actor == Actor::walker});
    }
  }

  void see_mark(MarkId mark, std::size_t length) {
    for (std::size_t i = 0; i < system_.properties.size(); ++i) {
      if (system_.properties[i].bad_mark == mark) breaks(i, length);
      if (system_.properties[i].witness_mark == mark) witnessed_[i] = true;
    }
  }

  Status judge(std::size_t index) {
    const Property& property = system_.properties[index];
    if (property.kind == Property::Kind::no_deadlock) find_deadlock(index);
    const bool loops = property.kind == Property::Kind::terminates && has_loop();
    if (loops || answer_.lengths[index]) return Status::violated;
    if (states_.empty()) return Status::vacuous;
    const bool needs_witness = property.witness_state || property.witness_mark;
    return needs_witness && !witnessed_[index] ? Status::vacuous : Status::holds;
  }

  /// Takes away states without successors until none is left.
  bool has_loop() const {
    const auto quiet = [this](std::size_t i) { return !system_.quiet || meets(*system_.quiet, states_[i]); };
    std::vector<bool> gone(states_.size());
    for (bool changed = true; changed;) {
      changed = false;
      for (std::size_t i = 0; i < states_.size(); ++i) {
        const auto goes_on = [&](const Step& step) { return step.walker && quiet(step.target) && !gone[step.target]; };
        if (gone[i] || (quiet(i) && std::any_of(successors_[i].begin(), successors_[i].end(), goes_on))) continue;
        gone[i] = changed = true;
      }
    }
    return std::find(gone.begin(), gone.end(), false) != gone.end();
  }

  bool is_stuck(std::size_t i) const {
    const auto& steps = successors_[i];
    return std::none_of(steps.begin(), steps.end(), [](const Step& step) { return step.walker; }) &&
           !(system_.ended && meets(*system_.ended, states_[i]));
  }

  void find_deadlock(std::size_t index) {
    std::vector<bool> escapes(states_.size());
    for (std::size_t i = 0; i < states_.size(); ++i) escapes[i] = !is_stuck(i);
    for (bool changed = true; changed;) {
      changed = false;
      for (std::size_t i = 0; i < states_.size(); ++i) {
        const auto out = [&](const Step& step) { return escapes[step.target]; };
        if (escapes[i] || std::none_of(successors_[i].begin(), successors_[i].end(), out)) continue;
        escapes[i] = changed = true;
      }
    }
    for (std::size_t i = 0; i < states_.size(); ++i) {
      if (!escapes[i]) breaks(index, distance_[i]);
    }
  }

  struct Step {
    std::size_t target = 0;
    bool walker = false;
  };
  const SystemDraft& system_;
  NaiveAnswer answer_;
  std::vector<State> states_;
  std::vector<std::size_t> distance_;
  std::vector<std::vector<Step>> successors_;
  std::map<State, std::size_t> known_;
  std::vector<bool> witnessed_;
};

}  // namespace

NaiveAnswer search_naively(const SystemDraft& system) { return Search(system).run(); }

}  // namespace walkcheck::testing
