#include "tests/agreement/judge_with.hpp"

#include <chrono>
#include <exception>
#include <optional>
#include <stdexcept>

#include <fmt/format.h>

#include "checker/symbolic/check_proof.hpp"
#include "model/language/parser.hpp"
#include "model/meaning/checked_model.hpp"
#include "model/system/job.hpp"
#include "tests/agreement/laws.hpp"
#include "tests/agreement/opinions.hpp"

namespace walkcheck::testing {

namespace {

using Kind = Disagreement::Kind;

std::string name_of(const Job& job) {
  return job.tables.empty() ? job.scenario : fmt::format("{} {} {}", job.scenario, job.tables, job.locks);
}

/// A text in memory, and what it means.
class Text {
 public:
  explicit Text(const std::string& text) {
    tree::File file = parse(sources_, sources_.add("random.walk", text), diagnostics_);
    if (!diagnostics_.empty()) return;
    printed_ = print(file);
    Diagnostics faults;
    const tree::File again = parse(sources_, sources_.add("printed.walk", printed_), faults);
    prints_well_ = faults.empty() && same_tree(file, again) && print(again) == printed_;
    std::vector<tree::File> files;
    files.push_back(std::move(file));
    model_ = check(std::move(files), sources_, diagnostics_);
  }

  [[nodiscard]] const std::optional<CheckedModel>& model() const { return model_; }
  [[nodiscard]] bool prints_well() const { return prints_well_; }
  [[nodiscard]] std::string faults() const {
    std::string text;
    for (const Diagnostic& fault : diagnostics_.sorted()) text += render(fault, sources_);
    return text;
  }

 private:
  Sources sources_;
  Diagnostics diagnostics_;
  std::string printed_;
  bool prints_well_ = false;
  std::optional<CheckedModel> model_;
};

/// Adds the time that it lives.
class Clock {
 public:
  explicit Clock(double& seconds) : seconds_(seconds) {}
  Clock(const Clock&) = delete;
  Clock& operator=(const Clock&) = delete;
  ~Clock() { seconds_ += std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count(); }

 private:
  double& seconds_;
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

class Judge {
 public:
  Judge(const std::vector<EngineRow>& engines, const JudgeLimits& limits) : engines_(engines), limits_(limits) {}

  Judged run(const std::string& written) {
    const Text text(written);
    if (!text.model()) {
      add(Kind::text, "the text", "", text.faults());
      return std::move(judged_);
    }
    if (!text.prints_well()) add(Kind::printing, "the text", "", "what is printed is read as another text");
    const std::vector<Job> jobs = plan(*text.model(), {});
    for (const Job& job : jobs) {
      try {
        judge(*text.model(), job, question_about(jobs, job));
      } catch (const std::domain_error&) {
        ++judged_.refused;  // tables of any size cannot be made of everything, and it says so
      } catch (const std::exception& fault) {
        add(Kind::exception, "lowering", name_of(job), fault.what());
      }
    }
    add(against_laws(said_));
    return std::move(judged_);
  }

 private:
  void add(Kind kind, const std::string& who, const std::string& where, const std::string& what) {
    judged_.disagreements.push_back({kind, who, where, what});
  }

  void add(std::vector<Disagreement> found) {
    for (Disagreement& each : found) judged_.disagreements.push_back(std::move(each));
  }

  /// The properties of the job that the others are asked about; nothing means all of them.
  [[nodiscard]] std::optional<std::vector<Task>> question_about(const std::vector<Job>& jobs, const Job& job) const {
    if (!limits_.one_question) return std::nullopt;
    const std::uint64_t number = *limits_.one_question;
    if (&job != &jobs[number % jobs.size()]) return std::vector<Task>();
    return std::vector<Task>{job.tasks[number / jobs.size() % job.tasks.size()]};
  }

  void judge(const CheckedModel& model, const Job& job, const std::optional<std::vector<Task>>& question) {
    const TransitionSystem system = lower(model, job);
    std::optional<Opinion> first = ask(engines_.front(), system, name_of(job));
    if (!first) return;
    const Audited audited = first->audited;
    if (audited.answer().statistics.states <= limits_.other_states) {
      if (!question) {
        ask_others(system, job, std::move(*first));
      } else if (!question->empty()) {
        ask_others_of(model, job, *question);
      }
    }
    if (audited.answer().stopped) return;
    note(job, system, audited);
    compare(model, job, system, audited);
  }

  void ask_others(const TransitionSystem& system, const Job& job, Opinion first) {
    std::vector<Opinion> opinions;
    opinions.push_back(std::move(first));
    for (std::size_t i = 1; i < engines_.size(); ++i) {
      if (auto opinion = ask(engines_[i], system, name_of(job))) opinions.push_back(std::move(*opinion));
    }
    add(contradictions(system, name_of(job), opinions));
  }

  void ask_others_of(const CheckedModel& model, const Job& job, const std::vector<Task>& tasks) {
    if (engines_.size() == 1) return;
    Job smaller = job;
    smaller.tasks = tasks;
    const TransitionSystem system = lower(model, smaller);
    // Not counted: the same was asked before, with more properties.
    Answer again = engines_.front().check(system, limits_.engine, nullptr);
    if (auto first = audited(engines_.front(), system, std::move(again), name_of(smaller)))
      ask_others(system, smaller, std::move(*first));
  }

  void note(const Job& job, const TransitionSystem& system, const Audited& first) {
    judged_.states.push_back(first.answer().statistics.states);
    for (std::size_t i = 0; i < system->properties.size(); ++i) {
      const Property& property = system->properties[i];
      said_.push_back({job.scenario, job.tables, job.locks, property.name, property.kind, first.verdicts()[i].status});
      if (const auto length = length_of(first, i)) judged_.lengths.push_back(*length);
    }
  }

  void compare(const CheckedModel& model, const Job& job, const TransitionSystem& system, const Audited& first) {
    const std::uint64_t states = first.answer().statistics.states;
    if (states <= limits_.naive_states && few_starts(*system, 20'000)) {
      ++judged_.naive;
      add(against_naive(system, name_of(job), first));
    }
    // What tables of any size come to depends on how much the lowering sees at once: to see less is not wrong.
    const bool finite = !job.tables.empty() && job.tables.find("any") == std::string::npos;
    if (finite && states <= limits_.reduction_states) unreduced(model, job, system, first);
  }

  std::optional<Opinion> ask(const EngineRow& engine, const TransitionSystem& system, const std::string& where) {
    std::optional<Opinion> opinion;
    try {
      Answer answer = timed(engine, system);
      if (answer.verdicts.size() != system->properties.size()) throw std::logic_error("a verdict for each property");
      opinion = audited(engine, system, std::move(answer), where);
    } catch (const std::exception& fault) {
      add(Kind::exception, engine.name, where, fault.what());
    }
    if (!opinion) return std::nullopt;
    for (const AuditedVerdict& verdict : opinion->audited.verdicts())
      ++judged_.verdicts[engine.name][static_cast<std::size_t>(verdict.status)];
    return opinion;
  }

  Answer timed(const EngineRow& engine, const TransitionSystem& system) {
    const Clock clock(judged_.seconds[engine.name]);
    return engine.check(system, limits_.engine, nullptr);
  }

  std::optional<Opinion> audited(const EngineRow& engine, const TransitionSystem& system, Answer answer,
                                 const std::string& where) {
    const Clock clock(judged_.audits[engine.name]);
    try {
      return Opinion{engine.name, engine.shortest, audit(system, std::move(answer), proofs_)};
    } catch (const std::logic_error& fault) {
      add(Kind::evidence, engine.name, where, fault.what());
      return std::nullopt;
    }
  }

  // ---------------------------------------------------------------- reductions

  /// One reduction left out at a time first: it is easier to see then which one is wrong.
  void unreduced(const CheckedModel& model, const Job& job, const TransitionSystem& system, const Audited& reduced) {
    static constexpr Reduction others[] = {{false, true, true},  {true, false, true},  {true, true, false},
                                           {false, false, true}, {false, true, false}, {true, false, false},
                                           {false, false, false}};
    ++judged_.reductions;
    for (const Reduction& reduction : others) {
      const TransitionSystem other = lower(model, job, reduction);
      Limits limits = limits_.engine;
      limits.max_states = 40 * limits_.reduction_states;
      const Audited audited = audit(other, engines_.front().check(other, limits, nullptr));
      if (!audited.answer().stopped) compare_reduced(job, reduction, {system, reduced}, {other, audited});
    }
  }

  struct Searched {
    const TransitionSystem& system;
    const Audited& audited;
  };

  void compare_reduced(const Job& job, const Reduction& reduction, const Searched& reduced, const Searched& other) {
    const std::string who = fmt::format("{}{}{}", reduction.merge ? "" : "no merge ",
                                        reduction.forget ? "" : "no forget ", reduction.assume ? "" : "no assume ");
    for (std::size_t i = 0; i < reduced.system->properties.size(); ++i) {
      if (same(reduction, reduced, other, i)) continue;
      add(Kind::reduction, who, name_of(job) + " " + reduced.system->properties[i].name,
          fmt::format("{}, by default {}", in_words(other.audited, i), in_words(reduced.audited, i)));
    }
    if (retries(other.audited.answer()) != retries(reduced.audited.answer()))
      add(Kind::reduction, who, name_of(job), "the bounds of retries differ");
    if (executed(other) != executed(reduced)) add(Kind::reduction, who, name_of(job), "other statements are executed");
  }

  static bool same(const Reduction& reduction, const Searched& reduced, const Searched& other, std::size_t property) {
    const Status one = reduced.audited.verdicts()[property].status;
    if (contradict(one, other.audited.verdicts()[property].status)) return false;
    const auto least = length_of(reduced.audited, property), length = length_of(other.audited, property);
    if (!length || !least || reduced.system->properties[property].kind != Property::Kind::safety) return true;
    // Guards that ask for more change nothing; what else is left out makes traces shorter, never longer.
    return reduction.merge && reduction.forget ? *length == *least : *length >= *least;
  }

  static std::map<RetryId, std::uint32_t> retries(const Answer& answer) {
    std::map<RetryId, std::uint32_t> bounds;
    for (const RetryBound& bound : answer.retries) bounds[bound.retry] = bound.at_most;
    return bounds;
  }

  static std::vector<bool> executed(const Searched& searched) {
    std::vector<bool> found(searched.system->statements.size(), false);
    const std::vector<bool>& fired = searched.audited.answer().fired;
    for (std::size_t rule = 0; rule < fired.size(); ++rule) {
      if (!fired[rule]) continue;
      for (const std::uint32_t statement : searched.system->rules[rule].statements) found[statement] = true;
    }
    return found;
  }

  const std::vector<EngineRow>& engines_;
  const JudgeLimits& limits_;
  ProofChecker proofs_ = symbolic::proof_checker();
  Judged judged_;
  std::vector<Said> said_;  // by the first engine
};

}  // namespace

std::string name(Disagreement::Kind kind) {
  switch (kind) {
    case Kind::text:
      return "text";
    case Kind::printing:
      return "printing";
    case Kind::exception:
      return "exception";
    case Kind::evidence:
      return "evidence";
    case Kind::status:
      return "status";
    case Kind::length:
      return "length";
    case Kind::law:
      return "law";
    case Kind::naive:
      return "naive";
    case Kind::reduction:
      return "reduction";
  }
  return "";
}

std::string in_words(const Disagreement& fault) {
  return fmt::format("{} [{}] {}: {}", name(fault.kind), fault.who, fault.where, fault.what);
}

void Judged::add(const Judged& other) {
  disagreements.insert(disagreements.end(), other.disagreements.begin(), other.disagreements.end());
  for (const auto& [engine, counts] : other.verdicts) {
    for (std::size_t i = 0; i < counts.size(); ++i) verdicts[engine][i] += counts[i];
  }
  states.insert(states.end(), other.states.begin(), other.states.end());
  lengths.insert(lengths.end(), other.lengths.begin(), other.lengths.end());
  naive += other.naive;
  reductions += other.reductions;
  refused += other.refused;
  for (const auto& [engine, spent] : other.seconds) seconds[engine] += spent;
  for (const auto& [engine, spent] : other.audits) audits[engine] += spent;
}

Judged judge_with(const std::vector<EngineRow>& engines, const std::string& text, const JudgeLimits& limits) {
  Judge judge(engines, limits);
  try {
    return judge.run(text);
  } catch (const std::exception& fault) {
    Judged judged;
    judged.disagreements.push_back({Kind::exception, "the text", "", fault.what()});
    return judged;
  }
}

}  // namespace walkcheck::testing
