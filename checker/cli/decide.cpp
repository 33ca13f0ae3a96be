#include "checker/cli/decide.hpp"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "checker/audit/audit.hpp"
#include "checker/cli/advice.hpp"
#include "checker/cli/agree.hpp"
#include "checker/cli/engines.hpp"
#include "checker/cli/time_left.hpp"
#include "checker/explore/explore.hpp"
#include "checker/symbolic/check_proof.hpp"
#include "checker/symbolic/kind.hpp"
#include "checker/symbolic/pdr.hpp"

namespace walkcheck {

namespace {

/// A search that finds more than a glance takes waits for a proof that may be easier, as counted in questions and not
/// in seconds; and one that finds more still is asked no further before the other engines were.
constexpr std::uint64_t glance = 2'000'000;
constexpr std::uint64_t easy = 20'000;
constexpr std::uint64_t most_states = 30'000'000;
/// How long an engine may take that is asked because another one gave up, or to be compared, if nothing is said.
constexpr std::chrono::duration<double> patience{60};

/// How long the check of one proof may take, if nothing is said.
constexpr std::chrono::duration<double> longest_check{600};
/// What was found just in time may be checked.
constexpr std::chrono::duration<double> shortest_check{1};

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

/// The share of the time that is left, or what is usual.
Limits patient(const TimeLeft& time, double share) {
  Limits limits = time.limits(share);
  if (!limits.max_time) limits.max_time = patience;
  return limits;
}

bool any_open(const Answer& answer) { return std::any_of(answer.verdicts.begin(), answer.verdicts.end(), is_open); }

Answer search_to(std::uint64_t states, const TransitionSystem& system, Limits limits, Observer* observer) {
  limits.max_states = states;
  enter(observer, "search");
  return explore(system, limits, observer);
}

/// As the search itself is, or nobody waits for more.
bool is_done(const Answer& answer, const TimeLeft& time) { return time.interrupted() || !any_open(answer); }

/// An engine that came to its own limit was not the last that would have been asked.
void tell_interrupt(Answer& answer) {
  for (Verdict& verdict : answer.verdicts) {
    if (verdict.status != Status::unknown || verdict.reason.starts_with(interrupted)) continue;
    verdict.reason = fmt::format("{}; before that, {}", interrupted, verdict.reason);
  }
}

/// The larger part of the time is the search's; what it leaves is shared by the others.
Answer automatic(const Job& job, const TransitionSystem& system, const TimeLeft& time, Observer* observer) {
  const std::uint64_t most = time.limits().max_states.value_or(most_states);
  Answer answer = search_to(std::min(glance, most), system, time.limits(0.7), observer);
  if (is_done(answer, time)) return answer;
  enter(observer, "pdr");
  Limits of_easy = patient(time, 0.3);
  of_easy.max_questions = easy;
  std::vector<Answer> answers = {symbolic::pdr(system, of_easy, observer)};
  complete(answer, answers.front());
  if (is_done(answer, time)) return answer;
  answer = search_to(most, system, time.limits(0.7), observer);
  answers.push_back(answer);
  complete(answer, answers.front());
  for (const auto& [engine, check, share] :
       {std::tuple{"kind", &symbolic::kind, 0.5}, std::tuple{"pdr", &symbolic::pdr, 1.0}}) {
    if (is_done(answer, time)) continue;
    enter(observer, engine);
    answers.push_back(check(system, patient(time, share), observer));
    complete(answer, answers.back());
  }
  must_agree(job, system, answers);
  return answer;
}

/// The shares of the time are equal.
std::vector<Answer> ask_each(const Job& job, const TransitionSystem& system, const TimeLeft& time, Observer* observer) {
  std::vector<Answer> answers;
  for (const Engine& engine : engines()) {
    enter(observer, phase_of(&engine));
    const double share = 1 / static_cast<double>(engines().size() - answers.size());
    answers.push_back(engine.check(system, patient(time, share), observer));
  }
  must_agree(job, system, answers);
  return answers;
}

Opinion opinion_of(const Answer& answer, const Verdict& verdict) {
  Opinion opinion{std::string(answer.engine), verdict.status, verdict.bound, {}};
  if (verdict.trace) opinion.steps = verdict.trace->rules.size();
  return opinion;
}

}  // namespace

void enter(Observer* observer, std::string_view phase) {
  if (observer != nullptr) observer->phase(phase);
}

std::string_view phase_of(const Engine* engine) {
  return engine == nullptr || engine->name == "explore" ? "search" : engine->name;
}

Consensus ask_all(const Job& job, const TransitionSystem& system, const TimeLeft& time, Observer* observer) {
  const auto answers = ask_each(job, system, time, observer);
  Consensus all{answers.front(), std::vector<std::vector<Opinion>>(job.tasks.size())};
  for (const Answer& other : answers) {
    complete(all.answer, other);
    for (std::size_t i = 0; i < job.tasks.size(); ++i) all.opinions[i].push_back(opinion_of(other, other.verdicts[i]));
  }
  return all;
}

Audited audit_all(const TransitionSystem& system, Answer answer, const Limits& limits) {
  const double seconds = std::max(limits.max_time.value_or(longest_check), shortest_check).count();
  return audit(system, std::move(answer),
               [seconds, &limits](const auto& subject, std::size_t property, const Proof& proof) {
                 return symbolic::check_proof(subject, property, proof, seconds, limits.interrupt);
               });
}

std::vector<Result> decide(const CheckedModel& model, const Job& job, const Question& question, Observer* observer) {
  if (job.any_size()) return decide_any_size(model, job, question, observer);
  const auto system = std::make_shared<const TransitionSystem>(lower(model, job));
  const TimeLeft time(question.limits);
  Consensus said;
  if (question.agree) {
    said = ask_all(job, *system, time, observer);
  } else if (question.engine == nullptr) {
    said.answer = automatic(job, *system, time, observer);
    if (time.interrupted()) tell_interrupt(said.answer);
  } else {
    enter(observer, phase_of(question.engine));
    said.answer = question.engine->check(*system, question.limits, observer);
  }
  enter(observer, "replay");
  const Audited audited = audit_all(*system, std::move(said.answer), time.limits());
  std::vector<Result> results = collect(job, system, audited.answer(), audited.verdicts());
  const std::string what_to_do = time.interrupted() ? "" : advice(job, question);
  for (std::size_t i = 0; i < results.size(); ++i) {
    if (question.agree) results[i].opinions = std::move(said.opinions[i]);
    const bool open = results[i].verdict == Status::unknown || results[i].verdict == Status::bounded;
    if (open && !what_to_do.empty()) results[i].reason += "; " + what_to_do;
  }
  return results;
}

}  // namespace walkcheck
