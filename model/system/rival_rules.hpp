// The rivals' rules: each row at each entry, with no thread per rival. Where a rival stands inside a critical section
// is kept with the lock; what one saw without a lock is a mark on the entry that is never taken back, so that any
// number of them is covered.
#pragma once

#include "model/system/path.hpp"

namespace walkcheck {

/// Adds the rules and one group for each row.
void add_rival_rules(const Model& model, const Layout& layout, const std::vector<const Rival*>& rivals,
                     SystemDraft& draft);

/// For each level the states (bits) of its entries that the rivals can make, in one kind of vma, of entries in the
/// states `made`. With `middle` also what a row fills a table with that it takes away again in its last step.
[[nodiscard]] std::vector<StateSet> states_made(const std::vector<const Rival*>& rivals, std::size_t vma,
                                                std::vector<StateSet> made, bool middle = false);

/// The initial condition on the tables: anything that the rivals could have made, with no one inside a critical
/// section.
void add_start(const Model& model, const Scenario& scenario, const Layout& layout,
               const std::vector<const Rival*>& rivals, SystemDraft& draft);

}  // namespace walkcheck
