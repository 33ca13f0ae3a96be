#include "checker/cli/advice.hpp"

#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace walkcheck {

namespace {

/// By engine: what another one can do that it cannot.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> others{{
    {"explore", "--engine pdr or kind, which visit no states"},
    {"bmc", "--engine explore, kind or pdr, which speak of runs of any length"},
    {"kind", "--engine pdr or explore"},
    {"pdr", "--engine explore or kind"},
}};

std::string other_engine(std::string_view engine) {
  for (const auto& [name, advice] : others) {
    if (name == engine) return std::string(advice);
  }
  return "";
}

/// Those that were given.
std::vector<std::string_view> limit_options(const Limits& limits) {
  std::vector<std::string_view> names;
  if (limits.max_states) names.emplace_back("--max-states");
  if (limits.max_memory) names.emplace_back("--max-memory");
  if (limits.max_time) names.emplace_back("--max-time");
  if (limits.max_depth) names.emplace_back("--max-depth");
  return names;
}

}  // namespace

std::string advice(const Job& job, const Question& question) {
  std::vector<std::string> all;
  const auto given = limit_options(question.limits);
  if (!given.empty()) all.push_back(fmt::format("raise {}", fmt::join(given, " or ")));
  if (question.engine != nullptr) {
    all.push_back(fmt::format("take {}", other_engine(question.engine->name)));
  } else if (given.empty() && !question.agree && !job.any_size()) {
    all.emplace_back("take --engine explore or pdr, which have no limits of their own then");
  }
  if (!job.tables.empty() && !job.any_size()) all.emplace_back("take fewer entries (--tables)");
  if (all.empty()) return "";
  return fmt::format("to decide it, {}", fmt::join(all, ", or "));
}

}  // namespace walkcheck
