// Many models at once: judged by all engines, the faulty ones shrunk, the verdicts counted.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tests/agreement/judge_with.hpp"
#include "tests/agreement/random_model.hpp"

namespace walkcheck::testing {

struct FaultyModel {
  std::uint64_t seed = 0;
  std::vector<Disagreement> disagreements;
};

struct Harvest {
  std::uint64_t models = 0;
  Judged judged;  // of all, in the order of the seeds
  std::vector<FaultyModel> faulty;
};

struct HarvestPlan {
  std::uint64_t first = 0, count = 1;
  std::optional<std::chrono::duration<double>> most_time = {};  // after it no new model is begun
  /// The first engine is asked about every model, each other one about one in so many.
  std::uint64_t sample = 1;
  /// About the other models every engine is asked one question, in turn another one (JudgeLimits).
  bool one_question = false;
  Knobs knobs = {};
  JudgeLimits limits = {};
};

/// On all hardware threads. The same plan gives the same harvest, apart from what a limit of time cuts off.
[[nodiscard]] Harvest harvest(const std::vector<EngineRow>& engines, const HarvestPlan& plan);

/// The text of the model, as small as it can be and still show its first disagreement.
[[nodiscard]] std::string shrunk(const std::vector<EngineRow>& engines, const FaultyModel& model,
                                 const HarvestPlan& plan, std::uint64_t most_tries = 5'000);

/// A table of the verdicts of each engine, and how large the systems and how long the traces are.
[[nodiscard]] std::string table_of(const Harvest& harvest);

}  // namespace walkcheck::testing
