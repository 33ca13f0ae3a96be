#include "checker/cli/progress.hpp"

#include <catch2/catch.hpp>

#include <sstream>
#include <thread>

using namespace walkcheck;

TEST_CASE("the progress of a run in one line") {
  const RunProgress progress{3, 24, {.states = 2000000, .queued = 1234, .depth = 88, .seconds = 2}};
  CHECK(progress_text(progress) == "3/24 searches, 2,000,000 states, queue 1,234, depth 88, 1,000,000 states/s");
  CHECK(progress_text({0, 1, {}}) == "0/1 searches, 0 states, queue 0, depth 0, 0 states/s");
}

TEST_CASE("a progress line never wraps") {
  const Progress huge{.states = ~std::uint64_t{0}, .queued = ~std::uint64_t{0}, .depth = 1000000, .seconds = 1000};
  CHECK(progress_text({1000, 2000, huge}).size() <= 79);
}

TEST_CASE("nothing is drawn without a terminal") {
  ProgressLine line(nullptr, 1);
  JobObserver observer(line, 0);
  observer.progress({.states = 1});
  line.finish(0, {});
}

TEST_CASE("a line that was drawn is erased at the end") {
  std::ostringstream out;
  {
    ProgressLine line(&out, 2);
    JobObserver observer(line, 1);
    observer.progress({.states = 1});
    CHECK(out.str().empty());
    std::this_thread::sleep_for(std::chrono::milliseconds(120));
    observer.progress({.states = 7, .queued = 2, .depth = 3, .seconds = 1});
    CHECK_THAT(out.str(), Catch::Contains("0/2 searches, 7 states, queue 2, depth 3"));
  }
  CHECK_THAT(out.str(), Catch::EndsWith("\r\x1b[K"));
}
