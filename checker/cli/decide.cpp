#include "checker/cli/decide.hpp"

#include <algorithm>

#include "checker/audit/audit.hpp"
#include "checker/cli/agree.hpp"
#include "checker/cli/engines.hpp"
#include "checker/explore/explore.hpp"
#include "checker/symbolic/check_proof.hpp"

namespace walkcheck {

namespace {

/// A search that finds more is asked no further before the other engines were.
constexpr std::uint64_t most_states = 30'000'000;
/// How long an engine may take that is asked because another one gave up, or to be compared.
constexpr std::chrono::duration<double> patience{60};

bool is_open(const Verdict& verdict) { return verdict.status == Status::unknown || verdict.status == Status::bounded; }

/// Takes from `other` what `answer` leaves open.
void complete(Answer& answer, const Answer& other) {
  for (std::size_t i = 0; i < answer.verdicts.size(); ++i) {
    Verdict& verdict = answer.verdicts[i];
    if (!is_open(verdict) || is_open(other.verdicts[i])) continue;
    verdict = other.verdicts[i];
    verdict.engine = other.engine;
  }
}

Limits patient(const Limits& limits) {
  Limits result = limits;
  if (!result.max_time || *result.max_time > patience) result.max_time = patience;
  return result;
}

Answer automatic(const TransitionSystem& system, const Limits& limits, Observer* observer) {
  Limits of_search = limits;
  of_search.max_states = std::min(limits.max_states.value_or(most_states), most_states);
  Answer answer = explore(system, of_search, observer);
  for (const Engine& engine : engines()) {
    const bool proves = engine.name == "kind" || engine.name == "pdr";
    if (!proves || std::none_of(answer.verdicts.begin(), answer.verdicts.end(), is_open)) continue;
    complete(answer, engine.check(system, patient(limits), observer));
  }
  return answer;
}

Answer ask_all(const Job& job, const TransitionSystem& system, const Limits& limits, Observer* observer) {
  std::vector<Answer> answers;
  for (const Engine& engine : engines()) answers.push_back(engine.check(system, patient(limits), observer));
  must_agree(job, system, answers);
  Answer answer = answers.front();
  for (const Answer& other : answers) complete(answer, other);
  return answer;
}

}  // namespace

Audited audit_all(const TransitionSystem& system, Answer answer) {
  return audit(system, std::move(answer), [](const auto& subject, std::size_t property, const Proof& proof) {
    return symbolic::check_proof(subject, property, proof);
  });
}

std::vector<Result> decide(const CheckedModel& model, const Job& job, const Question& question, Observer* observer) {
  if (job.any_size()) return decide_any_size(model, job, question, observer);
  const auto system = std::make_shared<const TransitionSystem>(lower(model, job));
  const auto ask = [&] {
    if (question.agree) return ask_all(job, *system, question.limits, observer);
    if (question.engine == nullptr) return automatic(*system, question.limits, observer);
    return question.engine->check(*system, question.limits, observer);
  };
  const Audited audited = audit_all(*system, ask());
  return collect(job, system, audited.answer(), audited.verdicts());
}

}  // namespace walkcheck
