// A comparison or a sum as a term.
#pragma once

#include "model/language/tree.hpp"
#include "model/system/term.hpp"

namespace walkcheck {

/// `left op right`. Of `or` and `and` both sides are there already; who wants to leave out the right one does so
/// before.
[[nodiscard]] Term binary_term(Terms& terms, tree::BinaryOp op, Term left, Term right);

}  // namespace walkcheck
