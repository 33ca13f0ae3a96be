#include "tests/support/judge.hpp"

#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>

#include <catch2/catch.hpp>

#include "checker/explore/explore.hpp"

namespace walkcheck {

namespace fs = std::filesystem;

namespace {

Loaded load_paths(const std::vector<std::string>& paths) {
  auto sources = std::make_unique<Sources>();
  Diagnostics diagnostics;
  auto model = load(paths, *sources, diagnostics);
  std::string faults;
  for (const Diagnostic& fault : diagnostics.sorted()) faults += render(fault, *sources);
  INFO(faults);
  REQUIRE(model.has_value());
  return {std::move(sources), *model};
}

/// A file of its own for a text.
fs::path written(const std::string& text) {
  static std::atomic<int> number = 0;
  const fs::path file = fs::temp_directory_path() /
                        ("walkcheck-test-" + std::to_string(::getpid()) + "-" + std::to_string(++number) + ".prop");
  std::ofstream(file) << text;
  return file;
}

std::string absolute(const std::string& path) { return (fs::path(WALKCHECK_SOURCE_DIR) / path).string(); }

}  // namespace

Loaded load_repository(const std::string& path) { return load_repository(std::vector{path}); }

Loaded load_repository(const std::vector<std::string>& paths) {
  std::vector<std::string> all;
  for (const std::string& path : paths) all.push_back(absolute(path));
  return load_paths(all);
}

Loaded load_text(const std::string& text, const std::vector<std::string>& imports) {
  std::string whole;
  for (const std::string& import : imports)
    whole += "import \"" + fs::relative(absolute(import), fs::temp_directory_path()).string() + "\"\n";
  const fs::path file = written(whole + text);
  auto loaded = load_paths({file.string()});
  fs::remove(file);
  return loaded;
}

std::string faults_of(const std::string& text) {
  const fs::path file = written(text);
  Sources sources;
  Diagnostics diagnostics;
  CHECK_FALSE(load({file.string()}, sources, diagnostics).has_value());
  fs::remove(file);
  std::string all;
  for (const Diagnostic& fault : diagnostics.sorted()) all += fault.message + "\n";
  return all;
}

std::vector<Job> finite_jobs(const CheckedModel& model, const Selection& selection) {
  std::vector<Job> jobs = plan(model, selection);
  std::erase_if(jobs, [](const Job& job) { return job.any_size(); });
  return jobs;
}

Audited search(const TransitionSystem& system) { return audit(system, explore(system, {}, nullptr)); }

std::vector<std::string> words(const Audited& audited) {
  std::vector<std::string> found;
  for (const AuditedVerdict& verdict : audited.verdicts()) found.emplace_back(name(verdict.status));
  return found;
}

std::map<RetryId, std::uint32_t> retry_bounds(const Answer& answer) {
  std::map<RetryId, std::uint32_t> bounds;
  for (const RetryBound& bound : answer.retries) bounds[bound.retry] = bound.at_most;
  return bounds;
}

}  // namespace walkcheck
