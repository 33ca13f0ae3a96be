// Files to begin with: examples that are checked like all others, under a name of the user's choice.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace walkcheck {

/// The text of an example as a file NAME.prop anywhere: its own name, `my_KIND`, becomes `name`, and an import beside
/// it one from `data`, the folder in which `example` lies.
[[nodiscard]] std::string filled_in(std::string_view text, std::string_view own_name, std::string_view name,
                                    const std::filesystem::path& example, const std::filesystem::path& data);

/// Why nothing can be called so, or empty.
[[nodiscard]] std::string unfit_name(std::string_view name);

}  // namespace walkcheck
