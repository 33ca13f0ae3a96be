// Whatever passes the checks can be lowered: any exception but the one for size is a find. Every find becomes a
// numbered file in tests/fixtures/fuzz.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <vector>

#include "model/language/parser.hpp"
#include "model/meaning/checked_model.hpp"
#include "model/meaning/model.hpp"
#include "model/system/job.hpp"

namespace {

using walkcheck::Diagnostics;
using walkcheck::Sources;

constexpr std::size_t most_jobs = 4;

void require(bool holds) {
  if (!holds) std::abort();
}

/// Systems of many rules take long, and are no different.
bool is_small(const walkcheck::Model& model, const std::string& name) {
  for (const walkcheck::SystemEntry& system : model.systems) {
    if (system.declaration->name.text != name) continue;
    for (const auto& item : system.declaration->items) {
      const auto* rule = std::get_if<walkcheck::tree::RuleDeclaration>(&item);
      if (rule != nullptr && !rule->parameters.empty()) {
        for (const auto& parameter : rule->parameters) {
          const auto* high = std::get_if<walkcheck::tree::Integer>(&parameter.high->what);
          if (rule->parameters.size() > 2 || high == nullptr || high->value > 40) return false;
        }
      }
      const auto* variable = std::get_if<walkcheck::tree::VariableDeclaration>(&item);
      if (variable != nullptr && variable->length) {
        const auto* length = std::get_if<walkcheck::tree::Integer>(&variable->length->what);
        if (length == nullptr || length->value > 40) return false;
      }
    }
  }
  return true;
}

void lower_all(const walkcheck::CheckedModel& model) {
  walkcheck::Selection selection;
  selection.tables = "*";
  std::size_t done = 0;
  for (const walkcheck::Job& job : walkcheck::plan(model, selection)) {
    if (done == most_jobs || !is_small(*model, job.scenario)) continue;
    ++done;
    try {
      static_cast<void>(walkcheck::lower(model, job));
    } catch (const std::length_error&) {
      continue;  // it says itself that it is too large
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  Sources sources;
  const auto file = sources.add("input.walk", std::string{bytes, bytes + size});
  Diagnostics diagnostics;
  auto tree = walkcheck::parse(sources, file, diagnostics);
  // Imports are read by `load`; here a text stands for itself.
  if (!diagnostics.empty()) return 0;
  std::vector<walkcheck::tree::File> files;
  files.push_back(std::move(tree));
  const auto model = walkcheck::check(std::move(files), sources, diagnostics);
  require(model.has_value() == diagnostics.empty());
  for (const auto& fault : diagnostics.sorted()) require(!render(fault, sources).empty());
  if (model) lower_all(*model);
  return 0;
}
