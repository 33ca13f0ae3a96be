// What an expression of a walker, callback or primitive is.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "model/meaning/model.hpp"
#include "model/text/diagnostic.hpp"

namespace walkcheck {

/// The names that an expression may use.
struct Scope {
  const Model* model = nullptr;
  std::map<std::string, Type, std::less<>> values;  // locals; err and action where they are known
  std::map<std::string, std::optional<LevelId>, std::less<>>
      entries;  // entry parameters and loop entries; empty: of any level
};

[[nodiscard]] std::string describe(Type type);

/// The type of `expression`. With `diagnostics`, faults are reported and give TypeKind::invalid; without, the
/// expression is known to be good. An integer is an error code here: 0 is success, 1 a positive return value.
[[nodiscard]] Type type_of(const tree::Expression& expression, const Scope& scope, Diagnostics* diagnostics);

/// A number, an error code, or a word that is no local: what it says does not depend on where the walk is.
[[nodiscard]] bool is_literal(const tree::Expression& expression, const Scope& scope);

/// The names that `let`, `choose` and `for each` introduce in a body, in the order of the text, added to `scope`.
/// One name has one type in a whole body.
void declare_locals(const tree::Block& block, Scope& scope, Diagnostics* diagnostics);

/// The type of what a body returns: that of its first return with a value, else nothing.
[[nodiscard]] Type result_of(const tree::Block& block, const Scope& scope);

}  // namespace walkcheck
