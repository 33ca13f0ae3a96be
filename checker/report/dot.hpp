// Graphs of states in the language of graphviz's dot.
#pragma once

#include <string>

#include "checker/explore/state_graph.hpp"
#include "checker/report/result.hpp"

namespace walkcheck {

/// A node for each state, with its number, the walk's place and its tables; an edge for each rule: dashed ones are
/// rivals'. Start states are bold; what breaks a property has a double line, or is a bold red edge, and says which. The
/// same graph gives the same text. `caption` stands below.
[[nodiscard]] std::string dot(const std::shared_ptr<const TransitionSystem>& system, const StateGraph& graph,
                              const std::string& caption);

/// The run as a path, its steps numbered from 1; of a lasso the last step leads back.
[[nodiscard]] std::string dot(const Evidence& evidence, const std::string& caption);

}  // namespace walkcheck
