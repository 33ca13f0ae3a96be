// The words of the language. They are keywords by position only: a state may be called `table`, an event `next`.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace walkcheck::words {

/// Words that begin a declaration, `import` among them.
[[nodiscard]] std::span<const std::string> declarations();
[[nodiscard]] std::span<const std::string> statements();
[[nodiscard]] std::span<const std::string> clauses();     // of a scenario
[[nodiscard]] std::span<const std::string> judgements();  // of a property
[[nodiscard]] std::span<const std::string> system_items();
[[nodiscard]] std::span<const std::string> edits();

[[nodiscard]] bool is_in(std::string_view word, std::span<const std::string> list);

/// Words that end an expression: no value, entry, predicate or event can be called so. States, levels, locks, rivals,
/// scenarios and labels of edits can.
[[nodiscard]] bool is_reserved(std::string_view word);

}  // namespace walkcheck::words
