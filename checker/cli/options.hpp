// What the command line asks for.
#pragma once

#include <iosfwd>
#include <string>
#include <variant>
#include <vector>

#include "checker/cli/decide.hpp"
#include "checker/core/verdict.hpp"
#include "model/system/job.hpp"

namespace walkcheck {

struct Options {
  enum class Command { check, list, print, mutate, compare };
  Command command = Command::check;
  std::vector<std::string> paths;
  Selection selection;
  Question question;
  std::string json;          // a file, "-" for standard output, empty for none
  std::string certificates;  // a folder for proofs, empty for none
  std::string one, other;    // what to compare
  std::string mutants;       // a glob on their names, empty for all
  std::string of;            // mutate: a glob on scenarios whose texts are changed; empty: all texts
  bool first = false;        // mutate: who notices first is all that is asked
  bool traces = false;
  bool invariants = false;
  bool progress = true;
  bool quiet = false;
  bool coverage = false;  // what never happens must be explained
  unsigned threads = 1;   // at least 1
};

/// The options, or the exit code if there is nothing to do: help and version are written to `out` (0), faults to `err`
/// (2).
[[nodiscard]] std::variant<Options, int> parse_options(int argc, const char* const* argv, std::ostream& out,
                                                       std::ostream& err);

}  // namespace walkcheck
