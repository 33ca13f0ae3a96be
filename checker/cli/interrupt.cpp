#include "checker/cli/interrupt.hpp"

#include <atomic>

#include <unistd.h>

#include "checker/report/outcome.hpp"

namespace walkcheck {
namespace {

/// A handler knows nothing but what is global.
std::atomic<int> first = 0;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)
static_assert(std::atomic<int>::is_always_lock_free, "a handler must not wait");

extern "C" void keep(int signal) {
  int none = 0;
  if (!first.compare_exchange_strong(none, signal)) ::_exit(exit_by_signal(signal));
}

void take(int signal, struct sigaction& old) {
  ::sigaction(signal, nullptr, &old);
  if (old.sa_handler == SIG_IGN) return;
  struct sigaction own {};
  own.sa_handler = keep;
  ::sigemptyset(&own.sa_mask);
  own.sa_flags = SA_RESTART;
  ::sigaction(signal, &own, nullptr);
}

}  // namespace

Interrupt::Interrupt() {
  first = 0;
  take(SIGINT, old_int_);
  take(SIGTERM, old_term_);
}

Interrupt::~Interrupt() {
  ::sigaction(SIGINT, &old_int_, nullptr);
  ::sigaction(SIGTERM, &old_term_, nullptr);
}

int Interrupt::signal() const { return first; }

}  // namespace walkcheck
