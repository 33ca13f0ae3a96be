#include "checker/cli/workers.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <iterator>
#include <new>
#include <stdexcept>
#include <thread>
#include <variant>

namespace walkcheck {
namespace {

using Ended = std::variant<std::vector<Result>, JobFault>;

Ended guarded(std::size_t job, const DoJob& do_job) {
  try {
    return do_job(job);
  } catch (const std::bad_alloc&) {
    return JobFault{job, "out of memory; --max-memory ends a search before that", false};
  } catch (const ModelFault& fault) {
    return JobFault{job, fault.what(), true};
  } catch (const std::length_error& fault) {
    return JobFault{job, fault.what(), true};
  } catch (const std::exception& fault) {
    return JobFault{job, fault.what(), false};
  }
}

}  // namespace

void for_each_number(std::size_t count, unsigned threads, const std::function<void(std::size_t)>& work) {
  std::atomic<std::size_t> next = 0;
  const auto run = [&] {
    for (std::size_t i = next++; i < count; i = next++) work(i);
  };
  std::vector<std::jthread> others;
  for (std::size_t i = 1; i < std::min<std::size_t>(threads, count); ++i) others.emplace_back(run);
  run();
}

Done do_jobs(std::size_t jobs, unsigned threads, const DoJob& do_job) {
  std::vector<Ended> ended(jobs);
  for_each_number(jobs, threads, [&](std::size_t job) { ended[job] = guarded(job, do_job); });
  Done done;
  for (auto& each : ended) {
    if (auto* const fault = std::get_if<JobFault>(&each)) {
      done.faults.push_back(std::move(*fault));
    } else {
      auto& results = std::get<std::vector<Result>>(each);
      std::move(results.begin(), results.end(), std::back_inserter(done.results));
    }
  }
  return done;
}

}  // namespace walkcheck
