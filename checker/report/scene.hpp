// One state of a walk as a picture: which tables there are, what their entries are, where the walk stands, who holds
// which lock.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/system/transition_system.hpp"

namespace walkcheck {

struct Scene {
  struct Entry {
    VariableId variable = 0;
    std::string name;                       // "pmd[1]"
    std::string state;                      // "leaf"; "passed": of no more interest
    bool hidden = false;                    // its state is of no more interest
    bool cursor = false;                    // here the walk stands, or stood last
    bool changed = false;                   // by the step that led here
    std::optional<std::size_t> below = {};  // the table it points to: an index into `tables`
  };
  struct Table {
    std::string level;                 // "pmd"
    std::optional<std::size_t> above;  // the table that has the entry which points to it; absent: the root
    std::size_t entry = 0;             // which entry of that table
    bool exists = true;                // the entry above points to a table; otherwise its entries mean nothing
    bool walked = false;               // the walk has a pointer to it, as far as the system keeps it
    bool stale = false;     // the walk has a pointer to it, and it is gone, or no longer the table of that entry
    bool detached = false;  // taken away, and not freed before the walk leaves its RCU section
    std::vector<Entry> entries;
  };
  struct Lock {
    std::string name;    // "pmd_lock", "pte_lock[1]"
    std::string holder;  // "free", "walker", "split_anon_pmd at pmd[0]"
    bool changed = false;
    std::optional<std::size_t> table = {};  // whose lock it is: an index into `tables`; absent: the mm's
  };
  struct Value {
    std::string name, value;
    bool changed = false;
  };
  std::string place;          // "U6 of walk_pud_range(), in split_huge_pud()", "ended"; empty: a `system`
  std::vector<Table> tables;  // the root first, then level by level; empty for a `system`
  std::vector<Lock> locks;
  std::vector<Value> choices;  // what was chosen at the start: the kind of the vma
  std::vector<Value> locals;   // of the walk and its callbacks; of a `system` all variables
};

/// `state` and `before` are states of the system; `before` is that before the last step, or empty at the start.
/// Observers' variables are left out.
[[nodiscard]] Scene scene(const SystemDraft& system, std::span<const Value> state, std::span<const Value> before = {});

}  // namespace walkcheck
