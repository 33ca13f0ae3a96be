// The race: how rivals beside the walker break a property, drawn as kernel commits draw it.
#pragma once

#include <string>

#include "checker/report/diagram.hpp"
#include "checker/report/result.hpp"

namespace walkcheck {

/// The trace of a violated result as a diagram: the walker on CPU0, its calls nested by one space each, the rivals on
/// CPU1 and further ones if need be; what was only seen stands behind `//`, with the model's name of the step. Of a
/// lasso the way in, then the loop. No line is wider than `page_width` columns. Ends with a newline.
[[nodiscard]] std::string race(const Evidence& evidence, Property::Kind kind, const DiagramStyle& style = {});

}  // namespace walkcheck
