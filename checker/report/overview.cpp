#include "checker/report/overview.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include <fmt/format.h>

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

}  // namespace

std::string overview(std::span<const Result* const> results) {
  std::string text;
  bool any_broken = false;
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
    any_broken = any_broken || !broken.empty();
  }
  if (any_broken) text += '\n' + paragraph("", "--property P --scenario S --traces shows how a property is broken.");
  return text.empty() ? text : text + '\n';
}

}  // namespace walkcheck
