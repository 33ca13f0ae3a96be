// What runs of a system tell about its properties: the part of an answer that needs no proof.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "checker/core/verdict.hpp"
#include "checker/symbolic/hunt.hpp"
#include "checker/symbolic/limits.hpp"

namespace walkcheck::symbolic {

/// One hunt in the system, for all that breaks its safety properties, for deadlocks and for witnesses; if a property
/// asks for termination, one more in without_cycles(system), for a cycle.
class Hunts {
 public:
  /// Keeps references to both.
  Hunts(const TransitionSystem& system, Watch& watch);

  /// Each hunt looks at the runs of one more rule. False if there is nothing to do: all is decided or was looked at, or
  /// a limit is reached.
  bool advance();

  /// The property is violated, holds, or is vacuous. None: runs have not decided it.
  [[nodiscard]] std::optional<Verdict> decision(std::size_t property) const;
  /// Why it is not decided: bounded or unknown, and what to do.
  [[nodiscard]] Verdict indecision(std::size_t property) const;
  /// No run of at most so many rules breaks it. None: not even the starts were looked at.
  [[nodiscard]] std::optional<std::uint32_t> clean(std::size_t property) const;
  /// Its witness was seen, or it has none.
  [[nodiscard]] bool witnessed(std::size_t property) const;

  /// It is known that this is never found: do not look for it.
  void forget_bad(std::size_t property);
  void forget_witness(std::size_t property);

  /// All runs of at most so many rules of the system, or of without_cycles(system), were looked at.
  [[nodiscard]] std::optional<std::uint32_t> seen() const { return runs_.seen(); }
  [[nodiscard]] std::optional<std::uint32_t> seen_without_cycles() const {
    return cycles_ ? cycles_->seen() : std::nullopt;
  }
  /// Null if no property asks for termination.
  [[nodiscard]] const TransitionSystem* without_cycles() const { return cyclic_ ? &*cyclic_ : nullptr; }

 private:
  struct Aims {
    std::size_t bad = 0;                 // in runs_, or for termination in cycles_
    std::optional<std::size_t> witness;  // in runs_; absent: it needs none
  };

  [[nodiscard]] std::size_t look_for_cycle();
  [[nodiscard]] bool asks_for_end(std::size_t property) const;
  [[nodiscard]] const Hunt& hunt(std::size_t property) const { return asks_for_end(property) ? *cycles_ : runs_; }
  [[nodiscard]] Hunt& hunt(std::size_t property) { return asks_for_end(property) ? *cycles_ : runs_; }
  [[nodiscard]] std::optional<Trace> breach(std::size_t property) const;
  bool advance(Hunt& hunt, std::uint32_t extra);

  const TransitionSystem& system_;
  Watch& watch_;
  std::optional<TransitionSystem> cyclic_;
  Hunt runs_;
  std::optional<Hunt> cycles_;
  std::vector<Aims> aims_;
};

/// Why a property is vacuous whose witness cannot be reached.
[[nodiscard]] std::string not_shown(const Property& property);

}  // namespace walkcheck::symbolic
