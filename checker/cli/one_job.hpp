// The one system that a command needs, where the options may select several.
#pragma once

#include <string>
#include <vector>

#include "checker/cli/shared_options.hpp"
#include "checker/report/result.hpp"

namespace walkcheck {

/// Of all tables of the job together; tables of any size have more than any others.
[[nodiscard]] std::size_t entries(const Job& job);

/// The smallest job of real tables. Refused if there is none, or several scenarios match.
[[nodiscard]] Job one_job(const CheckedModel& model, const Selection& selection);

/// "v17, tables pud[1] pmd[2] pte[1], locks split".
[[nodiscard]] std::string named(const Job& job);

/// Reads and replays a trace that was saved. Refused, with the reason, if it does not fit the model.
struct ReplayedFile {
  Job job;
  std::shared_ptr<const TransitionSystem> system;
  Replayed run;
};
[[nodiscard]] ReplayedFile replay_file(const CheckedModel& model, const std::string& file);
/// The paths that it names. Refused if it cannot be read.
[[nodiscard]] std::vector<std::string> paths_of(const std::string& file);

/// Writes the run to `file`. Refused if that fails.
void save_run(const std::string& file, const std::vector<std::string>& paths, const Job& job, const SystemDraft& system,
              const Trace& trace);

}  // namespace walkcheck
