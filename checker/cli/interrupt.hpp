// Ctrl-C: what is under way ends soon and is told; a second one ends the run at once.
#pragma once

#include <csignal>

namespace walkcheck {

/// Takes SIGINT and SIGTERM as long as it lives, for the whole process: one at a time. A signal that is ignored stays
/// so. The first one is kept; the second ends the process.
class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  /// The first one, or 0.
  [[nodiscard]] int signal() const;

 private:
  struct sigaction old_int_ {};
  struct sigaction old_term_ {};
};

}  // namespace walkcheck
