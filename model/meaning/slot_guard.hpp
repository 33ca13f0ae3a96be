// Which callbacks are known to be there: a slot may be called only where has(SLOT) has been asked, as a walker may lack
// it.
#pragma once

#include <set>
#include <string>

#include "model/language/tree.hpp"

namespace walkcheck {

using Guards = std::set<std::string, std::less<>>;

/// The slots that are there if `condition` turned out to be `outcome`. Only what is decided before the walk counts: of
/// `none(v) and has(x)` the left side is judged first, in a walk that lacks x too.
[[nodiscard]] Guards guards_of(const tree::Expression& condition, bool outcome);

}  // namespace walkcheck
