#include "checker/audit/audit.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

namespace walkcheck {

namespace {

/// The trace with its states. std::logic_error, begun with `where`, if it is no run of the system.
Replayed replayed(const SystemDraft& system, Trace trace, const std::string& where) {
  const auto require = [&where](bool condition, const std::string& fault) {
    if (!condition) throw std::logic_error(fmt::format("{}: {}", where, fault));
  };
  require(is_initial(system, trace.start), "its trace begins in a state that is no start state");
  std::vector<std::vector<Value>> states = {trace.start};
  for (std::size_t i = 0; i < trace.rules.size(); ++i) {
    require(trace.rules[i] < system.rules.size(), "its trace names an unknown rule");
    auto next = fire(system, trace.rules[i], states.back());
    require(next.has_value(), fmt::format("step {} of its trace cannot happen", i + 1));
    states.push_back(std::move(*next));
  }
  return {std::move(trace), std::move(states)};
}

/// One trace against one property; whatever is wrong is thrown, with the name of the property.
class Hearing {
 public:
  Hearing(const SystemDraft& system, const Property& property) : system_(system), property_(property) {}

  void judge(const Replayed& run) const {
    switch (property_.kind) {
      case Property::Kind::safety:
        return judge_safety(run);
      case Property::Kind::terminates:
        return judge_loop(run);
      case Property::Kind::no_deadlock:
        return judge_deadlock(run);
    }
  }

  /// A proof that says what the verdict says, where there must be one, and none where there must not.
  void require_right_claim(const Verdict& verdict) const {
    const bool shows_emptiness = verdict.proof && verdict.proof->claim == Proof::Claim::never_shown;
    switch (verdict.status) {
      case Status::proved:
        return require(verdict.proof && !shows_emptiness, "nothing proves what is said to be proved");
      case Status::vacuous:
        return require(!verdict.proof || shows_emptiness, "its proof is not about the witness");
      case Status::holds:
      case Status::violated:
      case Status::bounded:
      case Status::unknown:
        return require(!verdict.proof, "a proof belongs to proved and vacuous and to nothing else");
    }
  }

  void require(bool condition, std::string_view fault) const {
    if (!condition) throw std::logic_error(fmt::format("{}: {}", where(), fault));
  }

  Replayed replay(Trace trace) const { return replayed(system_, std::move(trace), where()); }

 private:
  [[nodiscard]] std::string where() const {
    return fmt::format("{}: the evidence against {} fails", system_.name, property_.name);
  }

  bool meets(Term term, const std::vector<Value>& state) const { return evaluate(system_.terms, term, state) != 0; }

  bool last_step_has_mark(const Replayed& run) const {
    if (!property_.bad_mark || run.trace.rules.empty()) return false;
    const std::vector<Mark>& marks = system_.rules[run.trace.rules.back()].marks;
    const std::vector<Value>& before = run.states[run.states.size() - 2];
    return std::any_of(marks.begin(), marks.end(),
                       [&](const Mark& mark) { return mark.id == *property_.bad_mark && meets(mark.when, before); });
  }

  void judge_safety(const Replayed& run) const {
    const bool bad_state = property_.bad_state && meets(*property_.bad_state, run.states.back());
    require(bad_state || last_step_has_mark(run), "neither its last state nor its last step is bad");
  }

  void judge_loop(const Replayed& run) const {
    const auto start = run.trace.loop_start;
    require(start.has_value() && *start < run.trace.rules.size(), "its trace has no loop");
    require(run.states[*start] == run.states.back(), "its loop does not close");
    for (std::size_t i = *start; i < run.trace.rules.size(); ++i) {
      require(system_.rules[run.trace.rules[i]].actor == Actor::walker, "a rival moves in its loop");
      require(!system_.quiet || meets(*system_.quiet, run.states[i]), "a rival is at work in its loop");
    }
  }

  void judge_deadlock(const Replayed& run) const {
    const std::vector<Value>& last = run.states.back();
    require(!system_.ended || !meets(*system_.ended, last), "the walk has ended");
    for (const Rule& rule : system_.rules) {
      require(rule.actor != Actor::walker || !meets(rule.guard, last), "the walker can move");
    }
  }

  const SystemDraft& system_;
  const Property& property_;
};

AuditedVerdict hear(const TransitionSystem& system, std::size_t index, const Verdict& verdict,
                    const ProofChecker& check) {
  const Hearing hearing(*system, system->properties[index]);
  hearing.require((verdict.status == Status::violated) == verdict.trace.has_value(),
                  "a trace belongs to a violation and to nothing else");
  hearing.require_right_claim(verdict);
  AuditedVerdict result{verdict.status, verdict.reason, std::nullopt, verdict.proof};
  if (verdict.proof) {
    try {
      const auto fault = check(system, index, *verdict.proof);
      hearing.require(!fault, fault.value_or(""));
    } catch (const CheckGaveUp& why) {
      const std::string reason = fmt::format("a proof was found, and the check of it gave up: {}", why.what());
      return {Status::unknown, reason, std::nullopt};
    }
  }
  if (!verdict.trace) return result;
  result.replayed = hearing.replay(*verdict.trace);
  hearing.judge(*result.replayed);
  return result;
}

}  // namespace

Audited audit(const TransitionSystem& system, Answer answer, const ProofChecker& check) {
  if (answer.verdicts.size() != system->properties.size()) {
    throw std::logic_error(fmt::format("{}: {} properties got {} verdicts", system->name, system->properties.size(),
                                       answer.verdicts.size()));
  }
  Audited audited(std::move(answer));
  for (std::size_t i = 0; i < system->properties.size(); ++i) {
    audited.verdicts_.push_back(hear(system, i, audited.answer_.verdicts[i], check));
  }
  return audited;
}

Audited audit(const TransitionSystem& system, Answer answer) {
  return audit(system, std::move(answer),
               [](const TransitionSystem& /*system*/, std::size_t /*property*/, const Proof& /*proof*/) {
                 return "nobody is here to check a proof";
               });
}

Replayed replay(const TransitionSystem& system, Trace trace) {
  return replayed(*system, std::move(trace), system->name);
}

}  // namespace walkcheck
