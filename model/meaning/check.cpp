#include <set>
#include <tuple>
#include <vector>

#include "model/meaning/checked_model.hpp"
#include "model/meaning/checks.hpp"

namespace walkcheck {

namespace {

/// A text that several variants share is checked for each of them: of its faults each is told once.
void tell(const Diagnostics& found, Diagnostics& diagnostics) {
  std::set<std::tuple<std::string, FileId, std::uint32_t, std::uint32_t>> told;
  for (const Diagnostic& fault : found.sorted()) {
    if (!told.emplace(fault.code, fault.place.file, fault.place.begin, fault.place.end).second) continue;
    diagnostics.report(fault.code, fault.place, fault.message, fault.hint);
  }
}

/// Declarations, bodies, and what is built from them: what a faulty text says to those that use it is guesswork.
void run_checks(CheckContext context) {
  using Check = void (*)(CheckContext);
  const std::vector<std::vector<Check>> stages{{check_tables, check_systems},
                                               {check_procedures, check_walkers, check_rivals},
                                               {check_bodies, check_scenarios, check_properties},
                                               {check_written_out}};
  for (const auto& stage : stages) {
    for (const Check check : stage) check(context);
    if (!context.diagnostics.empty()) return;
  }
}

}  // namespace

std::optional<CheckedModel> check(std::vector<tree::File> files, const Sources& sources, Diagnostics& diagnostics) {
  const auto model = std::make_shared<Model>();
  model->sources = &sources;
  model->files = std::move(files);
  Diagnostics found;
  run_checks({*model, found});
  tell(found, diagnostics);
  if (!found.empty()) return std::nullopt;
  return CheckedModel(model);
}

}  // namespace walkcheck
