#include "checker/explore/behaviour.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <set>

#include <fmt/format.h>

#include "checker/explore/explore.hpp"

namespace walkcheck {

namespace {

using Letter = std::uint32_t;
using NodeSet = std::vector<std::uint32_t>;  // sorted

/// One alphabet for both systems.
class Alphabet {
 public:
  Letter letter(const std::string& text) {
    const auto [known, fresh] = letters_.emplace(text, static_cast<Letter>(texts_.size()));
    if (fresh) texts_.push_back(text);
    return known->second;
  }
  [[nodiscard]] const std::string& text(Letter letter) const { return texts_.at(letter); }

 private:
  std::map<std::string, Letter> letters_;
  std::vector<std::string> texts_;
};

/// The reachable states and, between two of them where a rule shows several observations, the places in between: each
/// edge shows one observation at most.
class Graph {
 public:
  struct Edge {
    std::uint32_t target = 0;
    std::optional<Letter> letter;
    std::optional<std::uint32_t> rule;  // of the first edge of its way
  };

  Graph(const TransitionSystem& system, const ReachableStates& reached, Alphabet& alphabet) : system_(system) {
    const auto count = static_cast<std::size_t>(reached.count);
    states_.resize(count);
    for (std::size_t i = 0; i < count; ++i) {
      for (const auto& column : reached.columns) states_[i].push_back(column[i]);
      ids_.emplace(states_[i], static_cast<std::uint32_t>(i));
      if (is_initial(*system, states_[i])) starts_.push_back(static_cast<std::uint32_t>(i));
    }
    edges_.resize(count);
    for (std::uint32_t i = 0; i < count; ++i) {
      for (std::uint32_t rule = 0; rule < system->rules.size(); ++rule) add(i, rule, alphabet);
    }
  }

  [[nodiscard]] const NodeSet& starts() const { return starts_; }
  [[nodiscard]] const std::vector<Edge>& edges(std::uint32_t node) const { return edges_[node]; }
  [[nodiscard]] const std::vector<Value>& state(std::uint32_t node) const { return states_.at(node); }

  /// With all that can be reached unseen.
  [[nodiscard]] NodeSet closed(const NodeSet& nodes) const {
    std::set<std::uint32_t> known(nodes.begin(), nodes.end());
    std::vector<std::uint32_t> open = nodes;
    while (!open.empty()) {
      const std::uint32_t node = open.back();
      open.pop_back();
      for (const Edge& edge : edges_[node]) {
        if (!edge.letter && known.insert(edge.target).second) open.push_back(edge.target);
      }
    }
    return {known.begin(), known.end()};
  }

  /// By what is seen next, the nodes behind it.
  [[nodiscard]] std::map<Letter, NodeSet> next(const NodeSet& closed) const {
    std::map<Letter, std::set<std::uint32_t>> found;
    for (const std::uint32_t node : closed) {
      for (const Edge& edge : edges_[node]) {
        if (edge.letter) found[*edge.letter].insert(edge.target);
      }
    }
    std::map<Letter, NodeSet> sets;
    for (const auto& [letter, nodes] : found) sets.emplace(letter, NodeSet(nodes.begin(), nodes.end()));
    return sets;
  }

  /// A shortest run that shows the word.
  [[nodiscard]] Trace run(const std::vector<Letter>& word) const;

 private:
  void add(std::uint32_t from, std::uint32_t rule, Alphabet& alphabet) {
    const auto after = fire(*system_, rule, states_[from]);
    if (!after) return;
    const std::uint32_t to = ids_.at(*after);
    const auto& seen = system_->rules[rule].observations;
    std::uint32_t at = from;
    std::optional<std::uint32_t> by = rule;
    for (std::size_t i = 0; i < seen.size(); ++i) {
      const std::uint32_t next = i + 1 == seen.size() ? to : static_cast<std::uint32_t>(edges_.size());
      if (next == edges_.size()) edges_.emplace_back();
      edges_[at].push_back({next, alphabet.letter(filled(seen[i], system_->terms, states_[from])), by});
      at = next;
      by.reset();
    }
    if (seen.empty() && to != from) edges_[from].push_back({to, std::nullopt, rule});
  }

  const TransitionSystem& system_;
  std::vector<std::vector<Value>> states_;
  std::map<std::vector<Value>, std::uint32_t> ids_;
  NodeSet starts_;
  std::vector<std::vector<Edge>> edges_;
};

Trace Graph::run(const std::vector<Letter>& word) const {
  struct Reached {
    std::uint32_t node = 0;
    std::size_t seen = 0, from = 0;
    std::optional<std::uint32_t> rule;
  };
  std::vector<Reached> reached;
  std::set<std::pair<std::uint32_t, std::size_t>> known;
  for (const std::uint32_t start : starts_) {
    reached.push_back({start, 0, 0, {}});
    known.emplace(start, 0);
  }
  // All edges count as one step: those inside a rule only come where it shows more than one thing.
  for (std::size_t i = 0; i < reached.size(); ++i) {
    const Reached at = reached[i];
    // In the middle of a rule, too: it fires as a whole.
    if (at.seen == word.size()) {
      Trace trace;
      std::size_t back = i;
      for (; reached[back].seen != 0 || reached[back].rule; back = reached[back].from) {
        if (reached[back].rule) trace.rules.push_back(*reached[back].rule);
      }
      trace.start = states_[reached[back].node];
      std::reverse(trace.rules.begin(), trace.rules.end());
      return trace;
    }
    for (const Edge& edge : edges_[at.node]) {
      if (edge.letter && (at.seen == word.size() || *edge.letter != word[at.seen])) continue;
      const std::size_t seen = at.seen + (edge.letter ? 1 : 0);
      if (known.emplace(edge.target, seen).second) reached.push_back({edge.target, seen, i, edge.rule});
    }
  }
  throw std::logic_error("a sequence of observations without a run");
}

/// Sets of states of both that the same observations lead to.
struct Pair {
  NodeSet one, other;
  std::size_t from = 0;
  Letter letter = 0;
};

class Comparison {
 public:
  Comparison(const Graph& one, const Graph& other, std::uint64_t most) : one_(one), other_(other), most_(most) {}

  /// The word that one alone can show, and whether that is the first. None: there is none, or a limit was reached.
  std::optional<std::pair<bool, std::vector<Letter>>> run() {
    add({one_.closed(one_.starts()), other_.closed(other_.starts()), 0, 0});
    for (std::size_t i = 0; i < pairs_.size() && pairs_.size() <= most_; ++i) {
      const auto firsts = one_.next(pairs_[i].one), seconds = other_.next(pairs_[i].other);
      for (const auto& [letter, nodes] : seconds) {
        if (!firsts.contains(letter)) return std::pair{false, word(i, letter)};
      }
      for (const auto& [letter, nodes] : firsts) {
        const auto same = seconds.find(letter);
        if (same == seconds.end()) return std::pair{true, word(i, letter)};
        add({one_.closed(nodes), other_.closed(same->second), i, letter});
      }
    }
    return std::nullopt;
  }

  [[nodiscard]] bool stopped() const { return pairs_.size() > most_; }

 private:
  void add(Pair pair) {
    if (known_.emplace(pair.one, pair.other).second) pairs_.push_back(std::move(pair));
  }

  [[nodiscard]] std::vector<Letter> word(std::size_t pair, Letter last) const {
    std::vector<Letter> letters{last};
    for (; pair != 0; pair = pairs_[pair].from) letters.push_back(pairs_[pair].letter);
    std::reverse(letters.begin(), letters.end());
    return letters;
  }

  const Graph &one_, &other_;
  std::uint64_t most_;
  std::deque<Pair> pairs_;
  std::set<std::pair<NodeSet, NodeSet>> known_;
};

constexpr std::uint64_t usual_pairs = 100'000;

}  // namespace

BehaviourAnswer compare_behaviour(const TransitionSystem& one, const TransitionSystem& other, const Limits& limits) {
  const Explored first = explore_states(one, limits, nullptr), second = explore_states(other, limits, nullptr);
  BehaviourAnswer answer;
  answer.states = first.answer.statistics.states + second.answer.statistics.states;
  for (const Explored* each : {&first, &second}) {
    if (each->answer.stopped) answer.stopped = each->answer.stopped;
  }
  if (answer.stopped || !first.states || !second.states) return answer;
  Alphabet alphabet;
  const Graph left(one, *first.states, alphabet), right(other, *second.states, alphabet);
  const std::uint64_t most = limits.max_states.value_or(usual_pairs);
  Comparison comparison(left, right, most);
  const auto found = comparison.run();
  if (comparison.stopped() && !found) answer.stopped = fmt::format("more than {} pairs of sets of states", most);
  if (!found) return answer;
  const auto& [of_first, word] = *found;
  TellingRun run{of_first, (of_first ? left : right).run(word), {}};
  for (const Letter letter : word) run.observations.push_back(alphabet.text(letter));
  answer.difference = std::move(run);
  return answer;
}

}  // namespace walkcheck
