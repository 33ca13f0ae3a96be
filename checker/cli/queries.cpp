#include "checker/cli/queries.hpp"

#include <CLI/CLI.hpp>

namespace walkcheck {

void query_option(CLI::App& sub, std::vector<std::string>& queries) {
  sub.add_option("--query", queries, "tell the value of EXPR, at the start and wherever it changes")
      ->type_name("EXPR")
      ->allow_extra_args(false);
}

std::vector<Query> read_queries(const SystemDraft& system, const std::vector<std::string>& texts) {
  std::vector<Query> queries;
  Sources sources;
  Diagnostics faults;
  for (const auto& text : texts) {
    if (auto query = read_query(system, text, "--query", sources, faults)) queries.push_back(std::move(*query));
  }
  std::string told;
  for (const auto& fault : faults.sorted()) told += '\n' + render(fault, sources);
  if (!told.empty()) throw Refused("a query is faulty" + told);
  return queries;
}

}  // namespace walkcheck
