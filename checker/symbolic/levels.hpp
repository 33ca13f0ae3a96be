// What IC3 knows, and what it asks Z3 about it.
#pragma once

#include <z3++.h>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "checker/symbolic/clauses.hpp"
#include "checker/symbolic/encoding.hpp"
#include "checker/symbolic/limits.hpp"

namespace walkcheck::symbolic {

/// F(0), F(1), ..., F(top()), as cubes of states that are excluded: F(0) is the start condition, F(i) holds in all
/// states that runs of at most i rules reach, and F(i) implies F(i+1). Once the watch has stopped, answers mean
/// nothing.
class Levels {
 public:
  /// F(0) alone. Keeps references to both.
  Levels(const TransitionSystem& system, Watch& watch);

  [[nodiscard]] Encoding& encoding() { return encoding_; }
  /// The state of which goals, and all other formulas, speak.
  [[nodiscard]] Frame& here() { return here_; }

  [[nodiscard]] std::uint32_t top() const { return static_cast<std::uint32_t>(excluded_.size()) - 1; }
  /// One more: the same as no clause at all.
  void add_level();
  /// Excluded on levels 1 to `level`. What is covered by the cube there is forgotten.
  void add(const Cube& cube, std::uint32_t level);
  /// All that is excluded above this level, or these cubes, are excluded on all levels there will ever be.
  void keep_all_above(std::uint32_t level);
  void keep(const std::vector<Cube>& cubes);
  /// Excluded on this level, and not known to be on the one above.
  [[nodiscard]] const std::vector<Cube>& at(std::uint32_t level) const { return excluded_[level]; }
  [[nodiscard]] const std::vector<Cube>& never() const { return never_; }
  [[nodiscard]] bool covers_on(std::uint32_t level, const Cube& cube) const;

  /// A start state is in the cube: start_state() is one.
  [[nodiscard]] bool meets_start(const Cube& cube);
  [[nodiscard]] std::vector<Value> start_state() const;
  [[nodiscard]] bool nothing_starts();

  /// States of F(top()) that meet the goal, as many as one cube will hold.
  [[nodiscard]] std::optional<Cube> some_states(const z3::expr& goal);
  /// never() excludes the goal.
  [[nodiscard]] bool is_excluded(const z3::expr& goal);

  /// Consecution: if no step leads into the cube from a state of F(level - 1) outside of it, a part of its literals for
  /// which this is true as well, and which no start state meets (as none meets the cube). Else there is a step.
  [[nodiscard]] std::optional<Cube> keeps_out(const Cube& cube, std::uint32_t level);
  /// After such a step was found: states from which its rule leads into the cube, as many as one cube will hold.
  [[nodiscard]] Cube predecessors(const Cube& cube);
  /// Those of the cubes that exclude each other's predecessors, with never(): the most there are.
  [[nodiscard]] std::vector<Cube> inductive_part(const std::vector<Cube>& cubes);

 private:
  /// The literals of a frame, and back.
  struct Lines {
    std::vector<z3::expr> literals;
    std::unordered_map<unsigned, BitLiteral> known;
  };
  struct Goal {
    z3::expr formula, name;
  };
  struct Solver {
    z3::solver z3;
    double told = -1;  // when it heard of the limits, in seconds
  };

  [[nodiscard]] static Lines lines_of(const Frame& frame);
  [[nodiscard]] static Cube core(const Solver& solver, const Lines& lines);
  static void assume(z3::expr_vector& question, const Cube& cube, const Lines& lines);
  void assume_level(z3::expr_vector& question, std::uint32_t level) const;
  [[nodiscard]] std::optional<bool> ask(Solver& solver, const z3::expr_vector& question);
  [[nodiscard]] z3::expr constant(const std::string& name) { return context_.bool_const(name.c_str()); }
  [[nodiscard]] z3::expr_vector nothing() { return z3::expr_vector(context_); }
  void forget_past();
  [[nodiscard]] z3::expr begins_outside(const Cube& cube);
  [[nodiscard]] z3::expr outside(const Cube& cube) const;
  [[nodiscard]] z3::expr named(const z3::expr& goal);
  void start_solver();
  [[nodiscard]] Cube reduced(const std::vector<Value>& state, const z3::expr& refuted);
  [[nodiscard]] Cube without_starts(Cube part, const Cube& whole);
  [[nodiscard]] const Rule& rule_between(const std::vector<Value>& from, const std::vector<Value>& to) const;
  [[nodiscard]] z3::expr leads_into(const Rule& rule, const Cube& cube);

  const SystemDraft& system_;
  Watch& watch_;
  z3::context context_;
  Encoding encoding_;
  Frame here_, next_;
  Lines here_lines_, next_lines_;
  z3::expr step_;
  Solver starts_, states_, steps_;
  std::vector<z3::expr> active_;  // per level: the name by which the solvers know its cubes
  std::vector<std::vector<Cube>> excluded_;
  std::vector<Cube> never_;
  std::unordered_map<unsigned, Goal> goals_;  // by the identity of the formula
  std::vector<z3::expr> past_;                // names that the last question to steps_ has used
  std::uint64_t names_ = 0;
};

}  // namespace walkcheck::symbolic
