// The long run: engines and reductions against each other, on as many random models as there is time for.
//   walkcheck_agreement FIRST COUNT [SECONDS [SAMPLE [any]]]
// prints how often each engine says what, and each contradiction with its seed and a text as small as it can be.
// All models are searched; each other engine is asked about all properties of every SAMPLE-th, and one question
// about each of the others. With `any`, tables of any size are among them. COUNT 0 prints the text of model FIRST. Exit
// code 1 if there is any contradiction, 2 if the arguments are no numbers.
#include <cstdlib>
#include <iostream>
#include <string>

#include "tests/agreement/harvest.hpp"

namespace walkcheck::testing {

namespace {

// Beyond these few the same fault comes again and again, and shrinking takes its time.
constexpr std::size_t most_shrunk = 10;

void tell(const std::vector<EngineRow>& engines, const Harvest& found, const HarvestPlan& plan) {
  std::cout << table_of(found);
  for (std::size_t i = 0; i < found.faulty.size(); ++i) {
    const FaultyModel& model = found.faulty[i];
    std::cout << "\nseed " << model.seed << ", " << model.disagreements.size() << " contradictions\n"
              << in_words(model.disagreements.front()) << "\n";
    if (i < most_shrunk) std::cout << shrunk(engines, model, plan) << std::flush;
  }
  std::cout << found.faulty.size() << " of " << found.models << " models with a contradiction\n";
}

/// The exit code.
int run(const std::vector<std::string>& arguments) {
  HarvestPlan plan;
  plan.first = std::stoull(arguments.at(0));
  plan.count = std::stoull(arguments.at(1));
  if (arguments.size() > 2) plan.most_time = std::chrono::duration<double>(std::stod(arguments[2]));
  if (arguments.size() > 3) plan.sample = std::stoull(arguments[3]);
  plan.one_question = true;
  plan.knobs.any_size = arguments.size() > 4 && arguments[4] == "any";
  if (plan.count == 0) {
    std::cout << random_model(plan.first, plan.knobs);
    return EXIT_SUCCESS;
  }
  plan.limits.engine.max_states = 200'000;
  plan.limits.other_states = 200;
  const auto engines = all_engines();
  const Harvest found = harvest(engines, plan);
  tell(engines, found, plan);
  return found.faulty.empty() ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace

}  // namespace walkcheck::testing

int main(int count, char** arguments) {
  try {
    return walkcheck::testing::run({arguments + 1, arguments + count});
  } catch (const std::exception&) {
    std::cerr << "walkcheck_agreement FIRST COUNT [SECONDS [SAMPLE [any]]]\n";
    return 2;
  }
}
