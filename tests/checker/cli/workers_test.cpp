#include "checker/cli/workers.hpp"

#include <catch2/catch.hpp>

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <thread>

using namespace walkcheck;

namespace {

std::vector<Result> named(std::size_t job) {
  Result result;
  result.property = std::to_string(job);
  return {result};
}

std::string properties(const Done& done) {
  std::string text;
  for (const auto& result : done.results) text += result.property + ' ';
  return text;
}

}  // namespace

TEST_CASE("results come in the order of the jobs, whatever the number of threads") {
  const auto slow_first = [](std::size_t job) {
    std::this_thread::sleep_for(std::chrono::milliseconds(job == 0 ? 20 : 0));
    return named(job);
  };
  for (const unsigned threads : {1U, 2U, 8U}) {
    CHECK(properties(do_jobs(4, threads, slow_first)) == "0 1 2 3 ");
  }
  CHECK(do_jobs(0, 4, named).results.empty());
}

TEST_CASE("each job is done once") {
  std::atomic<int> calls = 0;
  (void)do_jobs(50, 4, [&](std::size_t job) {
    ++calls;
    return named(job);
  });
  CHECK(calls == 50);
}

TEST_CASE("a job that throws is a fault, and the others go on") {
  const auto done = do_jobs(3, 2, [](std::size_t job) {
    if (job == 1) throw std::logic_error("a bug");
    return named(job);
  });
  CHECK(properties(done) == "0 2 ");
  REQUIRE(done.faults.size() == 1);
  CHECK(done.faults[0].job == 1);
  CHECK(done.faults[0].what == "a bug");
}

TEST_CASE("a machine without memory is told from a bug") {
  const auto done = do_jobs(1, 1, [](std::size_t) -> std::vector<Result> { throw std::bad_alloc(); });
  REQUIRE(done.faults.size() == 1);
  CHECK_THAT(done.faults[0].what, Catch::Contains("--max-memory"));
}
