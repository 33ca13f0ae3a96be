// Loading, searching and judging in tests, in one line each.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "checker/audit/audit.hpp"
#include "model/meaning/checked_model.hpp"
#include "model/system/job.hpp"

namespace walkcheck {

/// A model with the texts that it came from.
struct Loaded {
  std::unique_ptr<Sources> sources;
  CheckedModel model;
};

/// Loads files or folders, named from the repository's root. Fails the test, with the diagnostics, if they have faults.
[[nodiscard]] Loaded load_repository(const std::string& path);
[[nodiscard]] Loaded load_repository(const std::vector<std::string>& paths);
/// Loads a text as a file of its own; `imports` are named from the repository's root.
[[nodiscard]] Loaded load_text(const std::string& text, const std::vector<std::string>& imports = {});

/// What is wrong with a text, a line for each fault. Fails the test if nothing is.
[[nodiscard]] std::string faults_of(const std::string& text);

/// What is planned, without tables of any size.
[[nodiscard]] std::vector<Job> finite_jobs(const CheckedModel& model, const Selection& selection);

[[nodiscard]] Audited search(const TransitionSystem& system);

/// The verdicts in words, in the order of the properties.
[[nodiscard]] std::vector<std::string> words(const Audited& audited);

/// How often each retry is taken at most, by its number.
[[nodiscard]] std::map<RetryId, std::uint32_t> retry_bounds(const Answer& answer);

}  // namespace walkcheck
