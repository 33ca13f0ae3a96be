// A race as SARIF tells it: a code flow, and the places in it.
#pragma once

#include <cstdint>
#include <string>

#include <nlohmann/json.hpp>

#include "checker/report/result.hpp"

namespace walkcheck {

/// An artifactLocation: relative to SRCROOT where the path is, else a file: URI.
[[nodiscard]] nlohmann::ordered_json sarif_artifact(const std::string& path);

/// A location; without a region if `line` is 0.
[[nodiscard]] nlohmann::ordered_json sarif_location(const std::string& path, std::uint32_t line);

/// The codeFlow of a run that breaks a property which is at `path` and `line`.
[[nodiscard]] nlohmann::ordered_json sarif_code_flow(const Evidence& evidence, const std::string& path,
                                                     std::uint32_t line);

}  // namespace walkcheck
