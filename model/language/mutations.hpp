// Small faults, one at a time, in the texts of walkers, procedures and rivals: what a property set must notice.
// (DeMillo, Lipton, Sayward: Hints on test data selection, 1978.)
#pragma once

#include <string>
#include <vector>

#include "model/language/tree.hpp"

namespace walkcheck {

struct Mutation {
  std::string owner;  // the walker, procedure or rival whose text is changed
  std::string step;   // "pud U7", "S4", empty: the whole text
  std::string what;   // "dropped", "swapped with U8", "if none(v): always"
  Span span;
  [[nodiscard]] std::string name() const;  // "pagewalk_v17 pud U7 dropped"; no two mutations have the same
};

/// Every mutation of the files, in the order of the text:
/// - a step dropped, or swapped with the one behind it;
/// - a condition always or never true, and each operand of its `and` or `or` left out, unless it asks for nothing but
///   what the text chooses (`choose`) and asks for it only there: then less would be possible, and nothing wrong;
/// - a lock neither taken nor released in a text;
/// - a rival left out, or without its lock, its kinds of vma, its modes of mmap.
[[nodiscard]] std::vector<Mutation> mutations(const std::vector<tree::File>& files);

/// The files with the mutation of this number. It need not make sense any more: `check` says so.
[[nodiscard]] std::vector<tree::File> mutated(std::vector<tree::File> files, std::size_t number);

}  // namespace walkcheck
