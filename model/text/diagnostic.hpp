// Faults of what a user wrote: collected, never thrown. The only place that draws carets.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/text/source.hpp"

namespace walkcheck {

/// One fault. `code` is a stable, lower-case word with hyphens ("unknown-name"); every code has a fixture
/// tests/fixtures/diagnostics/CODE.* that provokes it. `hint` says what was expected or the nearest right spelling.
struct Diagnostic {
  std::string code;
  Span place;
  std::string message;
  std::string hint;
};

class Diagnostics {
 public:
  void report(std::string code, Span place, std::string message, std::string hint = {});
  [[nodiscard]] bool empty() const { return faults_.empty(); }
  /// In the order of file, then place, without exact repetitions.
  [[nodiscard]] std::vector<Diagnostic> sorted() const;

 private:
  std::vector<Diagnostic> faults_;
};

/// FILE:LINE:COLUMN: error: MESSAGE [CODE], the line, a caret under the span, and the hint.
[[nodiscard]] std::string render(const Diagnostic& fault, const Sources& sources);

/// "did you mean 'X'?" for the candidate nearest to `word` (at most a third of its letters differ), else "expected one
/// of: ..." when there are at most eight candidates, else empty.
[[nodiscard]] std::string suggest(std::string_view word, std::span<const std::string> candidates);

}  // namespace walkcheck
