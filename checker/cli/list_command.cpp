#include "checker/cli/list_command.hpp"

#include <memory>
#include <ostream>

#include "checker/cli/listing.hpp"
#include "checker/cli/run.hpp"
#include "checker/cli/shared_options.hpp"
#include "checker/report/outcome.hpp"

namespace walkcheck {

Action list_command(CLI::App& sub) {
  const auto subject = std::make_shared<Subject>();
  subject_options(sub, *subject);
  property_option(sub, *subject);
  scenario_option(sub, *subject);
  return [subject](const Console& console) {
    return with_model(*subject, console, [&](const CheckedModel& model) {
      console.out << listing(planned(model, subject->selection));
      return exit_as_expected;
    });
  };
}

}  // namespace walkcheck
