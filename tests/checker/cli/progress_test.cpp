#include "checker/cli/progress.hpp"

#include <catch2/catch.hpp>

#include <sstream>

#include "checker/cli/interrupt.hpp"
#include "checker/report/outcome.hpp"

using namespace walkcheck;
using Catch::Contains;
using namespace std::chrono_literals;

namespace {

Job job_of(const std::string& scenario, const std::string& tables, const std::string& locks) {
  Job job;
  job.scenario = scenario;
  job.tables = tables;
  job.locks = locks;
  return job;
}

const Job walk = job_of("walk", "pud[2] pmd[1] pte[1]", "split");

/// After the clock of any display that was made before.
ProgressDisplay::Clock::time_point in(ProgressDisplay::Clock::duration time) {
  return ProgressDisplay::Clock::now() + time;
}

}  // namespace

TEST_CASE("a job under way in one line") {
  JobProgress job{"v17 2/1/1", "search", {.states = 2000000, .depth = 88, .seconds = 2, .bytes = 3U << 20}, 7.6};
  CHECK(job_line(job) == "v17 2/1/1: search, 2,000,000 states, 1,000,000 states/s, 3 MiB, 8 s left");
  job.engine.bytes = std::uint64_t{3} << 29;
  job.left.reset();
  CHECK(job_line(job) == "v17 2/1/1: search, 2,000,000 states, 1,000,000 states/s, 1.5 GiB");
  CHECK(job_line({"v17 2/1/1", "pdr", {.depth = 4, .seconds = 1}}) == "v17 2/1/1: pdr, depth 4");
  CHECK(job_line({"v17 any", {}, {}}) == "v17 any");
}

TEST_CASE("no line of progress wraps, and no screen scrolls") {
  const Progress huge{.states = ~std::uint64_t{0}, .queued = 0, .depth = 1, .seconds = 1, .bytes = ~std::uint64_t{0}};
  RunProgress run{1000, 2000, 1e9, {}};
  for (int i = 0; i < 50; ++i) run.running.push_back({"a_scenario_with_a_long_name 4/4/4", "search", huge, 1e9});
  const auto lines = terminal_lines(run);
  CHECK(lines.size() == 21);
  for (const auto& line : lines) CHECK(line.size() <= 79);
  CHECK(lines.back() == "and 31 more");
}

TEST_CASE("a log gets one plain line") {
  const RunProgress run{3, 24, 20.4, {{"a 1/1/1", "search", {.states = 5}}, {"b any", "proof"}}};
  CHECK(log_line(run) == "walkcheck: 3 of 24 searches done, 20 s; a 1/1/1: search, 5 states; b any: proof\n");
}

TEST_CASE("nothing is shown that nobody wants") {
  std::ostringstream out;
  {
    ProgressDisplay display(out, Display::none, 1);
    const JobObserver observer(display, 0, walk);
    display.tick(in(1h));
  }
  CHECK(out.str().empty());
}

TEST_CASE("a terminal shows each job under way, and nothing in the end") {
  std::ostringstream out;
  {
    ProgressDisplay display(out, Display::terminal, 3, 30s);
    display.tick();
    CHECK(out.str().empty());
    JobObserver first(display, 0, walk);
    {
      const JobObserver second(display, 1, job_of("other", "any", "single"));
      first.phase("search");
      first.progress({.states = 7, .queued = 2, .depth = 3, .seconds = 1});
      display.tick(in(10s));
    }
    CHECK(out.str() ==
          "0 of 3 searches done, 10 s\nwalk 2/1/1: search, 7 states, 7 states/s, 20 s left\nother any single, 20 s "
          "left\n");
    out.str("");
    first.phase("replay");
    display.tick(in(11s));
    CHECK(out.str() == "\x1b[3A\r\x1b[J1 of 3 searches done, 11 s\nwalk 2/1/1: replay, 19 s left\n");
    display.tick(in(11s));
    out.str("");
  }
  CHECK(out.str() == "\x1b[2A\r\x1b[J");
}

TEST_CASE("what is said stands where the lines were") {
  std::ostringstream out;
  ProgressDisplay display(out, Display::terminal, 1);
  const JobObserver observer(display, 0, walk);
  display.tick(in(1s));
  out.str("");
  display.say("stop\n");
  CHECK(out.str() == "\x1b[2A\r\x1b[Jstop\n");
}

TEST_CASE("a log is told every ten seconds, and of a short run nothing") {
  std::ostringstream out;
  ProgressDisplay display(out, Display::log, 2);
  const JobObserver observer(display, 0, walk);
  display.tick(in(9s));
  CHECK(out.str().empty());
  display.tick(in(10s));
  CHECK(out.str() == "walkcheck: 0 of 2 searches done, 10 s; walk 2/1/1\n");
  display.tick(in(19s));
  CHECK(out.str() == "walkcheck: 0 of 2 searches done, 10 s; walk 2/1/1\n");
  display.tick(in(21s));
  CHECK_THAT(out.str(), Contains("21 s"));
  CHECK(out.str().find('\x1b') == std::string::npos);
}

TEST_CASE("the first signal is kept, and later ones are left as they were") {
  {
    const Interrupt interrupt;
    CHECK(interrupt.signal() == 0);
    std::raise(SIGTERM);
    CHECK(interrupt.signal() == SIGTERM);
    CHECK(exit_by_signal(interrupt.signal()) == 143);
  }
  const Interrupt again;
  CHECK(again.signal() == 0);
}

TEST_CASE("a signal that is ignored stays ignored") {
  const auto before = std::signal(SIGINT, SIG_IGN);
  {
    const Interrupt interrupt;
    std::raise(SIGINT);
    CHECK(interrupt.signal() == 0);
  }
  CHECK(std::signal(SIGINT, before) == SIG_IGN);
}
