#include "checker/report/mutation_report.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "checker/report/outcome.hpp"
#include "checker/report/wrap.hpp"

namespace walkcheck {

namespace {

using Fate = Trial::Fate;

/// a, b, ..., z, A, ..., Z, then ?: a table that wide is read by nobody.
char letter(std::size_t property) {
  constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  return property < letters.size() ? letters[property] : '?';
}

std::size_t count(const MutationRun& run, Fate fate) {
  return static_cast<std::size_t>(
      std::count_if(run.trials.begin(), run.trials.end(), [fate](const Trial& trial) { return trial.fate == fate; }));
}

std::string legend(const MutationRun& run) {
  std::string text = "   noticed alone property\n";
  for (std::size_t i = 0; i < run.properties.size(); ++i) {
    std::size_t all = 0, alone = 0;
    for (const Trial& trial : run.trials) {
      if (std::find(trial.noticed_by.begin(), trial.noticed_by.end(), i) == trial.noticed_by.end()) continue;
      ++all;
      if (trial.noticed_by.size() == 1) ++alone;
    }
    text += fmt::format("{} {:>8} {:>5} {}\n", letter(i), all, alone, run.properties[i]);
  }
  return text;
}

std::string row(const MutationRun& run, const Trial& trial) {
  std::string cells(run.properties.size(), '.');
  for (const std::size_t property : trial.noticed_by) cells[property] = letter(property);
  return paragraph(fmt::format("{} ", cells), trial.name.substr(trial.owner.size() + 1));
}

/// The mutants that change the rules, by whose text they change.
std::string table(const MutationRun& run) {
  std::string text;
  const Trial* before = nullptr;
  for (const Trial& trial : run.trials) {
    if (trial.fate != Fate::noticed && trial.fate != Fate::survived && trial.fate != Fate::undecided) continue;
    if (before == nullptr || before->owner != trial.owner)
      text += fmt::format("\n{} ({})\n", trial.owner, trial.place.substr(0, trial.place.rfind(':')));
    text += row(run, trial);
    before = &trial;
  }
  return text;
}

std::string listed(const MutationRun& run, std::string_view head, Fate fate, bool explained) {
  std::string text;
  for (const Trial& trial : run.trials) {
    if (trial.fate != fate || trial.because.empty() == explained) continue;
    text += paragraph(
        "- ", fmt::format("{} ({}){}", trial.name, trial.place, explained ? ": " + trial.because : std::string()));
  }
  return text.empty() ? text : fmt::format("\n{}\n{}", head, text);
}

}  // namespace

std::string report_mutations(const MutationRun& run) {
  std::string text = legend(run) + table(run);
  text += listed(run, "survivors, as the files say:", Fate::survived, true);
  text += listed(run, "undecided, a limit ended a search:", Fate::undecided, false);
  text += listed(run, "survivors without a reason:", Fate::survived, false);
  if (!run.needless.empty()) text += "\nsaid to survive, and does not:\n";
  for (const std::string& name : run.needless) text += paragraph("- ", name);
  text += fmt::format(
      "\n{}: {} noticed, {} not, {} undecided;\n"
      "{} change no rule here, {} only rules that never fire, {} are refused\n",
      counted(run.trials.size(), "mutant", "mutants"), count(run, Fate::noticed), count(run, Fate::survived),
      count(run, Fate::undecided), count(run, Fate::unchanged), count(run, Fate::unreached), count(run, Fate::refused));
  return text;
}

int exit_code(const MutationRun& run) {
  const auto unexplained = [](const Trial& trial) { return trial.fate == Fate::survived && trial.because.empty(); };
  if (std::any_of(run.trials.begin(), run.trials.end(), unexplained) || !run.needless.empty()) return exit_unexpected;
  return count(run, Fate::undecided) > 0 ? exit_undecided : exit_as_expected;
}

}  // namespace walkcheck
