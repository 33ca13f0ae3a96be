#include "tests/oracle/pud_level.hpp"

#include <algorithm>
#include <deque>
#include <optional>
#include <unordered_map>

namespace walkcheck::oracle {
namespace {

struct Hash {
  std::size_t operator()(const State& state) const {
    std::uint64_t bits = 0;
    const auto add = [&](auto value, unsigned width) { bits = (bits << width) | static_cast<std::uint64_t>(value); };
    for (const Entry entry : state.pud) add(entry, 2);
    for (const bool seen : state.seen_bad) add(seen, 1);
    add(state.kind, 2);
    add(state.place, 6);
    add(state.index, 1);
    add(state.action, 2);
    for (const Entry entry : {state.snapshot, state.goal, state.locked_class}) add(entry, 2);
    for (const bool flag : {state.locked, state.in_callback, state.error, state.stale, state.lock_returned,
                            state.got_lock, state.split_asked, state.told_to_skip}) {
      add(flag, 1);
    }
    return std::hash<std::uint64_t>{}(bits * 0x9e3779b97f4a7c15U);
  }
};

using Id = std::uint32_t;

struct Edge {
  Id target = 0;
  bool retry = false;
};

/// The reachable states, how each was reached first, and what the walker alone may do in each.
struct Graph {
  struct Reached {
    State state;
    std::optional<Id> from;
    std::string_view text;
  };
  std::vector<Reached> reached;
  std::unordered_map<State, Id, Hash> ids;
  std::vector<std::vector<Edge>> walker;
};

std::string_view show(Entry entry) {
  constexpr std::array<std::string_view, 4> names{"none", "table", "leaf", "devmap"};
  return names.at(static_cast<std::size_t>(entry));
}

std::string line(const State& state, std::string_view text) {
  std::string out = "[" + std::to_string(state.index) + "] " + std::string(text);
  for (const Entry entry : state.pud) out += "  " + std::string(show(entry));
  return out + (state.locked ? "  (locked)" : "");
}

std::vector<std::string> way_to(const Graph& graph, Id last) {
  std::vector<std::string> lines;
  for (std::optional<Id> id = last; id; id = graph.reached[*id].from) {
    lines.push_back(line(graph.reached[*id].state, graph.reached[*id].text));
  }
  std::ranges::reverse(lines);
  return lines;
}

/// What a state or a step is to a property.
enum class Word : std::uint8_t { nothing, met, broken };

Word judge_locked(Property property, const State& state) {
  if (!state.lock_returned) return Word::nothing;
  const Entry now = state.pud.at(state.index);
  const bool kept = property == Property::locked_pud_is_stable ? now == state.locked_class : now != Entry::none;
  return kept ? Word::met : Word::broken;
}

Word judge(Property property, const State& before, Event event) {
  const auto word = [](bool is_met, bool is_broken) {
    return is_broken ? Word::broken : is_met ? Word::met : Word::nothing;
  };
  switch (property) {
    case Property::continue_never_descends:
      return word(before.told_to_skip, event == Event::descend && before.told_to_skip);
    case Property::again_terminates:
      return word(event == Event::retry, false);
    case Property::locked_pud_is_never_none:
    case Property::locked_pud_is_present:  // only an empty pud is not present here
    case Property::locked_pud_is_stable:
      return judge_locked(property, before);
    case Property::descends_only_into_tables:
      return word(event == Event::descend, event == Event::bad_deref || event == Event::stale_use);
    case Property::no_needless_split:  // where no callback is asked, every split is needless
      return word(event == Event::split, event == Event::split && !before.split_asked);
    case Property::never_sleeps_under_a_lock:
      return word(event == Event::sleep, event == Event::sleep && before.locked);
    case Property::no_lock_taken_twice:
      return word(before.locked, event == Event::self_deadlock);
  }
  return Word::nothing;
}

class Search {
 public:
  Search(const Scenario& scenario, std::size_t entries) : scenario_(scenario), entries_(entries) {}

  Decisions run() {
    for (const State& state : start_states(entries_)) reach(state, std::nullopt, "start");
    while (!queue_.empty()) {
      const Id id = queue_.front();
      queue_.pop_front();
      expand(id);
    }
    decisions_.states = graph_.reached.size();
    left_alone();
    return std::move(decisions_);
  }

 private:
  Id reach(const State& state, std::optional<Id> from, std::string_view text) {
    const auto [found, is_new] = graph_.ids.try_emplace(state, static_cast<Id>(graph_.reached.size()));
    if (is_new) {
      graph_.reached.push_back({state, from, text});
      graph_.walker.emplace_back();
      queue_.push_back(found->second);
    }
    return found->second;
  }

  void expand(Id id) {
    const State state = graph_.reached[id].state;
    judge_all(id, state, {"", state, Event::none});
    if (state.place == Place::done || state.place == Place::failed) return;
    for (const Step& step : walker_steps(scenario_, state, entries_)) {
      judge_all(id, state, step);
      const Id target = reach(step.after, id, step.text);
      graph_.walker[id].push_back({target, step.event == Event::retry});
    }
    for (const Step& step : rival_steps(scenario_, state, entries_)) reach(step.after, id, step.text);
  }

  void judge_all(Id id, const State& before, const Step& step) {
    for (std::size_t index = 0; index < property_count; ++index) {
      Decision& decision = decisions_.properties.at(index);
      const Word word = judge(static_cast<Property>(index), before, step.event);
      if (word == Word::nothing) continue;
      decision.met = true;
      if (word != Word::broken || decision.violated) continue;
      decision.violated = true;
      decision.trace = way_to(graph_, id);
      if (!step.text.empty()) decision.trace.push_back(line(step.after, step.text));
    }
  }

  /// Depth first over the walker's own steps: a step back to a state on the path closes a cycle; behind it, the most
  /// retries before the walk leaves the entry.
  void left_alone() {
    std::vector<Colour> colours(graph_.reached.size(), Colour::white);
    std::vector<std::uint32_t> retries(graph_.reached.size(), 0);
    for (Id id = 0; id < graph_.reached.size(); ++id) visit(id, colours, retries);
    for (const std::uint32_t count : retries) decisions_.most_retries = std::max(decisions_.most_retries, count);
  }

  enum class Colour : std::uint8_t { white, grey, black };

  void visit(Id root, std::vector<Colour>& colours, std::vector<std::uint32_t>& retries) {
    struct Frame {
      Id id = 0;
      std::size_t edge = 0;
    };
    if (colours[root] != Colour::white) return;
    std::vector<Frame> path{{root, 0}};
    colours[root] = Colour::grey;
    while (!path.empty()) {
      const Id id = path.back().id;
      if (path.back().edge == graph_.walker[id].size()) {
        colours[id] = Colour::black;
        for (const Edge& edge : graph_.walker[id]) count(id, edge, retries);
        path.pop_back();
        continue;
      }
      const Id target = graph_.walker[id][path.back().edge++].target;
      if (colours[target] == Colour::grey) cycle(target);
      if (colours[target] != Colour::white) continue;
      colours[target] = Colour::grey;
      path.push_back({target, 0});
    }
  }

  void count(Id id, const Edge& edge, std::vector<std::uint32_t>& retries) const {
    if (graph_.reached[edge.target].state.index != graph_.reached[id].state.index) return;
    retries[id] = std::max(retries[id], retries[edge.target] + (edge.retry ? 1U : 0U));
  }

  void cycle(Id id) {
    Decision& decision = decisions_.properties.at(static_cast<std::size_t>(Property::again_terminates));
    if (decision.violated) return;
    decision.violated = true;
    decision.trace = way_to(graph_, id);
  }

  const Scenario& scenario_;
  std::size_t entries_;
  Graph graph_;
  std::deque<Id> queue_;
  Decisions decisions_;
};

}  // namespace

std::string_view name(Property property) {
  constexpr std::array<std::string_view, property_count> names{
      "continue_never_descends", "again_terminates",          "locked_pud_is_never_none",
      "locked_pud_is_present",   "locked_pud_is_stable",      "descends_only_into_tables",
      "no_needless_split",       "never_sleeps_under_a_lock", "no_lock_taken_twice"};
  return names.at(static_cast<std::size_t>(property));
}

const std::vector<Scenario>& scenarios() {
  static const std::vector<Scenario> all{
      {.name = "before", .before_patch = true},
      {.name = "v17"},
      {.name = "v17_retry_on_unstable", .retry_on_unstable = true},
      {.name = "v17_without_dead_tests", .dead_tests = false},
      {.name = "v17_recheck_unstable", .recheck_unstable = true},
      {.name = "v17_review", .dead_tests = false, .retry_on_unstable = true, .recheck_unstable = true},
      {.name = "v17_review_unlocked",
       .dead_tests = false,
       .retry_on_unstable = true,
       .recheck_unstable = true,
       .unlock_before_fault = true},
      {.name = "v17_clear_bad", .clear_bad = true},
      {.name = "v17_pmd_only", .has_callbacks = false}};
  return all;
}

Decisions decide(const Scenario& scenario, std::size_t entries) { return Search(scenario, entries).run(); }

}  // namespace walkcheck::oracle
