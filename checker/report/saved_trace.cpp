#include "checker/report/saved_trace.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "checker/report/version.hpp"

namespace walkcheck {
namespace {

using nlohmann::ordered_json;

constexpr std::string_view schema = "walkcheck-trace/1";
constexpr std::string_view changed = "the model is not the one with which it was saved";

Value value_of(const Variable& variable, const std::string& text) {
  for (std::uint32_t value = 0; value < variable.size; ++value) {
    if (value_text(variable.values, static_cast<std::int32_t>(value)) == text) return static_cast<Value>(value);
  }
  throw BadTrace(fmt::format("{}: {} cannot be '{}'", changed, variable.name, text));
}

ordered_json step_json(const SavedTrace::Step& step) {
  return {{"rule", step.rule}, {"name", step.name}, {"actor", step.rival ? "rival" : "walker"}};
}

SavedTrace from_json(const ordered_json& document) {
  if (document.at("schema") != schema) throw BadTrace(fmt::format("its schema is not {}", schema));
  SavedTrace trace;
  document.at("paths").get_to(trace.paths);
  document.at("scenario").get_to(trace.scenario);
  document.at("tables").get_to(trace.tables);
  document.at("locks").get_to(trace.locks);
  document.at("properties").get_to(trace.properties);
  for (const auto& [name, value] : document.at("start").items()) trace.start.emplace_back(name, value);
  for (const auto& step : document.at("steps")) {
    trace.steps.push_back({step.at("rule"), step.at("name"), step.at("actor") == "rival"});
  }
  if (const auto& loop = document.at("loop_start"); !loop.is_null()) trace.loop_start = loop.get<std::size_t>();
  return trace;
}

}  // namespace

SavedTrace saved(const std::vector<std::string>& paths, const Job& job, const SystemDraft& system, const Trace& trace) {
  SavedTrace result{paths, job.scenario, job.tables, job.locks, {}, {}, {}, trace.loop_start};
  for (const auto& task : job.tasks) result.properties.push_back(task.property);
  for (std::size_t i = 0; i < system.variables.size(); ++i) {
    const auto& variable = system.variables[i];
    result.start.emplace_back(variable.name, value_text(variable.values, trace.start[i]));
  }
  for (const auto rule : trace.rules) {
    result.steps.push_back({rule, system.rules[rule].name, system.rules[rule].actor == Actor::rival});
  }
  return result;
}

Trace restored(const SavedTrace& saved, const SystemDraft& system) {
  Trace trace;
  trace.loop_start = saved.loop_start;
  const bool same =
      saved.start.size() == system.variables.size() &&
      std::equal(saved.start.begin(), saved.start.end(), system.variables.begin(),
                 [](const auto& start, const Variable& variable) { return start.first == variable.name; });
  if (!same) throw BadTrace(fmt::format("{}: it has other variables", changed));
  for (std::size_t i = 0; i < saved.start.size(); ++i) {
    trace.start.push_back(value_of(system.variables[i], saved.start[i].second));
  }
  for (std::size_t i = 0; i < saved.steps.size(); ++i) {
    const auto& [rule, name, rival] = saved.steps[i];
    const bool known = rule < system.rules.size() && system.rules[rule].name == name &&
                       (system.rules[rule].actor == Actor::rival) == rival;
    if (!known)
      throw BadTrace(fmt::format("{}: step {} is rule {}, '{}', and it has no such rule", changed, i + 1, rule, name));
    trace.rules.push_back(rule);
  }
  return trace;
}

std::string trace_text(const SavedTrace& saved) {
  ordered_json start = ordered_json::object();
  for (const auto& [name, value] : saved.start) start[name] = value;
  ordered_json steps = ordered_json::array();
  for (const auto& step : saved.steps) steps.push_back(step_json(step));
  const ordered_json document = {
      {"schema", schema},
      {"tool", {{"name", tool_name}, {"version", tool_version}}},
      {"paths", saved.paths},
      {"scenario", saved.scenario},
      {"tables", saved.tables},
      {"locks", saved.locks},
      {"properties", saved.properties},
      {"start", start},
      {"steps", steps},
      {"loop_start", saved.loop_start ? ordered_json(*saved.loop_start) : ordered_json(nullptr)}};
  return document.dump(2, ' ', false, ordered_json::error_handler_t::replace) + '\n';
}

SavedTrace read_trace(const std::string& text) {
  try {
    return from_json(ordered_json::parse(text));
  } catch (const nlohmann::json::exception& fault) {
    throw BadTrace(fmt::format("it is no trace that walkcheck saved ({})", fault.what()));
  }
}

}  // namespace walkcheck
