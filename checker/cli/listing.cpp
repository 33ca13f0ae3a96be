#include "checker/cli/listing.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "checker/report/wrap.hpp"

namespace walkcheck {
namespace {

/// One property in one scenario.
struct Line {
  std::string scenario;
  std::string expected;
  std::vector<std::string> sizes;
};

struct Entry {
  const Task* task;
  std::vector<Line> lines;
};

std::string size_text(const Job& job) {
  const bool plain = job.locks.empty() || job.locks == "split";
  return plain ? job.tables : fmt::format("{} with locks {}", job.tables, job.locks);
}

std::string expectation(const Task& task) { return task.expected ? "expect " + *task.expected : "no expectation"; }

void add(std::vector<Entry>& entries, const Job& job, const Task& task) {
  auto entry = std::find_if(entries.begin(), entries.end(), [&](const Entry& known) {
    return known.task->property == task.property && known.task->file == task.file;
  });
  if (entry == entries.end()) entry = entries.insert(entry, {&task, {}});
  auto line = std::find_if(entry->lines.begin(), entry->lines.end(), [&](const Line& known) {
    return known.scenario == job.scenario && known.expected == expectation(task);
  });
  if (line == entry->lines.end()) line = entry->lines.insert(line, {job.scenario, expectation(task), {}});
  if (!job.tables.empty()) line->sizes.push_back(size_text(job));
}

std::string text_of(const Entry& entry) {
  const auto& task = *entry.task;
  std::string text = paragraph("", fmt::format("{} ({})", task.property, task.file));
  if (!task.description.empty()) text += paragraph("  ", task.description);
  std::size_t width = 0;
  for (const auto& line : entry.lines) width = std::max(width, columns(line.scenario));
  for (const auto& line : entry.lines) {
    text += fmt::format("  {}  {}\n", padded(line.scenario, width), line.expected);
    if (!line.sizes.empty()) text += paragraph("    ", fmt::format("{}", fmt::join(line.sizes, "; ")));
  }
  return text;
}

}  // namespace

std::string listing(std::span<const Job> jobs) {
  std::vector<Entry> entries;
  for (const auto& job : jobs) {
    for (const auto& task : job.tasks) add(entries, job, task);
  }
  std::string text;
  for (const auto& entry : entries) text += (text.empty() ? "" : "\n") + text_of(entry);
  return text;
}

}  // namespace walkcheck
