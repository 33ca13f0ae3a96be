#include "checker/symbolic/interrupter.hpp"

#include <chrono>
#include <condition_variable>
#include <utility>

namespace walkcheck::symbolic {
namespace {

constexpr std::chrono::milliseconds between_interrupts{20};

}  // namespace

z3::solver make_solver(z3::context& context, const char* logic) {
  z3::solver solver(context, logic);
  solver.set("ctrl_c", false);
  return solver;
}

Interrupter::Interrupter(std::stop_token interrupt) : interrupt_(std::move(interrupt)) {
  if (interrupt_.stop_possible()) thread_ = std::jthread([this](const std::stop_token& done) { wait(done); });
}

z3::check_result Interrupter::check(z3::solver& solver, const z3::expr_vector& assumptions) {
  if (is_interrupted()) return z3::unknown;
  ask(&solver.ctx());
  // Also where Z3 throws.
  struct Asked {
    Interrupter& interrupter;
    ~Asked() { interrupter.ask(nullptr); }
  } const asked{*this};
  return solver.check(assumptions);
}

void Interrupter::ask(z3::context* context) {
  const std::lock_guard guard(mutex_);
  asked_ = context;
}

void Interrupter::wait(const std::stop_token& done) {
  std::mutex own;
  std::condition_variable_any changed;
  const std::stop_callback wake(interrupt_, [&] {
    const std::lock_guard guard(own);
    changed.notify_all();
  });
  std::unique_lock lock(own);
  changed.wait(lock, done, [&] { return is_interrupted(); });
  while (!done.stop_requested()) {
    {
      const std::lock_guard guard(mutex_);
      if (asked_ != nullptr) asked_->interrupt();
    }
    changed.wait_for(lock, done, between_interrupts, [] { return false; });
  }
}

}  // namespace walkcheck::symbolic
