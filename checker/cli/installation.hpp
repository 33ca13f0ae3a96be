// Where walkcheck finds what comes with it: the model of the kernel, properties, templates.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace walkcheck {

/// The file that runs, links resolved; empty where the system does not tell.
[[nodiscard]] std::filesystem::path own_executable();

/// The folder with `model/kernel` and `properties` that belongs to an executable: what was installed with it, or the
/// sources if it lies in their build folder. std::nullopt if it was copied away from both.
[[nodiscard]] std::optional<std::filesystem::path> data_folder(const std::filesystem::path& executable);

/// Where imports are looked for that are not beside their file: the folders of `variable`, which are parted by colons,
/// then the data folder.
[[nodiscard]] std::vector<std::string> import_folders(std::string_view variable,
                                                      const std::filesystem::path& executable);
/// Those of this process; the variable is WALKCHECK_PATH.
[[nodiscard]] std::vector<std::string> import_folders();

/// That there is no `path`, and which one may have been meant.
[[nodiscard]] std::string no_such_path(const std::filesystem::path& path,
                                       const std::optional<std::filesystem::path>& data);

}  // namespace walkcheck
