// An expression over the variables of a system, to be evaluated in the states of a run.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/system/transition_system.hpp"
#include "model/text/diagnostic.hpp"

namespace walkcheck {

class Query {
 public:
  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] bool is_condition() const { return condition_; }
  /// "true", "leaf", "2"; or in brackets why it has no value there: it asks for an entry of a table that does not exist
  /// or of no more interest, or the walk has ended.
  [[nodiscard]] std::string value(const SystemDraft& system, std::span<const Value> state) const;
  /// A condition that has a value there, and it is true.
  [[nodiscard]] bool holds(const SystemDraft& system, std::span<const Value> state) const;

  friend class QueryReader;

 private:
  /// Why it has no value in this state; empty if it has one.
  [[nodiscard]] std::string without_value(const SystemDraft& system, std::span<const Value> state) const;

  std::string text_;
  Terms terms_;  // its own: those of the system stay as they are
  Term term_;
  ValueNames names_;  // of its value; null: a number or a condition
  bool condition_ = false;
  std::vector<VariableId> asks_;    // for these
  std::vector<std::size_t> loads_;  // for the entries of these levels at which the walk stands
};

/// Reads `text` in the words of the language: names of variables as `walkcheck print` shows them (`pud[0]`, `pmd.err`),
/// `*pud` for the entry at which the walk stands, names of values, numbers, comparisons, `is`, `in`, `not`, `and`, `or`
/// and sums. Faults go to `diagnostics`, at places in the text, which is added to `sources` as `label`.
[[nodiscard]] std::optional<Query> read_query(const SystemDraft& system, const std::string& text,
                                              const std::string& label, Sources& sources, Diagnostics& diagnostics);

}  // namespace walkcheck
