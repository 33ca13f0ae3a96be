// Engines against each other, and each reduction of `lower` against its absence, on one text.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "checker/core/verdict.hpp"

namespace walkcheck::testing {

/// One row per engine.
struct EngineRow {
  std::string name;
  std::function<Answer(const TransitionSystem&, const Limits&, Observer*)> check;
  bool shortest = false;  // no run breaks a safety property in fewer steps than its trace
};

/// The rows of all engines that there are.
[[nodiscard]] std::vector<EngineRow> all_engines();

struct Disagreement {
  enum class Kind : std::uint8_t {
    text,       // the text does not load: a fault of the generator
    printing,   // the text as printed is another one
    exception,  // an engine or the lowering threw
    evidence,   // an audit refused
    status,     // one engine says so, another otherwise
    length,     // two shortest traces of different lengths
    law,        // what is true of every walk is said to be violated (tests/agreement/world.hpp: write_laws)
    naive,      // the search says something else than the naive one
    reduction   // what lowering leaves out changes an answer
  };
  Kind kind = Kind::status;
  std::string who;    // "bmc", "explore, bmc", "no merge"
  std::string where;  // job and property
  std::string what;   // who says what
};
[[nodiscard]] std::string name(Disagreement::Kind kind);
/// On one line.
[[nodiscard]] std::string in_words(const Disagreement& fault);

struct JudgeLimits {
  Limits engine;                           // for each answer of each engine
  std::uint64_t naive_states = 3'000;      // beyond, the naive search is left out
  std::uint64_t reduction_states = 6'000;  // beyond, lowering without reductions is left out
  std::uint64_t other_states = 10'000;     // beyond, only the first engine is asked
  /// Given, the others are asked one question: a property of one of the systems, which this number picks, in a system
  /// that has no other property.
  std::optional<std::uint64_t> one_question = {};
};

/// What was found out, of one text or many.
struct Judged {
  std::vector<Disagreement> disagreements;
  std::map<std::string, std::array<std::uint64_t, 6>> verdicts;  // by engine, by status
  std::vector<std::uint64_t> states;                             // of each search that came to its end
  std::vector<std::uint64_t> lengths;                            // of the first engine's traces
  std::uint64_t naive = 0, reductions = 0;                       // systems that were compared so
  std::uint64_t refused = 0;                                     // jobs of tables of any size
  std::map<std::string, double> seconds, audits;                 // by engine: to answer, to have it audited

  void add(const Judged& other);
};

/// Loads, plans, lowers, asks every engine, audits every answer and compares. Never throws: what is thrown is a
/// disagreement. The first row is the one that is compared with the naive search and under other reductions.
[[nodiscard]] Judged judge_with(const std::vector<EngineRow>& engines, const std::string& text,
                                const JudgeLimits& limits = {});

}  // namespace walkcheck::testing
