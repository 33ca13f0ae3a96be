// Tables of any size. The system that they lower to has every run of every finite instance, and more: what holds there
// holds of all sizes, and what is broken there may be a false alarm. So a counterexample is looked for in finite
// instances, the smallest first, and only what is found there is `violated`. Instances also show that a property is not
// vacuous, and contradict a wrong proof.

#include <algorithm>
#include <chrono>

#include <fmt/format.h>

#include "checker/audit/audit.hpp"
#include "checker/cli/advice.hpp"
#include "checker/cli/agree.hpp"
#include "checker/cli/decide.hpp"
#include "checker/explore/explore.hpp"
#include "checker/symbolic/prove.hpp"

namespace walkcheck {

namespace {

/// More is not searched in one instance: larger ones come later, and rarely show what smaller ones do not.
constexpr std::uint64_t most_states_of_instance = 2'000'000;
constexpr std::uint32_t most_retries = 16;

bool passes(const Result& result) { return result.verdict == Status::proved || result.verdict == Status::holds; }

class AnySize {
 public:
  AnySize(const CheckedModel& model, const Job& job, const Question& question, Observer* observer)
      : model_(model), job_(job), question_(question), observer_(observer), time_(question.limits) {}

  std::vector<Result> run() {
    judge_abstraction();
    enter(observer_, "search");
    open_.assign(job_.tasks.size(), true);
    for (const Job& instance : instances(model_, job_)) {
      if (std::none_of(open_.begin(), open_.end(), [](bool open) { return open; })) break;
      if (time_.is_up()) {
        if (unsearched_.empty()) unsearched_ = instance.tables;
        break;
      }
      search(instance);
    }
    for (std::size_t i = 0; i < results_.size(); ++i) {
      if (open_[i]) give_up(results_[i]);
    }
    return std::move(results_);
  }

 private:
  void judge_abstraction() {
    try {
      system_ = std::make_shared<const TransitionSystem>(lower(model_, job_));
    } catch (const std::domain_error& why) {
      results_ = undecided(
          job_,
          fmt::format("tables of any size: {}; give the scenario tables of some size, such as pud[2] pmd[2] pte[1]",
                      why.what()));
      return;
    }
    Answer said = ask();
    for (std::size_t i = 0; i < said.verdicts.size(); ++i) {
      // A circle through the entries of a table is none: the question is another one (`left_alone`).
      if ((*system_)->properties[i].kind != Property::Kind::terminates) continue;
      said.verdicts[i] = {Status::unknown, {}, "bmc cannot show that walks of any size end"};
      if (question_.agree) opinions_[i].clear();
    }
    enter(observer_, "replay");
    const Audited audited = audit_all(*system_, std::move(said), time_.limits());
    results_ = collect(job_, system_, audited.answer(), audited.verdicts());
    const bool unrolls = question_.engine != nullptr && question_.engine->name == "bmc";
    for (std::size_t i = 0; i < results_.size(); ++i) {
      if (question_.agree) results_[i].opinions = std::move(opinions_[i]);
      const bool clean = passes(results_[i]) || results_[i].verdict == Status::vacuous;
      const bool to_prove = clean && !results_[i].proof && question_.engine == nullptr;
      if ((results_[i].kind == Property::Kind::terminates && !unrolls) || to_prove) prove(i);
    }
  }

  /// Of the abstract system.
  Answer ask() {
    if (question_.agree) {
      Consensus all = ask_all(job_, *system_, time_, observer_);
      opinions_ = std::move(all.opinions);
      return std::move(all.answer);
    }
    const Limits limits = time_.limits(0.7);  // real tables have to be looked at, too
    enter(observer_, phase_of(question_.engine));
    if (question_.engine == nullptr) return explore(*system_, limits, observer_);
    return question_.engine->check(*system_, limits, observer_);
  }

  /// One property, in a system of its own: smaller, and so are its invariant and its certificate.
  void prove(std::size_t index) {
    if (time_.interrupted()) return give_up_for_interrupt(results_[index]);
    enter(observer_, "proof");
    const auto began = std::chrono::steady_clock::now();
    Job alone = job_;
    alone.tasks = {job_.tasks[index]};
    const auto system = std::make_shared<const TransitionSystem>(lower(model_, alone));
    Answer answer;
    if (results_[index].kind == Property::Kind::terminates) {
      answer = few_retries(*system);
    } else {
      auto [found, states] = explore_states(*system, time_.limits(), observer_);
      const auto size = question_.shows_proofs ? symbolic::InvariantSize::minimal : symbolic::InvariantSize::as_found;
      answer = states ? symbolic::prove(*system, std::move(found), *states, time_.limits(), size) : std::move(found);
    }
    const Audited audited = audit_all(*system, std::move(answer), time_.limits());
    Result proved = collect(alone, system, audited.answer(), audited.verdicts()).front();
    proved.search = results_[index].search;
    proved.opinions = std::move(results_[index].opinions);
    proved.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    results_[index] = std::move(proved);
  }

  [[nodiscard]] Answer few_retries(const TransitionSystem& system) const {
    // A search alone is what was asked for; whoever asks for a proof gets the one that there is.
    const bool with_proof = question_.engine == nullptr || question_.engine->name != "explore";
    auto few = symbolic::prove_few_retries(system, most_retries, with_proof, time_.limits());
    Answer answer;
    answer.engine = with_proof ? "learn" : "explore";
    const Status passing = few.proof ? Status::proved : Status::holds;
    Verdict verdict{few.holds ? passing : Status::unknown, {}, few.why_not};
    verdict.proof = few.proof;
    answer.verdicts.push_back(std::move(verdict));
    answer.retries = std::move(few.retries);
    return answer;
  }

  void search(Job instance) {
    std::vector<std::size_t> asked;
    instance.tasks.clear();
    for (std::size_t i = 0; i < open_.size(); ++i) {
      if (!open_[i]) continue;
      asked.push_back(i);
      instance.tasks.push_back(job_.tasks[i]);
    }
    Limits limits = time_.limits();
    limits.max_states = std::min(limits.max_states.value_or(most_states_of_instance), most_states_of_instance);
    const auto system = std::make_shared<const TransitionSystem>(lower(model_, instance));
    const Audited audited = audit_all(*system, explore(*system, limits, observer_));
    if (!audited.answer().stopped) {
      searched_ = instance.tables;
    } else if (unsearched_.empty()) {
      unsearched_ = instance.tables;
    }
    for (std::size_t k = 0; k < asked.size(); ++k)
      compare(asked[k], audited.verdicts()[k], Evidence{system, {}, instance.tables, false, k});
  }

  /// What an instance says of a property, against what is said of all sizes.
  void compare(std::size_t index, const AuditedVerdict& verdict, Evidence evidence) {
    Result& result = results_[index];
    const bool broken = verdict.status == Status::violated;
    const bool shown = verdict.status == Status::holds;
    if ((broken && passes(result)) || (result.verdict == Status::vacuous && (broken || shown))) {
      throw Disagreement(fmt::format("{} in {}, locks {}: {} for tables of any size by {}, {} in {} by explore",
                                     result.property, job_.scenario, job_.locks, name(result.verdict), result.engine,
                                     name(verdict.status), evidence.tables));
    }
    if (broken) {
      evidence.replayed = *verdict.replayed;
      result.verdict = Status::violated;
      result.reason.clear();
      result.engine = "explore";
      result.evidence = std::move(evidence);
    }
    if (broken || (shown && passes(result)) || result.verdict == Status::vacuous) open_[index] = false;
  }

  /// No instance settles it.
  void give_up(Result& result) const {
    if (time_.interrupted()) return give_up_for_interrupt(result);
    if (passes(result)) {
      result.verdict = Status::unknown;
      result.reason = fmt::format("nothing breaks it, but no run shows what it speaks of{}", where_looked());
    } else if (result.verdict == Status::violated) {
      result.verdict = Status::unknown;
      const std::string why = untracked(result);
      result.reason = fmt::format("{}, and no run of real tables{}{}", why.empty() ? "an abstract run breaks it" : why,
                                  why.empty() ? "" : " breaks it", where_looked());
      if (why.empty())
        result.reason += ": a false alarm, or larger tables are needed; ask for them with a size of their own";
      if (result.evidence) result.evidence->abstract = true;
    }
    const std::string what_to_do = advice(job_, question_);
    const bool open = result.verdict == Status::unknown || result.verdict == Status::bounded;
    if (open && system_ && !what_to_do.empty()) result.reason += "; " + what_to_do;
  }

  /// Whatever was said of all sizes was not to be told before real tables had been looked at.
  static void give_up_for_interrupt(Result& result) {
    const bool told = result.verdict == Status::unknown && result.reason.starts_with(interrupted);
    if (!told) result.reason = interrupted;
    result.verdict = Status::unknown;
    result.evidence.reset();
    result.proof.reset();
  }

  /// ", in tables up to pud[2] pmd[2] pte[1]", to stand after what was not found.
  [[nodiscard]] std::string where_looked() const {
    std::string text = searched_.empty() ? "" : fmt::format(", in tables up to {}", searched_);
    if (!unsearched_.empty()) text += fmt::format(" (a limit ended the search of {})", unsearched_);
    return text;
  }

  [[nodiscard]] std::string untracked(const Result& result) const {
    if (!system_) return "";
    const auto& properties = (*system_)->properties;
    const auto found = std::find_if(properties.begin(), properties.end(),
                                    [&](const Property& each) { return each.name == result.property; });
    return found == properties.end() ? "" : found->untracked;
  }

  const CheckedModel& model_;
  const Job& job_;
  const Question& question_;
  Observer* observer_;
  TimeLeft time_;
  std::shared_ptr<const TransitionSystem> system_;
  std::vector<Result> results_;
  std::vector<std::vector<Opinion>> opinions_;  // of the engines on the abstract system, with `agree`
  std::vector<bool> open_;                      // not settled yet
  std::string searched_;                        // the last instance that was searched to its end
  std::string unsearched_;                      // the first one that was not, if any
};

}  // namespace

std::vector<Result> decide_any_size(const CheckedModel& model, const Job& job, const Question& question,
                                    Observer* observer) {
  return AnySize(model, job, question, observer).run();
}

}  // namespace walkcheck
