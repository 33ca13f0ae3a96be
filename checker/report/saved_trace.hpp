// A run as a file: what to load, where it starts, which rules fire. Its schema is walkcheck-trace-1.schema.json beside
// this file.
#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "checker/core/verdict.hpp"
#include "model/system/job.hpp"

namespace walkcheck {

struct SavedTrace {
  struct Step {
    std::uint32_t rule = 0;
    std::string name;  // of the rule, to notice when the model is another one
    bool rival = false;
  };
  std::vector<std::string> paths;  // as they were given
  std::string scenario, tables, locks;
  std::vector<std::string> properties;                     // the rules depend on which are watched
  std::vector<std::pair<std::string, std::string>> start;  // variables and their values
  std::vector<Step> steps;
  std::optional<std::size_t> loop_start;
};

/// What cannot be read, or does not fit the model: a fault of the user's.
struct BadTrace : std::runtime_error {
  using std::runtime_error::runtime_error;
};

[[nodiscard]] SavedTrace saved(const std::vector<std::string>& paths, const Job& job, const SystemDraft& system,
                               const Trace& trace);
/// The trace in the numbers of `system`. BadTrace if a variable, a value or a rule is not there any more.
[[nodiscard]] Trace restored(const SavedTrace& saved, const SystemDraft& system);

/// A JSON document, with a newline at its end.
[[nodiscard]] std::string trace_text(const SavedTrace& saved);
/// BadTrace if `text` is none.
[[nodiscard]] SavedTrace read_trace(const std::string& text);

}  // namespace walkcheck
