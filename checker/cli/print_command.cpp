#include "checker/cli/print_command.hpp"

#include <memory>
#include <ostream>

#include "checker/cli/run.hpp"
#include "checker/cli/shared_options.hpp"
#include "checker/report/outcome.hpp"

namespace walkcheck {

Action print_command(CLI::App& sub) {
  const auto subject = std::make_shared<Subject>();
  subject_options(sub, *subject);
  scenario_option(sub, *subject, true);
  return [subject](const Console& console) {
    return with_model(*subject, console, [&](const CheckedModel& model) {
      for (const auto& job : planned(model, subject->selection)) console.out << print(*lower(model, job)) << '\n';
      return exit_as_expected;
    });
  };
}

}  // namespace walkcheck
