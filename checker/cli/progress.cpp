#include "checker/cli/progress.hpp"

#include <algorithm>
#include <ostream>

#include <fmt/format.h>

#include "checker/report/wrap.hpp"

namespace walkcheck {
namespace {

// A terminal that wraps or scrolls the lines could not erase them.
constexpr std::size_t most_columns = 79;
constexpr std::size_t most_lines = 20;
constexpr std::chrono::milliseconds between_drawings{100};
constexpr std::chrono::seconds between_log_lines{10};

/// "2/2/1 single" for "pud[2] pmd[2] pte[1]".
std::string size_of(const Job& job) {
  auto size = short_size(job.tables);
  if (size.empty()) size = job.tables;
  return job.locks.empty() || job.locks == "split" ? size : size + ' ' + job.locks;
}

std::string memory_text(std::uint64_t bytes) {
  constexpr double mebibyte = 1U << 20;
  const double size = static_cast<double>(bytes) / mebibyte;
  return size < 1024 ? fmt::format("{:.0f} MiB", size) : fmt::format("{:.1f} GiB", size / 1024);
}

std::string described(const JobProgress& job) {
  const auto& [states, queued, depth, seconds, bytes] = job.engine;
  auto text = job.name;
  if (!job.phase.empty()) text += ": " + job.phase;
  if (states > 0) text += fmt::format(", {} states", thousands(states));
  if (states > 0 && seconds > 0)
    text += fmt::format(", {} states/s", thousands(static_cast<std::uint64_t>(static_cast<double>(states) / seconds)));
  if (states == 0 && depth > 0) text += fmt::format(", depth {}", depth);
  if (bytes > 0) text += ", " + memory_text(bytes);
  if (job.left) text += fmt::format(", {:.0f} s left", *job.left);
  return text;
}

std::string cut(std::string text) {
  if (text.size() > most_columns) text.resize(most_columns);
  return text;
}

std::string head(const RunProgress& run) {
  return fmt::format("{} of {} done, {:.0f} s", thousands(run.done), counted(run.jobs, "search", "searches"),
                     run.seconds);
}

}  // namespace

std::string job_line(const JobProgress& job) { return cut(described(job)); }

std::vector<std::string> terminal_lines(const RunProgress& run) {
  std::vector<std::string> lines{cut(head(run))};
  for (const auto& job : run.running) {
    if (lines.size() == most_lines) {
      lines.push_back(fmt::format("and {} more", run.running.size() - (most_lines - 1)));
      break;
    }
    lines.push_back(job_line(job));
  }
  return lines;
}

std::string log_line(const RunProgress& run) {
  auto text = "walkcheck: " + head(run);
  for (const auto& job : run.running) text += "; " + described(job);
  return text + '\n';
}

ProgressDisplay::ProgressDisplay(std::ostream& out, Display display, std::size_t jobs,
                                 std::optional<std::chrono::duration<double>> most)
    : out_(out), display_(display), most_(most), jobs_(jobs) {}

ProgressDisplay::~ProgressDisplay() {
  if (drawn_ == 0) return;
  erase();
  out_.flush();
}

void ProgressDisplay::begin(std::size_t number, const Job& job) {
  const auto size = size_of(job);
  const std::lock_guard guard(mutex_);
  running_.insert({number, {{size.empty() ? job.scenario : job.scenario + ' ' + size}, Clock::now()}});
}

void ProgressDisplay::enter(std::size_t number, std::string_view phase) {
  const std::lock_guard guard(mutex_);
  auto& progress = running_.at(number).progress;
  progress.phase = phase;
  progress.engine = {};
}

void ProgressDisplay::update(std::size_t number, const Progress& progress) {
  const std::lock_guard guard(mutex_);
  running_.at(number).progress.engine = progress;
}

void ProgressDisplay::finish(std::size_t number) {
  const std::lock_guard guard(mutex_);
  running_.erase(number);
  ++done_;
}

RunProgress ProgressDisplay::run(Clock::time_point now) const {
  const auto since = [now](Clock::time_point then) { return std::chrono::duration<double>(now - then).count(); };
  RunProgress run{done_, jobs_, since(began_)};
  for (const auto& [number, job] : running_) {
    run.running.push_back(job.progress);
    if (most_) run.running.back().left = std::max(most_->count() - since(job.began), 0.0);
  }
  return run;
}

void ProgressDisplay::tick(Clock::time_point now) {
  const std::lock_guard guard(mutex_);
  if (display_ == Display::none || done_ == jobs_) return;
  const bool terminal = display_ == Display::terminal;
  if (now - last_ < (terminal ? Clock::duration(between_drawings) : Clock::duration(between_log_lines))) return;
  last_ = now;
  if (!terminal) {
    out_ << log_line(run(now)) << std::flush;
    return;
  }
  erase();
  const auto lines = terminal_lines(run(now));
  for (const auto& line : lines) out_ << line << '\n';
  drawn_ = lines.size();
  out_.flush();
}

void ProgressDisplay::say(std::string_view text) {
  const std::lock_guard guard(mutex_);
  erase();
  out_ << text << std::flush;
}

void ProgressDisplay::erase() {
  if (drawn_ > 0) out_ << fmt::format("\x1b[{}A\r\x1b[J", drawn_);
  drawn_ = 0;
}

}  // namespace walkcheck
