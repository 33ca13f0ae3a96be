// The report that programs read: one document of the schema walkcheck-results-1.schema.json beside this file.
#pragma once

#include <span>
#include <string>

#include "checker/report/result.hpp"

namespace walkcheck {

/// The document, with a newline at its end. Bytes that are not UTF-8 become U+FFFD.
[[nodiscard]] std::string report_json(std::span<const Result> results, bool interrupted = false);

}  // namespace walkcheck
