// Time and memory are looked at between the questions to Z3, and handed to the solver for the question itself:
// "timeout" in milliseconds, "max_memory" in MiB. Z3 counts the memory of the whole process, hence of all its threads.
// The logic QF_FD gets Z3's incremental SAT solver, which on unrolled walks is tens of times faster than the default.
#include "checker/symbolic/limits.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

namespace walkcheck::symbolic {

namespace {

constexpr std::chrono::milliseconds kBetweenReports{200};
constexpr std::uint64_t kMebibyte = std::uint64_t{1} << 20;

std::string memory_is_full(const Limits& limits) {
  return fmt::format("the limit of {} MiB of memory is reached", limits.max_memory.value() / kMebibyte);
}

unsigned as_parameter(double value) {
  const double most = std::numeric_limits<unsigned>::max() - 1.0;
  return static_cast<unsigned>(std::clamp(std::ceil(value), 1.0, most));
}

}  // namespace

z3::solver incremental_solver(z3::context& context) {
  z3::solver solver = make_solver(context, "QF_FD");
  z3::params parameters(context);
  parameters.set("random_seed", 0U);
  solver.set(parameters);
  return solver;
}

double Watch::seconds() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }

void Watch::stop(const std::string& cause) {
  if (!stopped()) cause_ = cause;
}

void Watch::gave_up(const std::string& words) {
  // Its allocator ends it at the limit that `set_limits` hands on, and `look` sees less than that.
  if (limits_.interrupt.stop_requested()) stop(std::string(interrupted));
  const bool memory = limits_.max_memory && words.find("max. memory exceeded") != std::string::npos;
  stop(memory ? memory_is_full(limits_) : fmt::format("Z3 gave up: {}", words));
}

bool Watch::go_on(std::uint32_t depth) {
  look();
  const Clock::time_point now = Clock::now();
  if (observer_ != nullptr && (!told_ || now - *told_ >= kBetweenReports)) {
    told_ = now;
    observer_->progress({0, 0, depth, seconds(), bytes_});
  }
  return !stopped();
}

bool Watch::count_question() {
  ++questions_;
  if (limits_.max_questions && questions_ > *limits_.max_questions)
    stop(fmt::format("the limit of {} questions to the solver is reached", *limits_.max_questions));
  return !stopped();
}

void Watch::look() {
  bytes_ = std::max(bytes_, std::uint64_t{Z3_get_estimated_alloc_size()});
  if (limits_.max_memory && bytes_ > *limits_.max_memory) stop(memory_is_full(limits_));
  if (limits_.max_time && Clock::now() - start_ >= *limits_.max_time) stop(time_is_up(limits_));
  if (limits_.interrupt.stop_requested()) stop(std::string(interrupted));
}

void Watch::set_limits(z3::solver& solver) const {
  if (!limits_.max_time && !limits_.max_memory) return;
  z3::params parameters(solver.ctx());
  if (limits_.max_time) parameters.set("timeout", as_parameter((limits_.max_time->count() - seconds()) * 1000));
  if (limits_.max_memory)
    parameters.set("max_memory", as_parameter(static_cast<double>(*limits_.max_memory) / kMebibyte));
  solver.set(parameters);
}

std::optional<bool> Watch::satisfiable(z3::solver& solver, const z3::expr_vector& assumptions) {
  look();
  if (stopped()) return std::nullopt;
  set_limits(solver);
  switch (check(solver, assumptions)) {
    case z3::sat:
      return true;
    case z3::unsat:
      return false;
    case z3::unknown:
      break;
  }
  look();
  gave_up(solver.reason_unknown());
  return std::nullopt;
}

}  // namespace walkcheck::symbolic
