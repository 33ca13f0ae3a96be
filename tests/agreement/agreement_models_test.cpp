// Engines, the naive search, the reductions of `lower` and the laws of tests/agreement/random_laws.cpp against each
// other, on models at random. A fault is told with its seed and a small text; the long run is agreement_bench.cpp.
#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/agreement/harvest.hpp"
#include "tests/support/effort.hpp"

namespace walkcheck::testing {

namespace {

constexpr std::uint64_t models = tries(2'000);

constexpr std::size_t most_shrunk = 3;

double share(const Judged& judged, Status status) {
  const auto& counts = judged.verdicts.at("explore");
  std::uint64_t all = 0;
  for (const std::uint64_t count : counts) all += count;
  return 100.0 * static_cast<double>(counts[static_cast<std::size_t>(status)]) / static_cast<double>(all);
}

}  // namespace

TEST_CASE("nothing contradicts anything on random models", "[agreement]") {
  HarvestPlan plan;
  plan.count = models;
  plan.sample = 25;
  plan.limits.engine.max_states = 20'000;
  plan.limits.naive_states = 1'500;
  plan.limits.reduction_states = 2'000;
  plan.limits.other_states = 300;
  const auto engines = all_engines();
  const Harvest found = harvest(engines, plan);
  INFO(table_of(found));
  for (std::size_t i = 0; i < std::min(found.faulty.size(), most_shrunk); ++i) {
    const FaultyModel& model = found.faulty[i];
    FAIL_CHECK("seed " << model.seed << ": " << in_words(model.disagreements.front()) << "\n"
                       << shrunk(engines, model, plan, 2'000));
  }
  CHECK(found.faulty.empty());

  // Models that say nothing contradict nothing: the mix has to stay a mix.
  CHECK(found.models == models);
  CHECK(found.judged.naive > models / 2);
  CHECK(found.judged.reductions > models / 2);
  const double holds = share(found.judged, Status::holds), violated = share(found.judged, Status::violated);
  CHECK((holds > 25 && holds < 60));
  CHECK((violated > 20 && violated < 50));
  const double vacuous = share(found.judged, Status::vacuous);
  CHECK((vacuous > 5 && vacuous < 25));
  const auto more = [](const std::vector<std::uint64_t>& values, std::uint64_t least) {
    return static_cast<std::size_t>(
        std::count_if(values.begin(), values.end(), [&](std::uint64_t value) { return value >= least; }));
  };
  CHECK(more(found.judged.states, 20) * 10 > found.judged.states.size() * 6);
  CHECK(more(found.judged.states, 1'000) * 10 > found.judged.states.size());
  CHECK(more(found.judged.lengths, 5) * 6 > found.judged.lengths.size());
}

}  // namespace walkcheck::testing
