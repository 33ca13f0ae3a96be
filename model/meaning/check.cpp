#include "model/meaning/checks.hpp"
#include "model/meaning/checked_model.hpp"

namespace walkcheck {

std::optional<CheckedModel> check(std::vector<tree::File> files, const Sources& sources, Diagnostics& diagnostics) {
  const auto model = std::make_shared<Model>();
  model->sources = &sources;
  model->files = std::move(files);
  const CheckContext context{*model, diagnostics};
  check_tables(context);
  check_procedures(context);
  check_walkers(context);
  check_rivals(context);
  check_bodies(context);
  check_scenarios(context);
  check_properties(context);
  check_systems(context);
  if (!diagnostics.empty()) return std::nullopt;
  return CheckedModel(model);
}

}  // namespace walkcheck
