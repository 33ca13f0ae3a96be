#include "checker/cli/decide.hpp"

#include <algorithm>

#include "checker/audit/audit.hpp"
#include "checker/cli/agree.hpp"
#include "checker/cli/engines.hpp"
#include "checker/explore/explore.hpp"
#include "checker/symbolic/check_proof.hpp"
#include "checker/symbolic/pdr.hpp"

namespace walkcheck {

namespace {

/// A search that finds more than a glance takes waits for a proof that may be easier, as counted in questions and not
/// in seconds; and one that finds more still is asked no further before the other engines were.
constexpr std::uint64_t glance = 2'000'000;
constexpr std::uint64_t easy = 20'000;
constexpr std::uint64_t most_states = 30'000'000;
/// How long an engine may take that is asked because another one gave up, or to be compared.
constexpr std::chrono::duration<double> patience{60};

/// How long the check of one proof may take, if nothing is said.
constexpr std::chrono::duration<double> longest_check{600};

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

bool any_open(const Answer& answer) { return std::any_of(answer.verdicts.begin(), answer.verdicts.end(), is_open); }

Answer search_to(std::uint64_t states, const TransitionSystem& system, const Limits& limits, Observer* observer) {
  Limits of_search = limits;
  of_search.max_states = std::min(limits.max_states.value_or(states), states);
  return explore(system, of_search, observer);
}

Answer automatic(const Job& job, const TransitionSystem& system, const Limits& limits, Observer* observer) {
  Answer answer = search_to(glance, system, limits, observer);
  if (!any_open(answer)) return answer;
  Limits of_easy = patient(limits);
  of_easy.max_questions = easy;
  std::vector<Answer> answers = {symbolic::pdr(system, of_easy, observer)};
  complete(answer, answers.front());
  if (!any_open(answer)) return answer;
  answer = search_to(most_states, system, limits, observer);
  answers.push_back(answer);
  complete(answer, answers.front());
  for (const Engine& engine : engines()) {
    const bool proves = engine.name == "kind" || engine.name == "pdr";
    if (!proves || !any_open(answer)) continue;
    answers.push_back(engine.check(system, patient(limits), observer));
    complete(answer, answers.back());
  }
  must_agree(job, system, answers);
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

Audited audit_all(const TransitionSystem& system, Answer answer, const Limits& limits) {
  const double seconds = limits.max_time.value_or(longest_check).count();
  return audit(system, std::move(answer), [seconds](const auto& subject, std::size_t property, const Proof& proof) {
    return symbolic::check_proof(subject, property, proof, seconds);
  });
}

std::vector<Result> decide(const CheckedModel& model, const Job& job, const Question& question, Observer* observer) {
  if (job.any_size()) return decide_any_size(model, job, question, observer);
  const auto system = std::make_shared<const TransitionSystem>(lower(model, job));
  const auto ask = [&] {
    if (question.agree) return ask_all(job, *system, question.limits, observer);
    if (question.engine == nullptr) return automatic(job, *system, question.limits, observer);
    return question.engine->check(*system, question.limits, observer);
  };
  const Audited audited = audit_all(*system, ask(), question.limits);
  return collect(job, system, audited.answer(), audited.verdicts());
}

}  // namespace walkcheck
