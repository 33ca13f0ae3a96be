// How far a run has come, while it runs: lines on a terminal, rewritten in place and erased at the end; in a log one
// line now and then.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "checker/core/verdict.hpp"
#include "model/system/job.hpp"

namespace walkcheck {

/// A job under way.
struct JobProgress {
  std::string name;  // scenario and size
  std::string phase = {};
  Progress engine = {};             // of the engine that is at work
  std::optional<double> left = {};  // seconds, where a limit says so
};

struct RunProgress {
  std::size_t done = 0;
  std::size_t jobs = 0;
  double seconds = 0;
  std::vector<JobProgress> running = {};  // in the order of the jobs
};

/// "v17_pmd_only 1/2/1: search, 1,234,567 states, 1,000,000 states/s, 12 MiB, 48 s left": at most 79 columns.
[[nodiscard]] std::string job_line(const JobProgress& job);
/// "3 of 24 searches done, 12 s", and a line for each that is under way, of many the first.
[[nodiscard]] std::vector<std::string> terminal_lines(const RunProgress& run);
/// All in one line, with its newline.
[[nodiscard]] std::string log_line(const RunProgress& run);

enum class Display : std::uint8_t { none, terminal, log };

/// Safe to use from many threads.
class ProgressDisplay {
 public:
  using Clock = std::chrono::steady_clock;

  /// `most`: the limit of each job.
  ProgressDisplay(std::ostream& out, Display display, std::size_t jobs,
                  std::optional<std::chrono::duration<double>> most = {});
  ProgressDisplay(const ProgressDisplay&) = delete;
  ProgressDisplay& operator=(const ProgressDisplay&) = delete;
  ~ProgressDisplay();

  void begin(std::size_t number, const Job& job);
  void enter(std::size_t number, std::string_view phase);
  void update(std::size_t number, const Progress& progress);
  void finish(std::size_t number);
  /// Writes this text, with its newline, whatever is shown.
  void say(std::string_view text);
  /// Shows what has come, if it is time. Call it some times a second.
  void tick(Clock::time_point now = Clock::now());

 private:
  struct Running {
    JobProgress progress;
    Clock::time_point began;
  };
  [[nodiscard]] RunProgress run(Clock::time_point now) const;
  void erase();

  std::ostream& out_;
  Display display_;
  std::optional<std::chrono::duration<double>> most_;
  std::mutex mutex_;
  std::map<std::size_t, Running> running_;
  std::size_t jobs_;
  std::size_t done_ = 0;
  std::size_t drawn_ = 0;  // lines on the terminal
  Clock::time_point began_ = Clock::now();
  Clock::time_point last_ = began_;
};

/// The observer of one job, from its beginning to its end.
class JobObserver final : public Observer {
 public:
  JobObserver(ProgressDisplay& display, std::size_t number, const Job& job) : display_(display), number_(number) {
    display_.begin(number_, job);
  }
  JobObserver(const JobObserver&) = delete;
  JobObserver& operator=(const JobObserver&) = delete;
  ~JobObserver() override { display_.finish(number_); }
  void progress(const Progress& progress) override { display_.update(number_, progress); }
  void phase(std::string_view name) override { display_.enter(number_, name); }

 private:
  ProgressDisplay& display_;
  std::size_t number_;
};

}  // namespace walkcheck
