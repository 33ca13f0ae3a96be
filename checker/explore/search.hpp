// The search itself, for states of a fixed number of words.
//
// The array of states, in the order in which they were found, is the queue of the breadth-first search. Successors are
// gathered in a batch: each is hashed and its slot of the table fetched ahead, then all are looked up in their order.
// Which states are found, and in which order, does not depend on the size of a batch; a batch never spans two levels.
#pragma once

#include <algorithm>
#include <cstdint>
#include <new>
#include <span>
#include <utility>
#include <vector>

#include "checker/core/reachable.hpp"
#include "checker/explore/compiled_system.hpp"
#include "checker/explore/conclude.hpp"
#include "checker/explore/enabled_rules.hpp"
#include "checker/explore/fewest_switches.hpp"
#include "checker/explore/judge.hpp"
#include "checker/explore/start_states.hpp"
#include "checker/explore/visited_set.hpp"
#include "checker/explore/watchman.hpp"

namespace walkcheck::exploration {

template <std::size_t Words>
class Search {
 public:
  Search(const CompiledSystem& compiled, const Limits& limits, Observer* observer)
      : compiled_(compiled),
        judge_(compiled),
        watchman_(limits, observer),
        enabled_(compiled),
        fired_(compiled.rules.size()) {
    for (const Property& property : compiled.system.properties) {
      if (property.kind == Property::Kind::terminates) graph_.emplace();
      if (property.kind == Property::Kind::no_deadlock) stuck_.emplace();
    }
    batch_.reserve(kBatch + compiled.rules.size());
  }

  Answer run() {
    try {
      find_start_states();
      while (processed_ < states_.size() && !watchman_.stopped()) process_level();
    } catch (const std::bad_alloc&) {
      watchman_.stop_for_lack_of_memory();
    }
    Statistics& statistics = statistics_;
    statistics.states = states_.size();
    statistics.bytes = std::max(statistics.bytes, bytes());
    statistics.seconds = watchman_.seconds();
    const auto stopped = watchman_.report(statistics, processed_);
    if (level_ends_.empty() || level_ends_.back() < states_.size())
      level_ends_.push_back(static_cast<std::uint32_t>(states_.size()));
    const auto path_to = [this](std::uint32_t state) { return path(state); };
    Answer answer = conclude(compiled_, {statistics, judge_, std::move(fired_), std::move(graph_), std::move(stuck_),
                                         processed_, stopped, path_to, shortest_runs()});
    answer.statistics.seconds = watchman_.seconds();
    return answer;
  }

  /// What was found so far.
  [[nodiscard]] ReachableStates states() const {
    ReachableStates found{states_.size(), {}};
    for (const Field& field : compiled_.layout.fields) {
      auto& column = found.columns.emplace_back();
      column.reserve(states_.size());
      for (std::uint64_t i = 0; i < states_.size(); ++i)
        column.push_back(static_cast<Value>(field.get(states_[static_cast<std::uint32_t>(i)].data())));
    }
    return found;
  }

 private:
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};
  static constexpr std::size_t kBatch = 64;
  static constexpr std::uint64_t kBatchesBetweenQuestions = 32;
  static constexpr std::uint64_t kStatesBetweenChecks = 1U << 16;

  /// How a state was first reached.
  struct Origin {
    std::uint32_t parent = kNone;
    std::uint32_t rule = kNone;
  };
  struct Successor {
    Packed<Words> state;
    std::uint64_t hash = 0;
    Origin origin;
    std::uint64_t slot = 0;
  };

  void find_start_states() {
    statistics_.depth = 1;
    const auto found = [this](const std::uint64_t* words) {
      Packed<Words> state{};
      std::copy_n(words, compiled_.layout.words, state.begin());
      add_to_batch(state, {});
      if (batch_.size() >= kBatch) look_up_batch();
      return !watchman_.stopped();
    };
    for_each_start(compiled_, found, [this] { return keep_on(); });
    look_up_batch();
    if (states_.size() == 0) statistics_.depth = 0;
  }

  void process_level() {
    const std::uint64_t end = states_.size();
    level_ends_.push_back(static_cast<std::uint32_t>(end));
    std::uint64_t next = processed_;
    while (next < end && !watchman_.stopped()) {
      while (next < end && batch_.size() < kBatch) expand(static_cast<std::uint32_t>(next++));
      look_up_batch();
      if (!watchman_.stopped()) processed_ = next;
    }
    if (states_.size() > end) ++statistics_.depth;
  }

  void expand(std::uint32_t index) {
    const Packed<Words> state = states_[index];
    const auto enabled = enabled_.find(state.data());
    if (stuck_) look_for_stuck(state, index, enabled);
    statistics_.transitions += enabled.size();
    for (const std::uint32_t rule : enabled) {
      fired_[rule] = 1;
      if (judge_.watches(rule)) judge_.see_firing(rule, state.data(), index, enabled_.scratch());
      Packed<Words> next = state;
      if (!compiled_.code.update(compiled_.rules[rule].action, state.data(), next.data(), enabled_.scratch())) {
        // Throws, and says what is wrong.
        static_cast<void>(fire(compiled_.system, rule, compiled_.layout.unpack(state.data())));
      }
      add_to_batch(next, {index, rule});
    }
  }

  void look_for_stuck(const Packed<Words>& state, std::uint32_t index, std::span<const std::uint32_t> enabled) {
    const auto is_walker = [this](std::uint32_t rule) { return compiled_.rules[rule].walker; };
    if (std::any_of(enabled.begin(), enabled.end(), is_walker)) return;
    if (compiled_.ended && compiled_.code.holds(*compiled_.ended, state.data(), enabled_.scratch())) return;
    stuck_->add_state(index);
  }

  void add_to_batch(const Packed<Words>& state, Origin origin) {
    const std::uint64_t hash = hash_of(state);
    visited_.prefetch(hash);
    batch_.push_back({state, hash, origin, 0});
  }

  void look_up_batch() {
    const std::uint64_t slots = visited_.slots();
    for (Successor& successor : batch_) successor.slot = visited_.approach(successor.hash, states_);
    for (const Successor& successor : batch_) {
      const std::uint64_t at = visited_.slots() == slots ? successor.slot : visited_.home(successor.hash);
      const auto place = visited_.enter(successor.state, successor.hash, at, states_);
      if (place.fresh && !add_state(successor)) {
        // What was looked into before this one's parent is complete.
        if (successor.origin.parent != kNone) processed_ = successor.origin.parent;
        break;
      }
      record(successor.origin, place.index);
    }
    batch_.clear();
    if (++batches_ % kBatchesBetweenQuestions == 0) keep_on();
  }

  void record(Origin origin, std::uint32_t target) {
    if (origin.parent == kNone) return;
    if (graph_ && compiled_.rules[origin.rule].walker) graph_->add_edge(origin.parent, target, origin.rule);
    if (stuck_ && stuck_->knows(origin.parent)) stuck_->add_edge(origin.parent, target);
  }

  /// False if a limit forbids it, or allows no further one.
  bool add_state(const Successor& successor) {
    if (states_.size() >= watchman_.most_states()) {
      watchman_.stop_for_states();
      return false;
    }
    const auto index = static_cast<std::uint32_t>(states_.size());
    const std::uint64_t* const state = successor.state.data();
    states_.push_back(successor.state);
    origins_.push_back(successor.origin);
    judge_.see_state(state, index, enabled_.scratch());
    if (graph_)
      graph_->add_state(!compiled_.quiet || compiled_.code.holds(*compiled_.quiet, state, enabled_.scratch()));
    if (states_.size() >= next_check_ || visited_.crowded(states_.size())) return make_room();
    return true;
  }

  bool make_room() {
    next_check_ = states_.size() + kStatesBetweenChecks;
    const std::uint64_t held = bytes();
    statistics_.bytes = std::max(statistics_.bytes, held);
    if (!watchman_.admits_bytes(held)) {
      watchman_.stop_for_memory();
    } else if (visited_.crowded(states_.size())) {
      if (watchman_.admits_bytes(held + visited_.bytes()))
        visited_.grow(states_);
      else if (visited_.full(states_.size()))
        watchman_.stop_for_memory();
    }
    return !watchman_.stopped();
  }

  [[nodiscard]] std::uint64_t bytes() const {
    return states_.bytes() + origins_.bytes() + visited_.bytes() + (graph_ ? graph_->bytes() : 0) +
           (stuck_ ? stuck_->bytes() : 0);
  }

  bool keep_on() { return watchman_.keep_on(states_.size(), processed_, statistics_.depth, bytes()); }

  /// Without memory for it, the first run that was found is as short.
  [[nodiscard]] std::vector<std::optional<Trace>> shortest_runs() const {
    try {
      return FewestSwitches<Words>(compiled_, states_, visited_, level_ends_).runs(judge_);
    } catch (const std::bad_alloc&) {
      return {};
    }
  }

  [[nodiscard]] Trace path(std::uint32_t state) const {
    Trace trace;
    while (origins_[state].parent != kNone) {
      trace.rules.push_back(origins_[state].rule);
      state = origins_[state].parent;
    }
    std::reverse(trace.rules.begin(), trace.rules.end());
    trace.start = compiled_.layout.unpack(states_[state].data());
    return trace;
  }

  const CompiledSystem& compiled_;
  Judge judge_;
  Watchman watchman_;
  EnabledRules enabled_;
  std::vector<std::uint8_t> fired_;
  std::optional<GraphRecorder> graph_;
  std::optional<StuckRecorder> stuck_;

  Chunks<Packed<Words>> states_;
  Chunks<Origin> origins_;
  VisitedSet<Words> visited_;
  std::vector<Successor> batch_;
  std::vector<std::uint32_t> level_ends_;

  std::uint64_t processed_ = 0;
  std::uint64_t batches_ = 0;
  std::uint64_t next_check_ = kStatesBetweenChecks;
  Statistics statistics_;
};

}  // namespace walkcheck::exploration
