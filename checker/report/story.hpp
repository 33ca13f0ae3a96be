// A replayed trace in words: what each of its rules says and changes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "checker/report/result.hpp"

namespace walkcheck {

struct Told {
  std::string function;  // "walk_pud_range"; may be empty
  std::string step;      // "U1"; may be empty
  std::string inside;    // the primitive in which it happens; may be empty
  std::string text;      // "pud is leaf"
  Note::Weight weight = Note::Weight::plain;
  bool remark = false;             // what was seen or answered, rather than done
  std::vector<std::string> calls;  // the functions in which it happens, the outermost first; may be empty
  std::string entry;               // of a load or a store: "pmd[1]"
  std::string value;               // what it saw there
  std::optional<LockUse> lock = {};
};

/// "U6 split_huge_pud(): pud is leaf".
[[nodiscard]] std::string whole(const Told& told);

struct Change {
  std::string variable, before, after;
};

struct Step {
  Actor actor = Actor::walker;
  std::size_t cpu = 0;  // the walker's is 0
  std::string name;     // the rule's
  std::string group;    // the rival's row, the callback, the walker
  Origin origin;
  std::vector<Told> told;       // one for each note
  std::vector<Change> changes;  // of entries and locks, or of all variables where there are no entries (a `system`)
};

/// One for each rule of the trace, in its order. Of the last one, what was told when the property broke, if that is
/// known.
[[nodiscard]] std::vector<Step> tell(const Evidence& evidence);

/// "pud[0] is leaf, vma is dax": entries and choices that are neither 0 nor hidden; all variables where there are no
/// entries. Empty if there are none.
[[nodiscard]] std::string tell_start(const Evidence& evidence);

}  // namespace walkcheck
