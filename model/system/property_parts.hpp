// What the text of a property mentions.
#pragma once

#include <string>

#include "model/meaning/model.hpp"

namespace walkcheck {

/// True if `name` stands anywhere in `e`; null mentions nothing.
[[nodiscard]] bool mentions(const tree::ExpressionPtr& e, const std::string& name);

/// The property speaks of addresses: of each one, or of the walk's.
[[nodiscard]] bool asks_for_addresses(const tree::PropertyDeclaration* property);

/// Why the property cannot be judged in tables of any size, whose root is `root`; empty if it can. There the walk knows
/// the entries on its path only, and of addresses how they lie to one chosen address.
[[nodiscard]] std::string untracked(const Model& model, LevelId root, const tree::PropertyDeclaration& property);

}  // namespace walkcheck
