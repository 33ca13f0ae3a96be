// What an engine is asked and what it answers.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "checker/core/proof.hpp"
#include "model/system/transition_system.hpp"

namespace walkcheck {

enum class Status : std::uint8_t {
  proved,    // with a proof, re-checked
  holds,     // every reachable state of this instance was visited
  violated,  // here is the trace
  vacuous,   // passes, for an empty reason
  bounded,   // clean up to a depth
  unknown    // undecided, and why
};

[[nodiscard]] std::string_view name(Status status);

/// A run as the choices that were made: a start and the rules that fired. Its other states are recomputed by replay.
struct Trace {
  std::vector<Value> start;
  std::vector<std::uint32_t> rules;
  /// A lasso: after the last rule the run is in the state that it was in before rules[loop_start].
  std::optional<std::size_t> loop_start;
  friend bool operator==(const Trace&, const Trace&) = default;
};

struct Verdict {
  Status status = Status::unknown;
  std::optional<Trace> trace;               // with `violated`
  std::string reason;                       // with `unknown`, `vacuous`: why
  ProofPointer proof = nullptr;             // with `proved`; with `vacuous` if the engine proved it
  std::optional<std::uint32_t> bound = {};  // with `bounded`: no run of at most so many steps breaks it
  std::string_view engine = {};             // which one says so, if not all of the answer is one engine's
};

struct Limits {
  std::optional<std::uint64_t> max_states;
  std::optional<std::uint64_t> max_memory;  // bytes
  std::optional<std::chrono::duration<double>> max_time;
  std::optional<std::chrono::duration<double>> whole_time = {};  // of which max_time is what is left; to be told
  std::optional<std::uint32_t> max_depth = {};                   // rules of a run; of the engines that unroll
  std::optional<std::uint64_t> max_questions = {};               // to the solver; of pdr: the same on every machine
  std::stop_token interrupt = {};                                // somebody ends the whole run
};

/// "the limit of 10 seconds is reached"; there is a max_time.
[[nodiscard]] std::string time_is_up(const Limits& limits);
/// What ended the work, if that was nobody's limit.
inline constexpr std::string_view interrupted = "interrupted";

/// How often a retry that ends is taken at most at one entry, when the walk is left alone.
struct RetryBound {
  RetryId retry = 0;
  std::uint32_t at_most = 0;
};

struct Statistics {
  std::uint64_t states = 0;
  std::uint64_t transitions = 0;  // rules fired, self-loops and known successors too
  std::uint32_t depth = 0;        // levels of the breadth-first search; the start states are the first
  std::uint64_t bytes = 0;        // the most memory that the search held
  double seconds = 0;
};

/// The answer of one search to all properties of its system.
struct Answer {
  std::string_view engine;
  Statistics statistics;
  std::vector<Verdict> verdicts;       // one per property of the system, in its order
  std::vector<std::uint64_t> counts;   // one per counter
  std::vector<bool> fired;             // one per rule; empty: the engine does not know
  std::vector<RetryBound> retries;     // of retries that fired at all; only if termination was asked for and holds
  std::optional<std::string> stopped;  // a limit ended the search: how far it came
};

struct Progress {
  std::uint64_t states = 0;
  std::uint64_t queued = 0;
  std::uint32_t depth = 0;
  double seconds = 0;
  std::uint64_t bytes = 0;  // that the engine holds
};

/// Is told how far a search came, now and then; must be safe to call from the thread that searches.
class Observer {
 public:
  virtual ~Observer() = default;
  virtual void progress(const Progress& progress) = 0;
  /// What is done from now on: "search", "pdr", "replay".
  virtual void phase(std::string_view /*name*/) {}
};

/// One row of the table of engines (checker/core/engines.hpp).
struct Engine {
  std::string_view name;
  Answer (*check)(const TransitionSystem& system, const Limits& limits, Observer* observer);
};

}  // namespace walkcheck
