// Incremental construction of inductive clauses (Bradley 2011), in the form that Een, Mishchenko and Brayton (2011)
// call property directed reachability. For a goal, level by level of Levels:
//   - `run_to`: while a state of F(k), the highest level, meets the goal, it, and all states that meet it for the same
//     reason, become an obligation: show that F(k-1) does not lead there.
//   - `block`: an obligation with predecessors in the level below makes them one; one without becomes a cube that is
//     excluded, as large as can be (`generalised`), as high up as can be (`exclude`). One that a start state meets is
//     where a run to the goal begins (`follow`).
//   - `deepen`: cubes to which the level above does not lead either move up. If a level is left without any of its own,
//     it is the same as the one above, and what is excluded there is excluded for good (`never`), whatever the goal is.
//     So is what is inductive already among the cubes of the highest level: goals that are easy are settled early.
// Nothing in F(i) depends on the goal, so goals share all of it, and are looked for in turns, a level at a time.
//
// Nothing here needs to be trusted: a run is replayed with fire(), and whoever makes a proof of cubes checks it.
#include "checker/symbolic/ic3.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>
#include <tuple>
#include <utility>

namespace walkcheck::symbolic {

namespace {

/// Where the walker stands is let go last: it says most about a state.
std::vector<BitLiteral> ranks_of(const SystemDraft& system, const std::vector<BitOf>& layout) {
  std::vector<BitLiteral> ranks(2 * layout.size());
  for (BitLiteral literal = 0; literal < ranks.size(); ++literal) {
    const bool control = system.variables[layout[bit_of(literal)].variable].kind == Variable::Kind::control;
    ranks[literal] = literal + (control ? static_cast<BitLiteral>(ranks.size()) : 0);
  }
  return ranks;
}

}  // namespace

Ic3::Ic3(const TransitionSystem& system, Watch& watch)
    : system_(*system), watch_(watch), levels_(system, watch), ranks_(ranks_of(system_, encoding().layout())) {}

std::optional<Ic3::Path> Ic3::run_to(const z3::expr& goal) {
  while (const auto cube = levels_.some_states(goal)) {
    if (auto path = block(*cube)) return path;
    if (watch_.stopped()) break;
  }
  return std::nullopt;
}

std::optional<Ic3::Path> Ic3::block(const Cube& cube) {
  obligations_.clear();
  std::set<std::tuple<std::uint32_t, std::uint32_t, std::size_t>> open;  // level, distance, index
  const auto oblige = [&](Obligation obligation) {
    open.emplace(obligation.level, obligation.distance, obligations_.size());
    obligations_.push_back(std::move(obligation));
  };
  oblige({cube, level(), 0, std::nullopt});
  while (!open.empty() && watch_.go_on(level())) {
    const std::size_t index = std::get<2>(*open.begin());
    const Obligation now = obligations_[index];
    if (levels_.meets_start(now.cube)) return follow(index);
    if (levels_.covers_on(now.level, now.cube)) {
      open.erase(open.begin());
    } else if (const auto part = levels_.keeps_out(now.cube, now.level)) {
      open.erase(open.begin());
      const std::uint32_t up = exclude(generalised(*part, now.level), now.level) + 1;
      // Seen from higher up it may be within reach after all, which shows faults sooner.
      if (up <= level()) oblige({now.cube, up, now.distance, now.next});
    } else if (!watch_.stopped()) {
      oblige({levels_.predecessors(now.cube), now.level - 1, now.distance + 1, index});
    }
  }
  return std::nullopt;
}

Cube Ic3::generalised(Cube cube, std::uint32_t level) {
  Cube order = cube;
  std::sort(order.begin(), order.end(), [this](BitLiteral a, BitLiteral b) { return ranks_[a] < ranks_[b]; });
  for (const BitLiteral literal : order) {
    Cube larger = cube;
    if (std::erase(larger, literal) == 0 || levels_.meets_start(larger)) continue;
    if (auto part = levels_.keeps_out(larger, level)) cube = std::move(*part);
    if (watch_.stopped()) break;
  }
  return cube;
}

/// At the highest level that is possible: returned.
std::uint32_t Ic3::exclude(Cube cube, std::uint32_t level) {
  for (; level < levels_.top(); ++level) {
    auto part = levels_.keeps_out(cube, level + 1);
    if (!part) break;
    cube = std::move(*part);
  }
  levels_.add(cube, level);
  return level;
}

/// A start state meets the obligation; from there, the run through all that follow.
std::optional<Ic3::Path> Ic3::follow(std::size_t obligation) {
  const std::vector<Value> start = levels_.start_state();
  Path path{{start, {}, {}}, start};
  for (auto next = obligations_[obligation].next; next; next = obligations_[*next].next) {
    std::optional<std::vector<Value>> after;
    std::uint32_t rule = 0;
    for (; rule < system_.rules.size(); ++rule) {
      after = fire(system_, rule, path.last);
      if (after && contains(obligations_[*next].cube, *after, encoding().layout())) break;
    }
    if (rule == system_.rules.size()) throw std::logic_error(system_.name + ": a run of IC3 cannot be replayed");
    path.trace.rules.push_back(rule);
    path.last = std::move(*after);
  }
  return path;
}

void Ic3::deepen() {
  levels_.add_level();
  for (std::uint32_t level = 1; level < levels_.top(); ++level) {
    const std::vector<Cube> cubes = levels_.at(level);
    for (const Cube& cube : cubes) {
      if (!watch_.go_on(levels_.top())) return;
      // A larger cube that moved up may have taken its place.
      const std::vector<Cube>& left = levels_.at(level);
      if (std::find(left.begin(), left.end(), cube) == left.end()) continue;
      if (const auto part = levels_.keeps_out(cube, level + 1)) levels_.add(*part, level + 1);
    }
    if (levels_.at(level).empty()) return levels_.keep_all_above(level);
  }
  levels_.keep(levels_.inductive_part(levels_.at(levels_.top())));
}

}  // namespace walkcheck::symbolic
