// What a declaration can depend on, judged by names alone.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "model/language/tree.hpp"

namespace walkcheck {

/// The name, all names that the text of its declarations mentions, all that theirs mention, and so on. A scenario is
/// the same in two sets of files if all declarations of these names are: too many names may be listed, never too few.
[[nodiscard]] std::set<std::string> mentioned_from(const std::vector<tree::File>& files, const std::string& name);

}  // namespace walkcheck
