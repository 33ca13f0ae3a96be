// How a file is laid out: what `walkcheck fmt` changes, and what it leaves to the hand that wrote it.
#pragma once

#include <string>

#include "model/language/tree.hpp"

namespace walkcheck {

/// The text of a file that was parsed without a fault, with each line that begins a statement, a clause or a
/// declaration at the indent of its block (two columns a level), further lines of one moved along with it, no space at
/// the ends of lines, at most one blank line in a row, none at the begin or end of a block, and one newline at the end.
/// Inside its indent a line stays as it is: its comment, and columns that were aligned by hand. Layout of the layout
/// changes nothing. (`print` of parser.hpp writes every file in one way, and keeps neither.)
[[nodiscard]] std::string formatted(const Sources& sources, const tree::File& file);

}  // namespace walkcheck
