// Of all shortest runs that break a property, one with the fewest switches between the walker and the others, then with
// the fewest steps of others: the race that is easiest to follow.
//
// Each beginning of a shortest run is a shortest run to its state. So only steps from one level of the breadth-first
// search to the next can lie on it, and one pass over the levels before the breach, in their order, finds for each
// state what the best way to it costs, by who took the last step. Ties go to the state and the rule that come first.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "checker/core/verdict.hpp"
#include "checker/explore/compiled_system.hpp"
#include "checker/explore/enabled_rules.hpp"
#include "checker/explore/judge.hpp"
#include "checker/explore/visited_set.hpp"

namespace walkcheck::exploration {

template <std::size_t Words>
class FewestSwitches {
 public:
  using States = Chunks<Packed<Words>>;

  /// Keeps references. `level_ends[k]` is one more than the last index of the states of level k; the start is level 0.
  FewestSwitches(const CompiledSystem& compiled, const States& states, const VisitedSet<Words>& visited,
                 const std::vector<std::uint32_t>& level_ends)
      : compiled_(compiled), states_(states), visited_(visited), ends_(level_ends), enabled_(compiled) {}

  /// For each property that the judge saw broken, its run.
  [[nodiscard]] std::vector<std::optional<Trace>> runs(const Judge& judge) {
    std::uint32_t longest = 0;
    for (std::size_t i = 0; i < compiled_.properties.size(); ++i) {
      const auto& breach = judge.breach(i);
      goals_.push_back({breach ? length(*breach) : kNone, {}});
      if (breach) longest = std::max(longest, goals_.back().length);
    }
    if (std::none_of(goals_.begin(), goals_.end(), [](const Goal& goal) { return goal.length != kNone; }))
      return traces();
    for (std::uint32_t level = 0; level <= longest && level < ends_.size(); ++level) pass(level, longest);
    return traces();
  }

 private:
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};
  enum Last : std::uint8_t { walker, other };

  struct Cost {
    std::uint32_t switches = kNone;
    std::uint32_t others = kNone;  // steps of others
    friend auto operator<=>(const Cost&, const Cost&) = default;
  };
  /// The best way to a state whose last step is one of the walker, or of others.
  struct Way {
    Cost cost;
    std::uint32_t parent = kNone;
    std::uint32_t rule = kNone;
    Last before = walker;  // whose step led to the parent
  };
  /// Where a run ends: in a state, or by a step from it.
  struct End {
    Cost cost;
    std::uint32_t state = kNone;
    Last last = walker;
    std::uint32_t rule = kNone;
  };
  struct Goal {
    std::uint32_t length = kNone;  // of the run, in steps
    End end;
  };

  [[nodiscard]] std::uint32_t level_of(std::uint32_t state) const {
    return static_cast<std::uint32_t>(std::upper_bound(ends_.begin(), ends_.end(), state) - ends_.begin());
  }
  [[nodiscard]] std::uint32_t length(const Breach& breach) const {
    return level_of(breach.state) + (breach.rule ? 1 : 0);
  }

  void pass(std::uint32_t level, std::uint32_t longest) {
    const std::uint32_t begin = level == 0 ? 0 : ends_[level - 1];
    ways_.resize(ends_[level]);
    for (std::uint32_t state = begin; state < ends_[level]; ++state) {
      if (level == 0) ways_[state][walker].cost = ways_[state][other].cost = {0, 0};
      look_at(state, level);
      if (level < longest) expand(state, level);
    }
  }

  /// Properties that are broken by a state as such.
  void look_at(std::uint32_t state, std::uint32_t level) {
    for (std::size_t i = 0; i < goals_.size(); ++i) {
      const auto& bad = compiled_.properties[i].bad_state;
      if (goals_[i].length != level || !bad) continue;
      if (!compiled_.code.holds(*bad, states_[state].data(), enabled_.scratch())) continue;
      for (const Last last : {walker, other}) take(goals_[i], {ways_[state][last].cost, state, last, kNone});
    }
  }

  void expand(std::uint32_t index, std::uint32_t level) {
    const Packed<Words> state = states_[index];
    const bool more = level + 1 < ends_.size();
    for (const std::uint32_t rule : enabled_.find(state.data())) {
      look_at_firing(index, rule, level);
      if (!more) continue;
      Packed<Words> next = state;
      if (!compiled_.code.update(compiled_.rules[rule].action, state.data(), next.data(), enabled_.scratch())) continue;
      const auto target = visited_.find(next, hash_of(next), states_);
      if (!target || *target < ends_[level] || *target >= ends_[level + 1]) continue;
      if (ways_.size() <= *target) ways_.resize(ends_[level + 1]);
      const Way way = after(index, rule);
      Way& known = ways_[*target][actor(rule)];
      if (way.cost < known.cost) known = way;
    }
  }

  void look_at_firing(std::uint32_t state, std::uint32_t rule, std::uint32_t level) {
    for (const CompiledMark& mark : compiled_.marks[rule]) {
      for (std::size_t i = 0; i < goals_.size(); ++i) {
        if (goals_[i].length != level + 1 || compiled_.system.properties[i].bad_mark != mark.id) continue;
        if (!compiled_.code.holds(mark.when, states_[state].data(), enabled_.scratch())) continue;
        const Way way = after(state, rule);
        take(goals_[i], {way.cost, state, way.before, rule});
      }
    }
  }

  [[nodiscard]] Last actor(std::uint32_t rule) const { return compiled_.rules[rule].walker ? walker : other; }

  /// The best way to `state`, with one more step.
  [[nodiscard]] Way after(std::uint32_t state, std::uint32_t rule) const {
    Way best;
    for (const Last last : {walker, other}) {
      Cost cost = ways_[state][last].cost;
      if (cost.switches == kNone) continue;
      cost.switches += last == actor(rule) ? 0 : 1;
      cost.others += actor(rule) == other ? 1 : 0;
      if (cost < best.cost) best = {cost, state, rule, last};
    }
    return best;
  }

  static void take(Goal& goal, const End& end) {
    if (end.cost < goal.end.cost) goal.end = end;
  }

  [[nodiscard]] std::vector<std::optional<Trace>> traces() const {
    std::vector<std::optional<Trace>> found;
    for (const Goal& goal : goals_)
      found.push_back(goal.end.state == kNone ? std::nullopt : std::optional(trace(goal.end)));
    return found;
  }

  [[nodiscard]] Trace trace(const End& end) const {
    Trace trace;
    if (end.rule != kNone) trace.rules.push_back(end.rule);
    std::uint32_t state = end.state;
    Last last = end.last;
    while (ways_[state][last].parent != kNone) {
      const Way& way = ways_[state][last];
      trace.rules.push_back(way.rule);
      state = way.parent;
      last = way.before;
    }
    std::reverse(trace.rules.begin(), trace.rules.end());
    trace.start = compiled_.layout.unpack(states_[state].data());
    return trace;
  }

  const CompiledSystem& compiled_;
  const States& states_;
  const VisitedSet<Words>& visited_;
  const std::vector<std::uint32_t>& ends_;
  EnabledRules enabled_;
  std::vector<Goal> goals_;  // one per property
  std::vector<std::array<Way, 2>> ways_;
};

}  // namespace walkcheck::exploration
