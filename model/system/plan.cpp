#include <algorithm>

#include "model/meaning/model.hpp"
#include "model/system/job.hpp"
#include "model/text/glob.hpp"

namespace walkcheck {

namespace {

bool selected(const std::string& pattern, const std::string& text) {
  return pattern.empty() || matches_glob(pattern, text);
}

std::string file_of(const Model& model, Span span) { return model.sources->path(span.file); }
std::uint32_t line_of(const Model& model, Span span) { return model.sources->position(span).line; }

/// The configurations of locks in which a property is judged in a scenario.
std::vector<std::string> locks_of(const tree::PropertyDeclaration& property, const Scenario& scenario) {
  if (property.locks.empty()) return scenario.locks;
  std::vector<std::string> locks;
  for (const tree::Name& each : property.locks) locks.push_back(each.text);
  return locks;
}

Task task_of(const Model& model, const PropertyEntry& entry, const tree::Expectation& expectation) {
  const tree::PropertyDeclaration& property = *entry.declaration;
  return {property.name.text,
          property.description ? property.description->text : "",
          file_of(model, entry.span),
          expectation.verdict.text,
          expectation.because ? expectation.because->text : "",
          line_of(model, property.name.span)};
}

bool is_selected(const TableShape& tables, const std::string& glob) {
  if (glob.empty()) return !tables.on_request;
  return matches_glob(glob, tables.text) || matches_glob(glob, short_size(tables.text));
}

void add_scenario_jobs(const Model& model, const Scenario& scenario, const Selection& selection,
                       std::vector<Job>& jobs) {
  for (const TableShape& tables : scenario.tables) {
    if (!is_selected(tables, selection.tables)) continue;
    for (const std::string locks : {"split", "single"}) {
      Job job{scenario.name, scenario.description, tables.text, locks, scenario.assumptions, {}, tables};
      for (const PropertyEntry& entry : model.properties) {
        const tree::PropertyDeclaration& property = *entry.declaration;
        if (!selected(selection.property, property.name.text)) continue;
        const auto configurations = locks_of(property, scenario);
        if (std::find(configurations.begin(), configurations.end(), locks) == configurations.end()) continue;
        for (const tree::Expectation& expectation : property.expectations) {
          const bool names_it = std::any_of(expectation.targets.begin(), expectation.targets.end(),
                                            [&](const tree::Name& target) { return target.text == scenario.name; });
          if (names_it) job.tasks.push_back(task_of(model, entry, expectation));
        }
      }
      if (!job.tasks.empty()) jobs.push_back(std::move(job));
    }
  }
}

void add_system_job(const Model& model, const SystemEntry& entry, const Selection& selection, std::vector<Job>& jobs) {
  const tree::SystemDeclaration& system = *entry.declaration;
  Job job{system.name.text, system.description ? system.description->text : "", "", "", {}, {}, {}};
  for (const tree::SystemItem& item : system.items) {
    const auto* property = std::get_if<tree::SystemProperty>(&item);
    if (property == nullptr || !selected(selection.property, property->name.text)) continue;
    Task task{property->name.text,
              property->description ? property->description->text : "",
              file_of(model, entry.span),
              std::nullopt,
              "",
              line_of(model, property->name.span)};
    if (property->expectation) {
      task.expected = property->expectation->verdict.text;
      task.because = property->expectation->because ? property->expectation->because->text : "";
    }
    job.tasks.push_back(std::move(task));
  }
  if (!job.tasks.empty()) jobs.push_back(std::move(job));
}

}  // namespace

std::string short_size(const std::string& tables) {
  std::string sizes;
  for (std::size_t open = 0; (open = tables.find('[', open)) != std::string::npos; ++open) {
    const auto close = std::min(tables.find(']', open), tables.size());
    sizes += (sizes.empty() ? "" : "/") + tables.substr(open + 1, close - open - 1);
  }
  return sizes;
}

std::vector<Job> plan(const CheckedModel& model, const Selection& selection) {
  std::vector<Job> jobs;
  // In the order in which the scenarios are written.
  std::vector<const Scenario*> scenarios;
  for (const auto& [name, scenario] : model->scenarios) scenarios.push_back(&scenario);
  std::sort(scenarios.begin(), scenarios.end(), [](const Scenario* one, const Scenario* other) {
    return std::pair(one->span.file, one->span.begin) < std::pair(other->span.file, other->span.begin);
  });
  for (const Scenario* scenario : scenarios) {
    if (selected(selection.scenario, scenario->name)) add_scenario_jobs(*model, *scenario, selection, jobs);
  }
  for (const SystemEntry& system : model->systems) {
    if (selected(selection.scenario, system.declaration->name.text)) add_system_job(*model, system, selection, jobs);
  }
  return jobs;
}

std::vector<Job> instances(const CheckedModel& model, const Job& any) {
  std::vector<LevelId> open;
  for (LevelId level = 0; level < any.shape.entries.size(); ++level) {
    if (any.shape.entries[level] != 0) open.push_back(level);
  }
  // One entry everywhere, then two in the tables of one level, then of two levels; the last levels first, as their
  // tables are the smallest.
  std::vector<Job> jobs;
  const auto add = [&](const std::vector<LevelId>& doubled) {
    Job job = any;
    job.shape.any = job.shape.on_request = false;
    job.tables = job.shape.text = "";
    for (const LevelId level : open) {
      const bool two = std::find(doubled.begin(), doubled.end(), level) != doubled.end();
      job.shape.entries[level] = two ? 2 : 1;
      job.tables += (job.tables.empty() ? "" : " ") + model->levels[level].name + (two ? "[2]" : "[1]");
    }
    job.shape.text = job.tables;
    jobs.push_back(std::move(job));
  };
  add({});
  for (std::size_t i = open.size(); i-- > 0;) add({open[i]});
  for (std::size_t i = open.size(); i-- > 0;) {
    for (std::size_t k = i; k-- > 0;) add({open[i], open[k]});
  }
  return jobs;
}

}  // namespace walkcheck
