#include "checker/report/result.hpp"

#include <stdexcept>

#include <fmt/format.h>

namespace walkcheck {
namespace {

std::vector<StatementUse> statements_of(const SystemDraft& system, const Answer& answer) {
  std::vector<StatementUse> uses;
  uses.reserve(system.statements.size());
  for (const auto& statement : system.statements) {
    uses.push_back({statement.origin, statement.text, statement.before, false, statement.dead_because});
  }
  for (std::size_t rule = 0; rule < answer.fired.size(); ++rule) {
    if (!answer.fired[rule]) continue;
    for (const auto statement : system.rules[rule].statements) uses.at(statement).executed = true;
  }
  return uses;
}

std::vector<GroupUse> groups_of(const SystemDraft& system, const Answer& answer) {
  std::vector<GroupUse> uses;
  uses.reserve(system.groups.size());
  for (const auto& group : system.groups) uses.push_back({group.name, group.origin, false, group.dead_because});
  for (std::size_t rule = 0; rule < answer.fired.size(); ++rule) {
    if (!answer.fired[rule] || uses.empty()) continue;
    uses.at(system.rules[rule].group).fired = true;
    for (const std::uint32_t group : system.rules[rule].also) uses.at(group).fired = true;
  }
  return uses;
}

/// What was to be searched, before it was.
std::shared_ptr<Search> search_of(const Job& job) {
  auto search = std::make_shared<Search>();
  search->scenario = job.scenario;
  search->description = job.description;
  search->tables = job.tables;
  search->locks = job.locks;
  search->assumptions = job.assumptions;
  return search;
}

std::shared_ptr<const Search> search_of(const Job& job, const SystemDraft& system, const Answer& answer) {
  auto search = search_of(job);
  search->engine = answer.engine;
  search->statistics = answer.statistics;
  search->stopped = answer.stopped.has_value();
  // An engine that does not know what fired has not seen it all.
  search->complete = !search->stopped && answer.fired.size() == system.rules.size();
  search->statements = statements_of(system, answer);
  search->groups = groups_of(system, answer);
  for (std::size_t i = 0; i < answer.counts.size(); ++i) {
    search->counts.push_back({system.counters[i].name, answer.counts[i]});
  }
  return search;
}

std::vector<RetryLimit> retries_of(const SystemDraft& system, const Answer& answer) {
  std::vector<RetryLimit> limits;
  limits.reserve(answer.retries.size());
  for (const auto& bound : answer.retries) {
    const auto& retry = system.retries.at(bound.retry);
    limits.push_back({retry.name, retry.entry, retry.origin, bound.at_most});
  }
  return limits;
}

void must_fit(const Job& job, const SystemDraft& system, const Answer& answer,
              std::span<const AuditedVerdict> verdicts) {
  const bool fits = job.tasks.size() == system.properties.size() && job.tasks.size() == verdicts.size() &&
                    job.tasks.size() == answer.verdicts.size() &&
                    (answer.fired.empty() || answer.fired.size() == system.rules.size()) &&
                    (answer.counts.empty() || answer.counts.size() == system.counters.size());
  if (!fits) throw std::logic_error(fmt::format("the answer to {} is not one to its system", job.scenario));
}

}  // namespace

std::vector<Result> collect(const Job& job, const std::shared_ptr<const TransitionSystem>& system, const Answer& answer,
                            std::span<const AuditedVerdict> verdicts) {
  const SystemDraft& draft = **system;
  must_fit(job, draft, answer, verdicts);
  const auto search = search_of(job, draft, answer);
  std::vector<Result> results;
  results.reserve(job.tasks.size());
  for (std::size_t i = 0; i < job.tasks.size(); ++i) {
    const auto& task = job.tasks[i];
    const auto& verdict = verdicts[i];
    Result result{search,         task.property,  task.description, task.file,    task.line, draft.properties[i].kind,
                  verdict.status, verdict.reason, task.expected,    task.because, {},        {}};
    const bool passes = verdict.status == Status::holds || verdict.status == Status::proved;
    if (result.kind == Property::Kind::terminates && passes) result.retries = retries_of(draft, answer);
    if (verdict.replayed) result.evidence = Evidence{system, *verdict.replayed, {}, false, i};
    const Verdict& said = answer.verdicts.at(i);
    result.engine = said.engine.empty() ? answer.engine : said.engine;
    result.bound = said.bound;
    if (said.proof) result.proof = ProofOf{system, i, said.proof};
    results.push_back(std::move(result));
  }
  return results;
}

std::vector<Result> undecided(const Job& job, const std::string& why) {
  const auto search = search_of(job);
  std::vector<Result> results;
  for (const Task& task : job.tasks) {
    Result result;
    result.search = search;
    result.property = task.property;
    result.description = task.description;
    result.file = task.file;
    result.line = task.line;
    result.reason = why;
    result.expected = task.expected;
    result.because = task.because;
    results.push_back(std::move(result));
  }
  return results;
}

}  // namespace walkcheck
