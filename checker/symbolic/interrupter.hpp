// Ends a question to Z3 when the run is interrupted.
#pragma once

#include <z3++.h>
#include <mutex>
#include <stop_token>
#include <thread>

namespace walkcheck::symbolic {

/// Every solver is made here: while a solver of Z3's own making thinks, Ctrl-C goes to it alone, and with several of
/// them at work, in a handler that no thread may share.
[[nodiscard]] z3::solver make_solver(z3::context& context, const char* logic);

/// For the questions of one thread. Its own thread waits for the interrupt, and tells Z3 again and again: what is told
/// just before a question begins is lost. Without anybody who could interrupt there is no such thread.
class Interrupter {
 public:
  explicit Interrupter(std::stop_token interrupt);

  /// solver.check(assumptions); `unknown`, and soon, if it is interrupted.
  z3::check_result check(z3::solver& solver, const z3::expr_vector& assumptions);
  [[nodiscard]] bool is_interrupted() const { return interrupt_.stop_requested(); }

 private:
  void wait(const std::stop_token& done);
  void ask(z3::context* context);

  std::stop_token interrupt_;
  std::mutex mutex_;
  z3::context* asked_ = nullptr;  // while there is a question
  std::jthread thread_;           // the last: it uses the others
};

}  // namespace walkcheck::symbolic
