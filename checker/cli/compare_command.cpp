#include "checker/cli/compare_command.hpp"

#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>

#include "checker/cli/compare.hpp"
#include "checker/cli/run.hpp"
#include "checker/cli/shared_options.hpp"
#include "checker/report/comparison.hpp"
#include "checker/report/outcome.hpp"

namespace walkcheck {
namespace {

struct Asked {
  std::string one, other;
  Subject subject;
  Question question;
};

int tell_differences(const CheckedModel& model, const Asked& asked, const Console& console) {
  const ComparePlan plan{asked.one, asked.other, asked.subject.selection, asked.question};
  std::vector<Comparison> comparisons;
  try {
    comparisons = compare(model, plan);
  } catch (const std::invalid_argument& fault) {
    throw Refused(fault.what());
  }
  int code = exit_as_expected;
  for (const Comparison& comparison : comparisons) {
    console.out << report_comparison(comparison) << std::flush;
    const int own = exit_code(comparison);
    if (code == exit_as_expected || own == exit_unexpected) code = own;
  }
  return code;
}

}  // namespace

Action compare_command(CLI::App& sub) {
  const auto asked = std::make_shared<Asked>();
  asked->question.shows_proofs = false;
  const char* const what = "two scenarios, two walkers, or two callbacks of one slot";
  sub.add_option("ONE", asked->one, what)->required()->type_name("");
  sub.add_option("OTHER", asked->other, "what to compare it with")->required()->type_name("");
  subject_options(sub, asked->subject);
  property_option(sub, asked->subject);
  scenario_option(sub, asked->subject);
  limit_options(sub, asked->question.limits);
  return [asked](const Console& console) {
    return with_model(asked->subject, console,
                      [&](const CheckedModel& model) { return tell_differences(model, *asked, console); });
  };
}

}  // namespace walkcheck
