#include "checker/cli/find_violation.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "checker/cli/one_job.hpp"
#include "checker/cli/workers.hpp"
#include "checker/core/verdict.hpp"
#include "checker/report/called.hpp"

namespace walkcheck {
namespace {

bool is_violated(const Result& result) { return result.verdict == Status::violated && result.evidence; }

std::vector<Result> decide_all(const CheckedModel& model, const std::vector<Job>& jobs, const Question& question,
                               const Labour& labour) {
  auto done = do_jobs(jobs.size(), labour.threads,
                      [&](std::size_t job) { return decide(model, jobs[job], question, nullptr); });
  if (done.faults.empty()) return std::move(done.results);
  const auto& fault = done.faults.front();
  const auto what = fmt::format("{}: {}", jobs[fault.job].scenario, fault.what);
  if (fault.of_model) throw Refused("faulty model " + what);
  throw std::runtime_error(what);
}

std::string named(const Result& result) {
  const auto& search = *result.search;
  const auto size = search.tables.empty() ? "" : fmt::format(", {}, locks {}", search.tables, search.locks);
  return fmt::format("{} in {}{}", result.property, search.scenario, size);
}

/// What was decided and is not violated, and what else of the same scenarios and sizes is.
std::string what_there_is(const std::vector<Result>& asked, const std::vector<Result>& all) {
  std::string text = "nothing that was asked for is violated, so there is no run to explain";
  for (const auto& result : asked) text += fmt::format("\n  {}: {}", named(result), name(result.verdict));
  bool any = false;
  for (const auto& result : all) {
    if (!is_violated(result)) continue;
    text += fmt::format("{}\n  {}", any ? "" : "\nwhat could be explained:", named(result));
    any = true;
  }
  return any ? text
             : text + as_called("\nand nothing else is violated there; `walkcheck check PATH` tells what is checked");
}

}  // namespace

Result find_violation(const CheckedModel& model, const Selection& selection, const Question& question,
                      const Labour& labour) {
  std::map<std::size_t, std::vector<Job>> by_size;
  for (auto& job : planned(model, selection)) by_size[entries(job)].push_back(std::move(job));
  std::vector<Result> asked;
  for (const auto& [size, jobs] : by_size) {
    auto results = decide_all(model, jobs, question, labour);
    const Result* best = nullptr;
    for (const auto& result : results) {
      if (!is_violated(result)) continue;
      const auto length = result.evidence->replayed.trace.rules.size();
      if (best == nullptr || length < best->evidence->replayed.trace.rules.size()) best = &result;
    }
    if (best != nullptr) return *best;
    std::move(results.begin(), results.end(), std::back_inserter(asked));
  }
  Selection wider = selection;
  wider.property.clear();
  const bool narrowed = !selection.property.empty();
  throw Refused(what_there_is(asked, narrowed ? decide_all(model, planned(model, wider), question, labour) : asked));
}

}  // namespace walkcheck
