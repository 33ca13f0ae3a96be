#include "checker/cli/one_job.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <limits>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "checker/report/saved_trace.hpp"
#include "checker/report/whole_file.hpp"

namespace walkcheck {
namespace {

SavedTrace read_file(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  if (!in || text.empty()) throw Refused(fmt::format("{}: cannot be read", file));
  try {
    return read_trace(text);
  } catch (const BadTrace& fault) {
    throw Refused(fmt::format("{}: {}", file, fault.what()));
  }
}

/// The job that was walked, with the properties that were watched, in their order.
Job job_of(const CheckedModel& model, const SavedTrace& saved) {
  for (auto& job : plan(model, {"", saved.scenario, saved.tables.empty() ? "" : "*"})) {
    if (job.scenario != saved.scenario || job.tables != saved.tables || job.locks != saved.locks) continue;
    std::vector<Task> tasks;
    for (const auto& property : saved.properties) {
      const auto found =
          std::find_if(job.tasks.begin(), job.tasks.end(), [&](const Task& task) { return task.property == property; });
      if (found == job.tasks.end())
        throw BadTrace(fmt::format("property {} is not judged in {} any more", property, saved.scenario));
      tasks.push_back(*found);
    }
    job.tasks = std::move(tasks);
    return job;
  }
  throw BadTrace(
      fmt::format("there is no scenario {} with tables {}, locks {}", saved.scenario, saved.tables, saved.locks));
}

}  // namespace

std::size_t entries(const Job& job) {
  if (job.any_size()) return std::numeric_limits<std::size_t>::max();
  std::size_t of_level = 1;
  std::size_t all = 0;
  for (const auto per_table : job.shape.entries) {
    if (per_table == 0) continue;  // folded
    of_level *= per_table;
    all += of_level;
  }
  return all;
}

Job one_job(const CheckedModel& model, const Selection& selection) {
  auto jobs = planned(model, selection);
  std::erase_if(jobs, [](const Job& job) { return job.any_size(); });
  if (jobs.empty())
    throw Refused("this needs tables of some size: give one with --tables, such as 'pud[1] pmd[2] pte[1]'");
  std::set<std::string> scenarios;
  for (const auto& job : jobs) scenarios.insert(job.scenario);
  if (scenarios.size() > 1) throw Refused(fmt::format("--scenario must name one of: {}", fmt::join(scenarios, ", ")));
  return *std::min_element(jobs.begin(), jobs.end(),
                           [](const Job& a, const Job& b) { return entries(a) < entries(b); });
}

std::string named(const Job& job) {
  const auto locks = job.locks.empty() ? "" : fmt::format(", locks {}", job.locks);
  return job.tables.empty() ? job.scenario : fmt::format("{}, tables {}{}", job.scenario, job.tables, locks);
}

std::vector<std::string> paths_of(const std::string& file) { return read_file(file).paths; }

ReplayedFile replay_file(const CheckedModel& model, const std::string& file) {
  const auto saved = read_file(file);
  try {
    auto job = job_of(model, saved);
    auto system = std::make_shared<const TransitionSystem>(lower(model, job));
    auto run = replay(*system, restored(saved, **system));
    const auto& loop = run.trace.loop_start;
    if (loop && (*loop >= run.trace.rules.size() || run.states[*loop] != run.states.back()))
      throw BadTrace("its loop does not close");
    return {std::move(job), std::move(system), std::move(run)};
  } catch (const BadTrace& fault) {
    throw Refused(fmt::format("{}: {}", file, fault.what()));
  } catch (const std::logic_error& fault) {
    throw Refused(fmt::format("{}: the model is not the one with which it was saved: {}", file, fault.what()));
  }
}

void save_run(const std::string& file, const std::vector<std::string>& paths, const Job& job, const SystemDraft& system,
              const Trace& trace) {
  try {
    write_whole(file, trace_text(saved(paths, job, system, trace)));
  } catch (const std::runtime_error& fault) {
    throw Refused(fault.what());
  }
}

}  // namespace walkcheck
