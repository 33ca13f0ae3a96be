#pragma once

#include <string>

#include "model/language/tree.hpp"
#include "model/text/diagnostic.hpp"
#include "model/text/source.hpp"

namespace walkcheck {

/// Parses one file. Faults are reported and stepped over (to the next statement, clause or declaration), so that one
/// run shows them all; the tree holds what could be understood. Never throws on bad text; nesting is limited (code
/// `too-deep`).
[[nodiscard]] tree::File parse(const Sources& sources, FileId file, Diagnostics& diagnostics);

/// The one expression that the text is; null if there is a fault.
[[nodiscard]] tree::ExpressionPtr parse_expression(const Sources& sources, FileId file, Diagnostics& diagnostics);

/// The text of a tree in the one canonical layout: parse(print(t)) is t, and print of that is the same text. Comments
/// are not kept.
[[nodiscard]] std::string print(const tree::File& file);
[[nodiscard]] std::string print(const tree::Expression& expression);
/// One statement on one line; blocks are shortened to "{ ... }".
[[nodiscard]] std::string print_short(const tree::Statement& statement);

/// Same tree, spans apart.
[[nodiscard]] bool same_tree(const tree::File& left, const tree::File& right);

}  // namespace walkcheck
