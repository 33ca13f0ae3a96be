// A scene as lines of text: the tables as a tree, the locks that are held, and what changed.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "checker/report/scene.hpp"

namespace walkcheck {

/// Which variables are drawn, by their names.
using Wanted = std::function<bool(std::string_view)>;

/// `> ` stands before the entries at which the walk stands, `was` behind those that differ from `before` (null at the
/// start, where the choices are told too). Tables that do not exist and locks that are free and were so before are left
/// out; of a `system` its variables are drawn. Lines may be longer than a page is wide.
[[nodiscard]] std::vector<std::string> picture(const Scene& now, const Scene* before, const Wanted& wanted);

/// The lines with `margin` spaces before them, wrapped at `page_width`.
[[nodiscard]] std::string indented(const std::vector<std::string>& lines, std::size_t margin);

}  // namespace walkcheck
