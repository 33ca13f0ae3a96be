#include "checker/report/legend.hpp"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "checker/report/story.hpp"

namespace walkcheck {

std::string legend(const Evidence& evidence) {
  const auto& statements = (**evidence.system).statements;
  std::set<std::pair<std::string, std::string>> known;
  std::vector<std::pair<std::string, std::string>> files;  // each with its steps
  for (const Step& step : tell(evidence)) {
    for (const Told& told : step.told) {
      if (told.step.empty() || !known.insert({told.function, told.step}).second) continue;
      const auto found = std::find_if(statements.begin(), statements.end(), [&](const StatementInfo& statement) {
        return statement.origin.step == told.step && statement.origin.function == told.function;
      });
      if (found == statements.end()) continue;
      const auto& origin = found->origin;
      auto file = std::find_if(files.begin(), files.end(), [&](const auto& one) { return one.first == origin.file; });
      if (file == files.end()) file = files.insert(files.end(), {origin.file, ""});
      const bool first = file->second.empty();
      file->second += fmt::format("{} {} {}{}", first ? "" : ",", told.step, first ? "line " : "", origin.line);
    }
  }
  std::string text;
  for (const auto& [file, steps] : files) text += fmt::format("{}{}:{}", text.empty() ? "" : "; ", file, steps);
  return text;
}

}  // namespace walkcheck
