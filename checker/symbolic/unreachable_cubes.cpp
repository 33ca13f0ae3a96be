#include "checker/symbolic/unreachable_cubes.hpp"

#include <algorithm>
#include <numeric>

namespace walkcheck::symbolic {

namespace {

/// The values that the literal of this variable in the clause must name: those outside of the cube.
Literal outside(VariableId variable, const std::vector<bool>& inside) {
  Literal literal{variable, {}};
  for (std::size_t value = 0; value < inside.size(); ++value) {
    if (!inside[value]) literal.values.push_back(static_cast<Value>(value));
  }
  return literal;
}

}  // namespace

UnreachableCubes::UnreachableCubes(const SystemDraft& system, const ReachableStates& states)
    : words_((states.count + 63) / 64) {
  for (VariableId id = 0; id < system.variables.size(); ++id) {
    having_.emplace_back(system.variables[id].size, Bits(words_, 0));
    const std::vector<Value>& column = states.columns[id];
    for (std::size_t i = 0; i < column.size(); ++i) having_[id][column[i]][i / 64] |= std::uint64_t{1} << (i % 64);
  }
  // What is let go first is missing from most clauses. Where the walker stands says most, and is best kept in some and
  // let go in other clauses.
  std::vector<VariableId> forward(system.variables.size());
  std::iota(forward.begin(), forward.end(), VariableId{0});
  const auto is_control = [&](VariableId id) { return system.variables[id].kind == Variable::Kind::control; };
  std::stable_partition(forward.begin(), forward.end(), [&](VariableId id) { return !is_control(id); });
  std::vector<VariableId> control_first = forward;
  std::stable_partition(control_first.begin(), control_first.end(), is_control);
  std::vector<VariableId> backward(forward.rbegin(), forward.rend());
  std::stable_partition(backward.begin(), backward.end(), [&](VariableId id) { return !is_control(id); });
  orders_ = {forward, backward, control_first};
}

bool UnreachableCubes::meet(const Bits& a, const Bits& b) {
  for (std::size_t i = 0; i < a.size(); ++i) {
    if ((a[i] & b[i]) != 0) return true;
  }
  return false;
}

bool UnreachableCubes::is_reachable(const std::vector<Value>& state) const {
  Bits left(words_, ~std::uint64_t{0});
  for (VariableId id = 0; id < state.size(); ++id) {
    for (std::size_t i = 0; i < words_; ++i) left[i] &= having_[id][state[id]][i];
  }
  return std::any_of(left.begin(), left.end(), [](std::uint64_t word) { return word != 0; });
}

UnreachableCubes::Cube UnreachableCubes::widen(const std::vector<Value>& state,
                                               const std::vector<VariableId>& order) const {
  // behind[k]: the reachable states that agree with `state` in the variables from order[k] on.
  std::vector<Bits> behind(order.size() + 1, Bits(words_, ~std::uint64_t{0}));
  for (std::size_t k = order.size(); k-- > 0;) {
    const Bits& having = having_[order[k]][state[order[k]]];
    for (std::size_t i = 0; i < words_; ++i) behind[k][i] = behind[k + 1][i] & having[i];
  }
  Cube cube(state.size());
  Bits before(words_, ~std::uint64_t{0});  // those in the cube, as far as it is widened
  for (std::size_t k = 0; k < order.size(); ++k) {
    const VariableId id = order[k];
    Bits others = before;
    for (std::size_t i = 0; i < words_; ++i) others[i] &= behind[k + 1][i];
    Bits inside(words_, 0);
    for (std::size_t value = 0; value < having_[id].size(); ++value) {
      const bool free = !meet(others, having_[id][value]);
      cube[id].push_back(free);
      if (!free) continue;
      for (std::size_t i = 0; i < words_; ++i) inside[i] |= having_[id][value][i];
    }
    for (std::size_t i = 0; i < words_; ++i) before[i] &= inside[i];
  }
  return cube;
}

Clause UnreachableCubes::exclude(const std::vector<Value>& state) const {
  Clause best;
  double best_size = -1;
  for (const auto& order : orders_) {
    const Cube cube = widen(state, order);
    Clause clause;
    double size = 1;  // the share of all states that it excludes
    for (VariableId id = 0; id < cube.size(); ++id) {
      const auto inside = static_cast<double>(std::count(cube[id].begin(), cube[id].end(), true));
      if (inside == static_cast<double>(cube[id].size())) continue;
      size *= inside / static_cast<double>(cube[id].size());
      clause.push_back(outside(id, cube[id]));
    }
    const bool better =
        best_size < 0 || clause.size() < best.size() || (clause.size() == best.size() && size > best_size);
    if (!better) continue;
    best = std::move(clause);
    best_size = size;
  }
  return best;
}

}  // namespace walkcheck::symbolic
