#include "checker/cli/mutate.hpp"

#include <algorithm>
#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <ostream>
#include <set>
#include <stdexcept>

#include <fmt/format.h>

#include "checker/audit/audit.hpp"
#include "checker/cli/workers.hpp"
#include "checker/explore/explore.hpp"
#include "model/language/mentions.hpp"
#include "model/language/mutations.hpp"
#include "model/meaning/model.hpp"
#include "model/text/glob.hpp"

namespace walkcheck {

namespace {

/// The last column: statements that a scenario says are dead, and that are not.
constexpr const char* dead_statements_column = "(a statement that is said to be dead is executed)";

/// A mutant may have more states than the model, but not without end.
constexpr std::uint64_t times_larger = 20;
constexpr std::uint64_t least_limit = 200'000;

/// One job of the model as it is.
struct Standard {
  const Job* job = nullptr;
  std::set<std::string> mentions;  // no text of another name changes it
  std::size_t rules = 0;           // a hash of the system as text
  std::size_t happens = 0;         // a hash of what happens in it
  std::uint64_t states = 0;
  std::vector<Status> verdicts = {};
  bool dead_as_said = true;
};

std::size_t hashed(const std::string& text) { return std::hash<std::string>{}(text); }

/// A search that gave up may not know which rules fire; then nothing but all of them will do.
std::size_t happenings(const SystemDraft& system, const Answer& answer) {
  return hashed(answer.fired.empty() ? print(system) : what_happens(system, answer.fired));
}

bool dead_as_said(const SystemDraft& system, const Answer& answer) {
  for (std::size_t rule = 0; rule < answer.fired.size(); ++rule) {
    if (!answer.fired[rule]) continue;
    for (const auto statement : system.rules[rule].statements) {
      if (!system.statements[statement].dead_because.empty()) return false;
    }
  }
  return true;
}

class Bench {
 public:
  Bench(const CheckedModel& model, const MutationPlan& plan) : model_(model), plan_(plan) {
    std::set<std::string> names;
    for (const Job& job : plan.jobs) {
      for (const Task& task : job.tasks) names.insert(task.property);
    }
    properties_.assign(names.begin(), names.end());
    properties_.emplace_back(dead_statements_column);
    for (const auto& file : model->files) {
      for (const auto& declaration : file.declarations) {
        if (const auto* survivor = std::get_if<tree::SurvivorDeclaration>(&declaration.what))
          reasons_[survivor->mutant.text] = survivor->because.text;
      }
    }
    standards_.resize(plan.jobs.size());
    for_each_number(plan.jobs.size(), plan.threads, [&](std::size_t i) { standards_[i] = standard(plan.jobs[i]); });
    // The small ones first: what they notice need not be looked for in the others.
    std::stable_sort(standards_.begin(), standards_.end(),
                     [](const Standard& a, const Standard& b) { return a.states < b.states; });
  }

  MutationRun run(const std::function<void(std::size_t done, std::size_t all)>& tell) {
    const std::vector<Mutation> all = mutations(model_->files);
    std::vector<std::size_t> chosen;
    const std::set<std::string> changed = texts_changed();
    for (std::size_t i = 0; i < all.size(); ++i) {
      const bool is_asked = plan_.only.empty() || matches_glob(plan_.only, all[i].name());
      if (is_asked && (plan_.of.empty() || changed.contains(all[i].owner))) chosen.push_back(i);
    }
    MutationRun result{properties_, std::vector<Trial>(chosen.size()), {}};
    std::atomic<std::size_t> done = 0;
    for_each_number(chosen.size(), plan_.threads, [&](std::size_t i) {
      result.trials[i] = trial(all[chosen[i]], chosen[i]);
      tell(++done, chosen.size());
    });
    result.needless = needless(all, result.trials);
    return result;
  }

 private:
  Standard standard(const Job& job) const {
    const TransitionSystem system = lower(model_, job);
    const Audited audited = audit(system, explore(system, plan_.limits, nullptr));
    const Answer& answer = audited.answer();
    Standard made{&job, mentioned_from(model_->files, job.scenario), hashed(print(*system)),
                  happenings(*system, answer), answer.statistics.states};
    for (const auto& verdict : audited.verdicts()) made.verdicts.push_back(verdict.status);
    made.dead_as_said = dead_as_said(*system, answer);
    return made;
  }

  [[nodiscard]] std::set<std::string> texts_changed() const {
    std::set<std::string> names;
    for (const auto& [name, scenario] : model_->scenarios) {
      if (matches_glob(plan_.of, name)) names.merge(mentioned_from(model_->files, name));
    }
    return names;
  }

  [[nodiscard]] std::size_t column(const std::string& property) const {
    return static_cast<std::size_t>(std::find(properties_.begin(), properties_.end(), property) - properties_.begin());
  }

  Trial trial(const Mutation& mutation, std::size_t number) const {
    const Sources& sources = *model_->sources;
    Trial result;
    result.owner = mutation.owner;
    result.name = mutation.name();
    result.place = fmt::format("{}:{}", sources.path(mutation.span.file), sources.position(mutation.span).line);
    Diagnostics faults;
    const auto mutant = check(mutated(model_->files, number), sources, faults);
    if (!mutant) {
      result.fate = Trial::Fate::refused;
      return result;
    }
    std::set<std::size_t> noticed;
    try {
      for (const Standard& standard : standards_) {
        if (plan_.first && !noticed.empty()) break;
        if (standard.mentions.contains(mutation.owner)) compare(*mutant, standard, result, noticed);
      }
    } catch (const std::runtime_error&) {
      result.fate = Trial::Fate::refused;  // a value out of its range, a walk too large to be written out
      return result;
    }
    result.noticed_by.assign(noticed.begin(), noticed.end());
    if (!noticed.empty()) result.fate = Trial::Fate::noticed;
    if (result.fate == Trial::Fate::survived) {
      for (const auto& [name, because] : reasons_) {
        if (matches_glob(name, result.name)) result.because = because;
      }
    }
    return result;
  }

  void compare(const CheckedModel& mutant, const Standard& standard, Trial& result,
               std::set<std::size_t>& noticed) const {
    const Job& job = *standard.job;
    const bool known = std::all_of(job.tasks.begin(), job.tasks.end(),
                                   [&](const Task& task) { return noticed.contains(column(task.property)); });
    if (known) return;
    const TransitionSystem system = lower(mutant, job);
    if (hashed(print(*system)) == standard.rules) return;
    if (result.fate == Trial::Fate::unchanged) result.fate = Trial::Fate::unreached;
    Limits limits = plan_.limits;
    if (!limits.max_states) limits.max_states = std::max(least_limit, times_larger * standard.states);
    const Audited audited = audit(system, explore(system, limits, nullptr));
    const bool same = happenings(*system, audited.answer()) == standard.happens;
    if (!same && result.fate == Trial::Fate::unreached) result.fate = Trial::Fate::survived;
    for (std::size_t i = 0; i < job.tasks.size(); ++i) {
      const Status status = audited.verdicts()[i].status;
      if (status == Status::unknown) {
        result.fate = Trial::Fate::undecided;
      } else if (status != standard.verdicts[i]) {
        noticed.insert(column(job.tasks[i].property));
      }
    }
    if (standard.dead_as_said && !dead_as_said(*system, audited.answer())) noticed.insert(properties_.size() - 1);
  }

  [[nodiscard]] std::vector<std::string> needless(const std::vector<Mutation>& all,
                                                  const std::vector<Trial>& trials) const {
    std::vector<std::string> names;
    for (const auto& reason : reasons_) {
      const std::string& name = reason.first;
      const auto is_meant = [&name](const std::string& each) { return matches_glob(name, each); };
      bool survives = false, noticed = false;
      for (const Trial& trial : trials) {
        if (!is_meant(trial.name)) continue;
        noticed = noticed || trial.fate == Trial::Fate::noticed;
        survives = survives || trial.fate != Trial::Fate::noticed;
      }
      const bool is_one =
          std::any_of(all.begin(), all.end(), [&](const Mutation& mutation) { return is_meant(mutation.name()); });
      if ((noticed && !survives) || !is_one) names.push_back(name);
    }
    return names;
  }

  const CheckedModel& model_;
  const MutationPlan& plan_;
  std::vector<std::string> properties_;         // sorted; the column of the dead statements behind them
  std::map<std::string, std::string> reasons_;  // by name of a mutant, or a glob on names
  std::vector<Standard> standards_;
};

}  // namespace

MutationRun mutate(const CheckedModel& model, const MutationPlan& plan, std::ostream* console) {
  Bench bench(model, plan);
  std::mutex guard;
  const auto tell = [&](std::size_t done, std::size_t all) {
    if (console == nullptr) return;
    const std::lock_guard lock(guard);
    *console << fmt::format("\r{} of {} mutants", done, all) << (done == all ? "\r\x1b[K" : "") << std::flush;
  };
  return bench.run(tell);
}

}  // namespace walkcheck
