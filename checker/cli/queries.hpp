// --query, of several commands.
#pragma once

#include <string>
#include <vector>

#include "checker/cli/command.hpp"
#include "checker/report/query.hpp"

namespace walkcheck {

void query_option(CLI::App& sub, std::vector<std::string>& queries);

/// Refused, with the places of the faults, if one cannot be read.
[[nodiscard]] std::vector<Query> read_queries(const SystemDraft& system, const std::vector<std::string>& texts);

}  // namespace walkcheck
