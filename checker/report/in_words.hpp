// A race as a paragraph.
#pragma once

#include <string>

#include "checker/report/result.hpp"

namespace walkcheck {

/// What was assumed, what was read, what changed, and what went wrong: to stand below the diagram in a mail. Wrapped at
/// `page_width`; ends with a newline. The result has evidence.
[[nodiscard]] std::string in_words(const Result& result);

}  // namespace walkcheck
