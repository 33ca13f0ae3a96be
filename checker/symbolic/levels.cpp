// A level is a Boolean name in the solvers, under which its cubes are excluded: F(i) is the question with the names of
// level i and of all levels above. What one question alone assumes has a name of its own, which is denied when the
// question is past; as such names pile up, the solver is made anew.
//
// What soundness of "cannot be reached" needs: no cube meets a start state (`without_starts`), and each is kept out by
// the level below. What the replay of runs needs: one rule leads from every state of `predecessors`, as far as it can
// be reached at all, into the cube: those states agree on all bits that matter to the guard and to the values written.
//
// Z3's solver for the logic QF_UF is its general one; on the many small questions asked here it is two to three times
// faster than the SAT solver behind QF_FD.
#include "checker/symbolic/levels.hpp"

#include <algorithm>
#include <iterator>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

namespace walkcheck::symbolic {

namespace {

/// So many questions later the solver holds mostly what was true for one of them alone.
constexpr std::uint64_t kMostNames = 10'000;
/// How long, in seconds, a solver may think of what is left of the limits as it was told.
constexpr double kBetweenLimits = 0.1;

z3::solver solver_for_questions(z3::context& context) {
  z3::solver solver = make_solver(context, "QF_UF");
  z3::params parameters(context);
  parameters.set("random_seed", 0U);
  // What it chooses for this logic by itself is lost as soon as a limit is set.
  parameters.set("smt.auto_config", false);
  parameters.set("smt.relevancy", 0U);
  solver.set(parameters);
  return solver;
}

}  // namespace

Levels::Levels(const TransitionSystem& system, Watch& watch)
    : system_(*system),
      watch_(watch),
      encoding_(system_, context_),
      here_(encoding_.frame("here")),
      next_(encoding_.frame("next")),
      here_lines_(lines_of(here_)),
      next_lines_(lines_of(next_)),
      step_(encoding_.step(here_, next_) && encoding_.within_ranges(here_) && encoding_.within_ranges(next_)),
      starts_{solver_for_questions(context_)},
      states_{solver_for_questions(context_)},
      steps_{solver_for_questions(context_)} {
  starts_.z3.add(encoding_.within_ranges(here_) && encoding_.initial(here_));
  states_.z3.add(encoding_.within_ranges(here_));
  add_level();
  states_.z3.add(z3::implies(active_[0], encoding_.initial(here_)));
  start_solver();
}

Levels::Lines Levels::lines_of(const Frame& frame) {
  Lines lines;
  for (const z3::expr& bit : frame.bits()) {
    for (const z3::expr& literal : {bit, !bit}) {
      lines.known.emplace(literal.id(), static_cast<BitLiteral>(lines.literals.size()));
      lines.literals.push_back(literal);
    }
  }
  return lines;
}

/// The solver of steps, with all that is known, and nothing that was asked.
void Levels::start_solver() {
  steps_ = {solver_for_questions(context_)};
  past_.clear();
  names_ = 0;
  steps_.z3.add(step_);
  steps_.z3.add(z3::implies(active_[0], encoding_.initial(here_)));
  for (const Cube& cube : never_) steps_.z3.add(outside(cube));
  for (std::size_t level = 1; level < excluded_.size(); ++level) {
    for (const Cube& cube : excluded_[level]) steps_.z3.add(z3::implies(active_[level], outside(cube)));
  }
}

void Levels::add_level() {
  active_.push_back(constant(fmt::format("level {}", active_.size())));
  excluded_.emplace_back();
}

void Levels::add(const Cube& cube, std::uint32_t level) {
  for (std::size_t i = 1; i <= level; ++i)
    std::erase_if(excluded_[i], [&cube](const Cube& other) { return covers(cube, other); });
  excluded_[level].push_back(cube);
  states_.z3.add(z3::implies(active_[level], outside(cube)));
  steps_.z3.add(z3::implies(active_[level], outside(cube)));
}

void Levels::keep_all_above(std::uint32_t level) {
  std::vector<Cube> cubes;
  for (std::size_t i = level + 1; i < excluded_.size(); ++i)
    cubes.insert(cubes.end(), excluded_[i].begin(), excluded_[i].end());
  keep(cubes);
}

void Levels::keep(const std::vector<Cube>& cubes) {
  for (const Cube& cube : cubes) {
    for (std::vector<Cube>& level : excluded_)
      std::erase_if(level, [&cube](const Cube& other) { return covers(cube, other); });
    states_.z3.add(outside(cube));
    steps_.z3.add(outside(cube));
    never_.push_back(cube);
  }
}

bool Levels::covers_on(std::uint32_t level, const Cube& cube) const {
  const auto has_it = [&cube](const std::vector<Cube>& cubes) {
    return std::any_of(cubes.begin(), cubes.end(), [&cube](const Cube& outer) { return covers(outer, cube); });
  };
  return has_it(never_) || std::any_of(excluded_.begin() + level, excluded_.end(), has_it);
}

z3::expr Levels::outside(const Cube& cube) const {
  std::vector<z3::expr> ways;
  for (const BitLiteral literal : cube) ways.push_back(here_lines_.literals[literal ^ 1U]);
  return encoding_.gates().any_of(ways);
}

void Levels::assume(z3::expr_vector& question, const Cube& cube, const Lines& lines) {
  for (const BitLiteral literal : cube) question.push_back(lines.literals[literal]);
}

void Levels::assume_level(z3::expr_vector& question, std::uint32_t level) const {
  for (std::size_t i = level; i < active_.size(); ++i) question.push_back(active_[i]);
}

Cube Levels::core(const Solver& solver, const Lines& lines) {
  Cube cube;
  for (const z3::expr& part : solver.z3.unsat_core()) {
    const auto place = lines.known.find(part.id());
    if (place != lines.known.end()) cube.push_back(place->second);
  }
  std::sort(cube.begin(), cube.end());
  return cube;
}

/// As the watch would, but that a solver is told what is left of the limits only now and then: it takes as long as most
/// questions.
std::optional<bool> Levels::ask(Solver& solver, const z3::expr_vector& question) {
  if (watch_.stopped() || !watch_.count_question()) return std::nullopt;
  if (watch_.seconds() < solver.told + kBetweenLimits) {
    const z3::check_result answer = watch_.check(solver.z3, question);
    if (answer != z3::unknown) return answer == z3::sat;
  }
  solver.told = watch_.seconds();
  return watch_.satisfiable(solver.z3, question);
}

bool Levels::meets_start(const Cube& cube) {
  z3::expr_vector question = nothing();
  assume(question, cube, here_lines_);
  return ask(starts_, question).value_or(false);
}

std::vector<Value> Levels::start_state() const { return encoding_.state_of(starts_.z3.get_model(), here_); }

bool Levels::nothing_starts() { return ask(starts_, nothing()) == false; }

/// A name of the goal for the solver of states.
z3::expr Levels::named(const z3::expr& goal) {
  const auto known = goals_.find(goal.id());
  if (known != goals_.end()) return known->second.name;
  z3::expr name = constant(fmt::format("goal {}", goals_.size()));
  states_.z3.add(z3::implies(name, goal));
  goals_.emplace(goal.id(), Goal{goal, name});
  return name;
}

bool Levels::is_excluded(const z3::expr& goal) {
  z3::expr_vector question = nothing();
  question.push_back(named(goal));
  return ask(states_, question) == false;
}

/// Of the literals of the state, some that contradict `refuted`.
Cube Levels::reduced(const std::vector<Value>& state, const z3::expr& refuted) {
  states_.z3.push();
  states_.z3.add(refuted);
  z3::expr_vector question = nothing();
  Cube cube = cube_of(state, encoding_.layout());
  assume(question, cube, here_lines_);
  const auto answer = ask(states_, question);
  if (answer == false) cube = core(states_, here_lines_);
  states_.z3.pop();
  if (answer == true) throw std::logic_error(system_.name + ": a state of IC3 does not do what it was chosen for");
  return cube;
}

std::optional<Cube> Levels::some_states(const z3::expr& goal) {
  z3::expr_vector question = nothing();
  question.push_back(named(goal));
  assume_level(question, top());
  if (ask(states_, question) != true) return std::nullopt;
  return reduced(encoding_.state_of(states_.z3.get_model(), here_), !goal);
}

/// What was asked of the solver of steps before is no longer assumed.
void Levels::forget_past() {
  if (names_ >= kMostNames) start_solver();
  for (const z3::expr& name : past_) steps_.z3.add(!name);
  past_.clear();
}

/// A name, until the past is forgotten, for "the step begins outside of the cube".
z3::expr Levels::begins_outside(const Cube& cube) {
  past_.push_back(constant(fmt::format("question {}", names_++)));
  steps_.z3.add(z3::implies(past_.back(), outside(cube)));
  return past_.back();
}

std::optional<Cube> Levels::keeps_out(const Cube& cube, std::uint32_t level) {
  forget_past();
  z3::expr_vector question = nothing();
  question.push_back(begins_outside(cube));
  assume_level(question, level - 1);
  assume(question, cube, next_lines_);
  if (ask(steps_, question) != false) return std::nullopt;
  Cube part = without_starts(core(steps_, next_lines_), cube);
  return watch_.stopped() ? std::nullopt : std::optional(std::move(part));
}

/// Initiation: `part`, and those literals of the whole cube that keep start states out.
Cube Levels::without_starts(Cube part, const Cube& whole) {
  if (!meets_start(part) || meets_start(whole)) return part;
  const Cube why = core(starts_, here_lines_);
  Cube both;
  std::set_union(part.begin(), part.end(), why.begin(), why.end(), std::back_inserter(both));
  return both;
}

Cube Levels::predecessors(const Cube& cube) {
  const z3::model model = steps_.z3.get_model();
  const std::vector<Value> from = encoding_.state_of(model, here_);
  const Rule& rule = rule_between(from, encoding_.state_of(model, next_));
  return reduced(from, !leads_into(rule, cube));
}

const Rule& Levels::rule_between(const std::vector<Value>& from, const std::vector<Value>& to) const {
  const auto leads = [&](const Rule& rule) {
    std::vector<Value> after = from;
    for (const Update& update : rule.updates) {
      if (evaluate(system_.terms, update.value, from) != to[update.variable]) return false;
      after[update.variable] = to[update.variable];
    }
    return after == to && evaluate(system_.terms, rule.guard, from) != 0;
  };
  const auto rule = std::find_if(system_.rules.begin(), system_.rules.end(), leads);
  if (rule == system_.rules.end()) throw std::logic_error(system_.name + ": the solver takes a step that is none");
  return *rule;
}

z3::expr Levels::leads_into(const Rule& rule, const Cube& cube) {
  std::vector<z3::expr> parts = {encoding_.holds(rule.guard, here_)};
  for (const BitLiteral literal : cube) {
    const BitOf& place = encoding_.layout()[bit_of(literal)];
    const auto writes = [&](const Update& update) { return update.variable == place.variable; };
    const auto update = std::find_if(rule.updates.begin(), rule.updates.end(), writes);
    if (update == rule.updates.end()) {
      parts.push_back(here_lines_.literals[literal]);
      continue;
    }
    const Bits value = encoding_.number(update->value, here_);
    const z3::expr bit = place.bit < value.size() ? value[place.bit] : value.back();
    parts.push_back(is_negated(literal) ? encoding_.gates().negate(bit) : bit);
  }
  return encoding_.gates().all_of(parts);
}

/// Houdini (Flanagan, Leino 2001): cubes into which a step leads go, until there are none.
std::vector<Cube> Levels::inductive_part(const std::vector<Cube>& cubes) {
  forget_past();
  std::vector<z3::expr> outsides;
  for (const Cube& cube : cubes) outsides.push_back(begins_outside(cube));
  std::vector<bool> in(cubes.size(), true);
  for (bool settled = false; !settled;) {
    settled = true;
    for (std::size_t i = 0; i < cubes.size(); ++i) {
      if (!in[i]) continue;
      z3::expr_vector question = nothing();
      for (std::size_t j = 0; j < cubes.size(); ++j) {
        if (in[j]) question.push_back(outsides[j]);
      }
      assume(question, cubes[i], next_lines_);
      if (ask(steps_, question) != false) in[i] = settled = false;
    }
  }
  std::vector<Cube> rest;
  for (std::size_t i = 0; i < cubes.size(); ++i) {
    if (in[i]) rest.push_back(cubes[i]);
  }
  return rest;
}

}  // namespace walkcheck::symbolic
