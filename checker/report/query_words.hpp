// Names of a lowered system as words of the language.
#pragma once

#include <string>

#include "model/system/transition_system.hpp"

namespace walkcheck {

/// Such names have dots, brackets and blanks. Here each of them is one word of the same length, so that it is parsed as
/// a name and can be looked up by what stands at its place in `text`.
[[nodiscard]] std::string in_words(const SystemDraft& system, std::string text);

}  // namespace walkcheck
