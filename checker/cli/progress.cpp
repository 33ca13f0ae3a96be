#include "checker/cli/progress.hpp"

#include <algorithm>
#include <ostream>

#include <fmt/format.h>

#include "checker/report/wrap.hpp"

namespace walkcheck {
namespace {

constexpr std::chrono::milliseconds between_drawings{100};
constexpr std::string_view erase = "\r\x1b[K";

}  // namespace

std::string progress_text(const RunProgress& progress) {
  const auto& all = progress.all;
  const double speed = all.seconds > 0 ? static_cast<double>(all.states) / all.seconds : 0;
  auto text = fmt::format("{}/{} searches, {} states, queue {}, depth {}, {} states/s", progress.jobs_done,
                          progress.jobs, thousands(all.states), thousands(all.queued), all.depth,
                          thousands(static_cast<std::uint64_t>(speed)));
  // A terminal that wraps the line could not erase it.
  if (text.size() > 79) text.resize(79);
  return text;
}

ProgressLine::ProgressLine(std::ostream* out, std::size_t jobs) : out_(out), jobs_(jobs) {}

ProgressLine::~ProgressLine() {
  if (out_ != nullptr && drawn_) *out_ << erase << std::flush;
}

void ProgressLine::update(std::size_t job, const Progress& progress) {
  const std::lock_guard guard(mutex_);
  jobs_.at(job) = progress;
  draw();
}

void ProgressLine::finish(std::size_t job, const Statistics& statistics) {
  const std::lock_guard guard(mutex_);
  jobs_.at(job) = {.states = statistics.states, .queued = 0, .depth = statistics.depth, .seconds = statistics.seconds};
  ++done_;
  draw();
}

void ProgressLine::draw() {
  const auto now = Clock::now();
  if (out_ == nullptr || now - last_ < between_drawings) return;
  last_ = now;
  drawn_ = true;
  RunProgress run{done_, jobs_.size(), {}};
  for (const auto& job : jobs_) {
    run.all.states += job.states;
    run.all.queued += job.queued;
    run.all.depth = std::max(run.all.depth, job.depth);
  }
  run.all.seconds = std::chrono::duration<double>(now - began_).count();
  *out_ << erase << progress_text(run) << std::flush;
}

}  // namespace walkcheck
