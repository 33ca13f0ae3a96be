#include "checker/explore/conclude.hpp"

#include <utility>

#include <fmt/format.h>

#include "checker/liveness/liveness.hpp"

namespace walkcheck::exploration {

namespace {

Trace trace_to(const Findings& findings, std::size_t property) {
  if (property < findings.shortest.size() && findings.shortest[property]) return *findings.shortest[property];
  const Breach& breach = *findings.judge.breach(property);
  Trace trace = findings.path_to(breach.state);
  if (breach.rule) trace.rules.push_back(*breach.rule);
  return trace;
}

Trace lasso(const Findings& findings, const Cycle& cycle) {
  Trace trace = findings.path_to(cycle.state);
  trace.loop_start = trace.rules.size();
  trace.rules.insert(trace.rules.end(), cycle.rules.begin(), cycle.rules.end());
  return trace;
}

Verdict not_violated(const Findings& findings, const Property& property, std::size_t index) {
  if (findings.stopped) return {Status::unknown, std::nullopt, *findings.stopped};
  if (findings.statistics.states == 0) return {Status::vacuous, std::nullopt, "no state meets the start condition"};
  if (findings.judge.witnessed(index)) return {Status::holds, std::nullopt, {}};
  const std::string what = property.witness.empty() ? "its witness" : property.witness;
  return {Status::vacuous, std::nullopt, fmt::format("no reachable state or step shows {}", what)};
}

std::vector<RetryBound> bounds_of_fired(const SystemDraft& system, const WalkerGraph& graph,
                                        const std::vector<std::uint8_t>& fired) {
  std::vector<bool> taken(system.retries.size());
  for (std::size_t rule = 0; rule < fired.size(); ++rule) {
    if (fired[rule] != 0 && system.rules[rule].retry) taken[*system.rules[rule].retry] = true;
  }
  std::vector<RetryBound> bounds = retry_bounds(system, graph);
  std::erase_if(bounds, [&taken](const RetryBound& bound) { return !taken[bound.retry]; });
  return bounds;
}

}  // namespace

Answer conclude(const CompiledSystem& compiled, Findings findings) {
  Answer answer;
  answer.engine = "explore";
  answer.statistics = findings.statistics;
  answer.counts = findings.judge.counts();
  answer.fired.assign(findings.fired.begin(), findings.fired.end());
  answer.stopped = findings.stopped;
  std::optional<Trace> loop;
  if (findings.graph) {
    const WalkerGraph graph = findings.graph->take();
    if (const auto cycle = find_cycle(graph))
      loop = lasso(findings, *cycle);
    else if (!findings.stopped)
      answer.retries = bounds_of_fired(compiled.system, graph, findings.fired);
  }
  std::optional<Trace> deadlock;
  if (findings.stuck) {
    const auto state = findings.stuck->first_deadlock(findings.processed);
    if (state) deadlock = findings.path_to(*state);
  }
  const std::vector<Property>& properties = compiled.system.properties;
  for (std::size_t i = 0; i < properties.size(); ++i) {
    std::optional<Trace> trace;
    if (findings.judge.breach(i)) trace = trace_to(findings, i);
    if (properties[i].kind == Property::Kind::terminates) trace = loop;
    if (properties[i].kind == Property::Kind::no_deadlock) trace = deadlock;
    if (trace)
      answer.verdicts.push_back({Status::violated, std::move(trace), {}});
    else
      answer.verdicts.push_back(not_violated(findings, properties[i], i));
  }
  return answer;
}

}  // namespace walkcheck::exploration
