#include "checker/report/json.hpp"

#include <array>

#include <nlohmann/json.hpp>

#include "checker/report/outcome.hpp"
#include "checker/report/story.hpp"
#include "checker/report/unused.hpp"
#include "checker/report/version.hpp"

namespace walkcheck {
namespace {

using nlohmann::ordered_json;

ordered_json step_json(const Step& step) {
  std::string action;
  for (const auto& told : step.told) action += (action.empty() ? "" : "; ") + whole(told);
  ordered_json changes = ordered_json::object();
  for (const auto& change : step.changes) changes[change.variable] = {change.before, change.after};
  const bool rival = step.actor == Actor::rival;
  return {{"cpu", step.cpu},
          {"actor", rival ? step.group : "walker"},
          {"step", step.origin.step},
          {"action", action.empty() ? step.name : action},
          {"at", {{"file", step.origin.file}, {"line", step.origin.line}}},
          {"changes", changes}};
}

ordered_json trace_json(const std::optional<Evidence>& evidence) {
  if (!evidence) return nullptr;
  ordered_json steps = ordered_json::array();
  for (const auto& step : tell(*evidence)) steps.push_back(step_json(step));
  const auto& loop = evidence->replayed.trace.loop_start;
  return {{"tables", evidence->tables.empty() ? ordered_json(nullptr) : ordered_json(evidence->tables)},
          {"abstract", evidence->abstract},
          {"steps", steps},
          {"loop_start", loop ? ordered_json(*loop) : ordered_json(nullptr)}};
}

ordered_json dead_json(const Search& search) {
  const std::array<const Search*, 1> searches{&search};
  ordered_json all = ordered_json::array();
  for (const auto& [origin, text, because] : dead_statements(searches)) {
    all.push_back({{"file", origin.file},
                   {"line", origin.line},
                   {"step", origin.step},
                   {"function", origin.function},
                   {"text", text},
                   {"because", because}});
  }
  return all;
}

ordered_json never_fired_json(const Search& search) {
  const std::array<const Search*, 1> searches{&search};
  ordered_json all = ordered_json::array();
  for (const auto& group : never_fired(searches)) all.push_back(group.name);
  return all;
}

ordered_json retries_json(const Result& result) {
  ordered_json all = ordered_json::array();
  for (const auto& retry : result.retries) all.push_back({{"retry", retry.retry}, {"at_most", retry.at_most}});
  return all;
}

ordered_json opinions_json(const Result& result) {
  ordered_json all = ordered_json::array();
  for (const auto& [engine, verdict, bound, steps] : result.opinions) {
    all.push_back({{"engine", engine},
                   {"verdict", name(verdict)},
                   {"bound", bound ? ordered_json(*bound) : ordered_json(nullptr)},
                   {"steps", steps ? ordered_json(*steps) : ordered_json(nullptr)}});
  }
  return all;
}

ordered_json result_json(const Result& result) {
  const auto& search = *result.search;
  return {{"property", result.property},
          {"description", result.description},
          {"scenario", search.scenario},
          {"tables", search.tables},
          {"locks", search.locks},
          {"file", result.file},
          {"line", result.line},
          {"verdict", name(result.verdict)},
          {"reason", result.reason},
          {"expected", result.expected ? ordered_json(*result.expected) : ordered_json(nullptr)},
          {"because", result.because},
          {"as_expected", outcome(result) == Outcome::as_expected},
          {"engine", result.engine},
          {"opinions", opinions_json(result)},
          {"bound", result.bound ? ordered_json(*result.bound) : ordered_json(nullptr)},
          {"certificate", result.certificate.empty() ? ordered_json(nullptr) : ordered_json(result.certificate)},
          {"invariant", result.proof ? ordered_json(result.invariant) : ordered_json(nullptr)},
          {"states", search.statistics.states},
          {"transitions", search.statistics.transitions},
          {"depth", search.statistics.depth},
          {"seconds", search.statistics.seconds + result.seconds},
          {"assumptions", search.assumptions},
          {"dead", dead_json(search)},
          {"never_fired", never_fired_json(search)},
          {"retries", retries_json(result)},
          {"trace", trace_json(result.evidence)}};
}

}  // namespace

std::string report_json(std::span<const Result> results, bool interrupted) {
  ordered_json all = ordered_json::array();
  for (const auto& result : results) all.push_back(result_json(result));
  const ordered_json document = {{"schema", "walkcheck-results/1"},
                                 {"tool", {{"name", tool_name}, {"version", tool_version}}},
                                 {"interrupted", interrupted},
                                 {"results", all}};
  return document.dump(2, ' ', false, ordered_json::error_handler_t::replace) + '\n';
}

}  // namespace walkcheck
