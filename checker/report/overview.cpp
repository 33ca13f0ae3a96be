#include "checker/report/overview.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include <fmt/format.h>

#include "checker/report/called.hpp"
#include "checker/report/outcome.hpp"
#include "checker/report/wrap.hpp"

namespace walkcheck {
namespace {

constexpr std::array order{Status::proved, Status::holds, Status::violated, Status::vacuous, Status::unknown};

struct ScenarioCounts {
  std::string name;
  std::map<Status, std::size_t> counts = {};
  std::size_t unexpected = 0;
  std::vector<std::string> broken = {};  // each property once
};

std::vector<ScenarioCounts> counted_by_scenario(std::span<const Result* const> results) {
  std::vector<ScenarioCounts> all;
  for (const auto* result : results) {
    const auto& scenario = result->search->scenario;
    auto found = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.name == scenario; });
    if (found == all.end()) found = all.insert(all.end(), ScenarioCounts{scenario});
    ++found->counts[result->verdict];
    if (outcome(*result) != Outcome::as_expected) ++found->unexpected;
    auto& broken = found->broken;
    if (result->verdict == Status::violated &&
        std::find(broken.begin(), broken.end(), result->property) == broken.end())
      broken.push_back(result->property);
  }
  return all;
}

/// The shortest run, unless races that are not as expected follow.
const Result* easiest(std::span<const Result* const> results) {
  const auto steps = [](const Result& result) { return result.evidence->replayed.trace.rules.size(); };
  const Result* found = nullptr;
  for (const auto* result : results) {
    if (!result->evidence) continue;
    if (outcome(*result) != Outcome::as_expected) return nullptr;
    if (found == nullptr || steps(*result) < steps(*found)) found = result;
  }
  return found;
}

/// The options that select one verdict.
std::string selecting(const Result& result) {
  const auto& tables = result.search->tables;
  const auto size = short_size(tables);
  return fmt::format("--scenario {} --property {}{}", result.search->scenario, result.property,
                     tables.empty() ? "" : " --tables " + (size.empty() ? tables : size));
}

}  // namespace

std::string overview(std::span<const Result* const> results, const std::string& files) {
  std::string text;
  for (const auto& scenario : counted_by_scenario(results)) {
    std::string counts;
    for (const Status status : order) {
      const auto found = scenario.counts.find(status);
      if (found == scenario.counts.end()) continue;
      counts += fmt::format("{}{} {}", counts.empty() ? "" : ", ", found->second, name(status));
    }
    if (scenario.unexpected > 0) counts += fmt::format("; {} not as expected", scenario.unexpected);
    text += paragraph(scenario.name + ": ", counts);
    std::string broken;
    for (const auto& property : scenario.broken) broken += (broken.empty() ? "" : ", ") + property;
    if (!broken.empty()) text += paragraph("  violated: ", broken);
  }
  if (const auto* const race = easiest(results); race != nullptr) {
    text += "\nHow a property is broken:\n" +
            as_called(fmt::format("  walkcheck check {} {} --traces\n", files, selecting(*race)));
  }
  return text.empty() ? text : text + '\n';
}

}  // namespace walkcheck
