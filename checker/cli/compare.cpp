#include "checker/cli/compare.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

#include <fmt/format.h>

#include "checker/audit/audit.hpp"
#include "checker/explore/behaviour.hpp"
#include "model/meaning/model.hpp"
#include "model/text/diagnostic.hpp"
#include "model/text/glob.hpp"

namespace walkcheck {

namespace {

/// A scenario, and the one that it is compared with.
struct Pair {
  std::string scenario, other;
};

tree::Name named(const std::string& text, Span span) { return {text, span}; }

/// The model with, for each scenario that uses the first, a variant that uses the second.
class Pairing {
 public:
  Pairing(const CheckedModel& model, const ComparePlan& plan) : model_(model), plan_(plan) {
    const auto has = [](const auto& map, const std::string& name) { return map.contains(name); };
    if (has(model->scenarios, plan.one) && has(model->scenarios, plan.other)) {
      pairs_.push_back({plan.one, plan.other});
    } else if (has(model->walkers, plan.one) && has(model->walkers, plan.other)) {
      for (const auto& [name, scenario] : model->scenarios) {
        if (scenario.walker == plan.one) add_variant(name, scenario.span, "");
      }
    } else if (has(model->procedures, plan.one) && has(model->procedures, plan.other)) {
      add_callbacks();
    } else {
      throw std::invalid_argument(unknown());
    }
    if (!pairs_.empty()) return;
    const std::string& glob = plan.selection.scenario;
    const std::string named = glob.empty() ? "" : fmt::format(" that matches --scenario '{}'", glob);
    throw std::invalid_argument(fmt::format("no scenario{} uses '{}'", named, plan.one));
  }

  [[nodiscard]] const std::vector<Pair>& pairs() const { return pairs_; }

  [[nodiscard]] CheckedModel model() const {
    if (variants_.empty()) return model_;
    std::vector<tree::File> files = model_->files;
    for (const tree::ScenarioDeclaration& variant : variants_)
      files.front().declarations.push_back({variant, variant.name.span});
    Diagnostics faults;
    auto made = check(std::move(files), *model_->sources, faults);
    if (made) return *made;
    std::string told;
    for (const Diagnostic& fault : faults.sorted()) told += "\n" + render(fault, *model_->sources);
    throw std::invalid_argument(fmt::format("'{}' cannot stand in the place of '{}':{}", plan_.other, plan_.one, told));
  }

 private:
  void add_callbacks() {
    const Procedure &one = model_->procedures.at(plan_.one), &other = model_->procedures.at(plan_.other);
    if (one.slot.empty() || one.slot != other.slot)
      throw std::invalid_argument(fmt::format("'{}' and '{}' are no callbacks of one slot", plan_.one, plan_.other));
    for (const auto& [name, scenario] : model_->scenarios) {
      const auto used = scenario.callbacks.find(one.slot);
      if (used != scenario.callbacks.end() && used->second == plan_.one) add_variant(name, scenario.span, one.slot);
    }
  }

  void add_variant(const std::string& scenario, Span span, const std::string& slot) {
    if (!plan_.selection.scenario.empty() && !matches_glob(plan_.selection.scenario, scenario)) return;
    tree::ScenarioDeclaration variant;
    variant.name = named(fmt::format("{} with {}", scenario, plan_.other), span);
    variant.base = named(scenario, span);
    if (slot.empty()) {
      variant.walker = named(plan_.other, span);
    } else {
      variant.callbacks.push_back({named(slot, span), named(plan_.other, span)});
    }
    pairs_.push_back({scenario, variant.name.text});
    variants_.push_back(std::move(variant));
  }

  [[nodiscard]] std::string unknown() const {
    std::vector<std::string> names;
    const auto add = [&names](const auto& map) {
      for (const auto& [name, declared] : map) names.push_back(name);
    };
    add(model_->scenarios);
    add(model_->walkers);
    add(model_->procedures);
    for (const std::string& name : {plan_.one, plan_.other}) {
      if (std::find(names.begin(), names.end(), name) != names.end()) continue;
      const auto hint = suggest(name, names);
      return fmt::format("nothing is called '{}'{}{}", name, hint.empty() ? "" : "; ", hint);
    }
    return fmt::format(
        "'{}' and '{}' are not of one kind: two scenarios, two walkers, or two callbacks can be compared", plan_.one,
        plan_.other);
  }

  const CheckedModel& model_;
  const ComparePlan& plan_;
  std::vector<Pair> pairs_;
  std::vector<tree::ScenarioDeclaration> variants_;
};

/// Every property that is asked in one of the two, asked in both.
std::vector<Job> jobs_of(const CheckedModel& model, const Pair& pair, const Selection& selection) {
  std::vector<Job> jobs = plan(model, {selection.property, pair.scenario, selection.tables});
  std::vector<Job> others = plan(model, {selection.property, pair.other, selection.tables});
  for (Job& job : jobs) {
    for (const Job& other : others) {
      if (other.tables != job.tables || other.locks != job.locks) continue;
      for (const Task& task : other.tasks) {
        const auto same = [&task](const Task& known) { return known.property == task.property; };
        if (std::none_of(job.tasks.begin(), job.tasks.end(), same)) job.tasks.push_back(task);
      }
    }
    for (Task& task : job.tasks) task.expected.reset();
  }
  return jobs;
}

Job in_scenario(Job job, const std::string& scenario) {
  job.scenario = scenario;
  return job;
}

void compare_behaviours(const CheckedModel& model, const Pair& pair, const std::vector<Job>& jobs, const Limits& limits,
                        Comparison& result) {
  std::set<std::string> seen;
  for (Job job : jobs) {
    const std::string size = job.locks == "split" ? job.tables : fmt::format("{} locks {}", job.tables, job.locks);
    if (job.any_size() || result.behaviour || !seen.insert(size).second) continue;
    job.tasks.clear();
    const auto one = std::make_shared<const TransitionSystem>(lower(model, job));
    const auto other = std::make_shared<const TransitionSystem>(lower(model, in_scenario(job, pair.other)));
    BehaviourAnswer answer = compare_behaviour(*one, *other, limits);
    if (answer.stopped) {
      result.undecided.push_back(fmt::format("{}: {}", size, *answer.stopped));
    } else if (answer.difference) {
      const auto& system = answer.difference->of_first ? one : other;
      result.behaviour = TellingEvidence{answer.difference->of_first,
                                         size,
                                         {system, replay(*system, std::move(answer.difference->trace))},
                                         std::move(answer.difference->observations)};
    } else {
      result.same_in.push_back(size);
    }
  }
}

bool same_verdict(Status one, Status other) {
  const auto passes = [](Status status) { return status == Status::holds || status == Status::proved; };
  return one == other || (passes(one) && passes(other));
}

Comparison compare_pair(const CheckedModel& model, const Pair& pair, const std::vector<Job>& jobs,
                        const ComparePlan& plan) {
  Comparison result{pair.scenario, plan.one, plan.other, {}, {}, {}, {}};
  bool same = true;
  for (const Job& job : jobs) {
    auto ones = decide(model, job, plan.question, nullptr);
    auto others = decide(model, in_scenario(job, pair.other), plan.question, nullptr);
    for (std::size_t i = 0; i < ones.size(); ++i) {
      same = same && same_verdict(ones[i].verdict, others[i].verdict);
      result.cells.push_back({std::move(ones[i]), std::move(others[i])});
    }
  }
  if (same) compare_behaviours(model, pair, jobs, plan.question.limits, result);
  return result;
}

}  // namespace

std::vector<Comparison> compare(const CheckedModel& model, const ComparePlan& plan) {
  const Pairing pairing(model, plan);
  const CheckedModel both = pairing.model();
  std::vector<Comparison> results;
  for (const Pair& pair : pairing.pairs()) {
    const std::vector<Job> jobs = jobs_of(both, pair, plan.selection);
    if (!jobs.empty()) results.push_back(compare_pair(both, pair, jobs, plan));
  }
  if (results.empty())
    throw std::invalid_argument("nothing to compare: no property is asked in these scenarios and sizes");
  return results;
}

}  // namespace walkcheck
