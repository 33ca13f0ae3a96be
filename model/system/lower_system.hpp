// A `system` block, one to one and unmerged: each rule once for each choice of its parameters.
#pragma once

#include <vector>

#include "model/meaning/model.hpp"
#include "model/system/job.hpp"

namespace walkcheck {

[[nodiscard]] TransitionSystem lower_system(const Model& model, const Job& job);

/// The events (bits) at which properties read walk->action, or all_kinds if some condition on states does.
[[nodiscard]] std::uint32_t action_kinds(const std::vector<const tree::PropertyDeclaration*>& properties);

/// Leaves out the variables that nothing reads: they can tell no states apart.
[[nodiscard]] SystemDraft drop_unused_variables(SystemDraft draft);

}  // namespace walkcheck
