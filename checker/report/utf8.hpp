// Text that any reader of a report accepts, whatever bytes a model's file holds.
#pragma once

#include <string>
#include <string_view>

namespace walkcheck {

/// Valid UTF-8 of characters that XML 1.0 admits: anything else becomes U+FFFD; tabs and newlines stay, and carriage
/// returns go, as XML's readers drop them, too.
[[nodiscard]] std::string clean(std::string_view text);

/// The same on one line: each run of white space is one space, none at the ends.
[[nodiscard]] std::string one_line(std::string_view text);

}  // namespace walkcheck
