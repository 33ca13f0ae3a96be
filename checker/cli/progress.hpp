// One line that says how far a run has come, for a terminal: rewritten in place, erased at the end.
#pragma once

#include <chrono>
#include <cstddef>
#include <iosfwd>
#include <mutex>
#include <string>
#include <vector>

#include "checker/core/verdict.hpp"

namespace walkcheck {

/// How far all searches of a run have come.
struct RunProgress {
  std::size_t jobs_done = 0;
  std::size_t jobs = 0;
  Progress all;  // states and queue added up, the greatest depth; seconds since the run began
};

/// "3/24 searches, 1,234,567 states, queue 1,234, depth 88, 1,000,000 states/s": at most 79 columns.
[[nodiscard]] std::string progress_text(const RunProgress& progress);

/// Safe to use from many threads.
class ProgressLine {
 public:
  /// Without `out` nothing is drawn.
  ProgressLine(std::ostream* out, std::size_t jobs);
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;
  ~ProgressLine();

  void update(std::size_t job, const Progress& progress);
  void finish(std::size_t job, const Statistics& statistics);

 private:
  void draw();

  using Clock = std::chrono::steady_clock;
  std::ostream* out_;
  std::mutex mutex_;
  std::vector<Progress> jobs_;
  std::size_t done_ = 0;
  bool drawn_ = false;
  Clock::time_point began_ = Clock::now();
  Clock::time_point last_ = began_;
};

/// The observer of one search.
class JobObserver final : public Observer {
 public:
  JobObserver(ProgressLine& line, std::size_t job) : line_(line), job_(job) {}
  void progress(const Progress& progress) override { line_.update(job_, progress); }

 private:
  ProgressLine& line_;
  std::size_t job_;
};

}  // namespace walkcheck
