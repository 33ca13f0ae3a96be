// What IC3 (ic3.hpp) is asked about the properties of a system: for each, whether it can be broken, and whether its
// witness can be shown. All questions take turns, a level of IC3 at a time: easy ones are settled before hard ones eat
// up the time, and what was learned for one helps the others.
//
// Safety: a bad state, or one in which a bad rule can fire. Termination: a state of without_cycles(system) in which the
// cycle is closed (Biere, Artho, Schuppan 2002); the run there is a lasso here.
//
// Deadlock: a state in which the walk stands, and from which rivals cannot help it on. "Can help" is approximated from
// below by `helpers` (Proof::helpers), at first empty. A run to a state that they do not help either is looked at with
// fire(): if no rivals can help, it is a deadlock. If they can, their rules become helpers, the goal becomes smaller,
// and the question is asked again. There are finitely many rules, and a way on need not be longer than there are states
// from which one goes on; so this ends.
#include "checker/symbolic/pdr.hpp"

#include <algorithm>
#include <deque>
#include <functional>
#include <memory>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

#include "checker/symbolic/bmc.hpp"
#include "checker/symbolic/clauses.hpp"
#include "checker/symbolic/cubes.hpp"
#include "checker/symbolic/deadlock.hpp"
#include "checker/symbolic/hunts.hpp"
#include "checker/symbolic/ic3.hpp"
#include "checker/symbolic/precondition.hpp"
#include "checker/symbolic/proof_shape.hpp"
#include "checker/symbolic/unrolling.hpp"
#include "model/system/transforms.hpp"

namespace walkcheck::symbolic {

namespace {

constexpr std::size_t kMostStandingStates = 100'000;

using Helpers = std::vector<std::vector<std::uint32_t>>;

/// The walk stands, and `helpers` do not help.
Term stands_for_good(const SystemDraft& system, const Helpers& helpers, Terms& terms) {
  Term goes_on = terms.negate(stands(system, terms));
  for (const std::vector<std::uint32_t>& level : helpers) {
    std::vector<Term> ways = {goes_on};
    for (const std::uint32_t rule : level) ways.push_back(before(system, system.rules[rule], goes_on, terms));
    goes_on = any_of(ways, terms);
  }
  return terms.negate(goes_on);
}

void add_way_on(const std::vector<std::uint32_t>& rules, Helpers& helpers) {
  if (helpers.size() < rules.size()) helpers.resize(rules.size());
  for (std::size_t i = 0; i < rules.size(); ++i) {
    std::vector<std::uint32_t>& level = helpers[rules.size() - 1 - i];
    if (std::find(level.begin(), level.end(), rules[i]) == level.end()) level.push_back(rules[i]);
  }
}

/// Can it be reached? If not, that proves the claim.
struct Question {
  Proof::Claim claim = Proof::Claim::never_bad;
  Target target;  // not for can_go_on
  Helpers helpers = {};
  std::optional<Trace> found = {};
  ProofPointer proof = nullptr;
  std::string given_up = {};
  bool dropped = false;

  [[nodiscard]] bool open() const { return !found && !proof && given_up.empty() && !dropped; }
};

/// All questions about the states of one system.
class Inquiry {
 public:
  /// Keeps references to both.
  Inquiry(const TransitionSystem& system, Watch& watch)
      : system_(*system), watch_(watch), ic3_(system, watch), invariant_(system, watch) {}

  Question& ask(Proof::Claim claim, Target target) {
    questions_.push_back({claim, target});
    return questions_.back();
  }

  /// One level more. False if there is nothing left to do.
  bool advance() {
    if (!any_open()) return false;
    if (begun_) ic3_.deepen();
    begun_ = true;
    prove();
    for (Question& question : questions_) pursue(question);
    if (!watch_.stopped()) clean_ = ic3_.level();
    return !watch_.stopped() && any_open();
  }

  /// What is excluded in the other system, whose variables are the first of this one, and whose steps are all that
  /// those can take here, is excluded here.
  void learn_from(const Inquiry& other) {
    const std::vector<Cube>& cubes = other.ic3_.never();
    ic3_.keep({cubes.begin() + static_cast<std::ptrdiff_t>(learned_), cubes.end()});
    learned_ = cubes.size();
  }

  [[nodiscard]] bool nothing_starts() { return ic3_.nothing_starts(); }
  /// No run of at most so many rules answers an open question with yes.
  [[nodiscard]] std::optional<std::uint32_t> clean() const { return clean_; }

 private:
  [[nodiscard]] bool any_open() const {
    return std::any_of(questions_.begin(), questions_.end(), std::mem_fn(&Question::open));
  }

  [[nodiscard]] Term goal(const Question& question, Terms& terms) const {
    if (question.claim == Proof::Claim::can_go_on) return stands_for_good(system_, question.helpers, terms);
    return met_in(system_, question.target, terms);
  }

  /// In the state that IC3 speaks of; faults of the model included.
  [[nodiscard]] z3::expr formula(const Question& question) {
    const z3::expr met = ic3_.encoding().holds(goal(question, ic3_.encoding().terms()), ic3_.here());
    return ic3_.encoding().gates().any(met, ic3_.encoding().leaves_range(ic3_.here()));
  }

  void pursue(Question& question) {
    while (question.open()) {
      const auto path = ic3_.run_to(formula(question));
      if (!path) return;
      // Firing the rule that does it says what is wrong with the model.
      for (std::uint32_t rule = 0; rule < system_.rules.size(); ++rule)
        static_cast<void>(fire(system_, rule, path->last));
      if (question.claim == Proof::Claim::can_go_on)
        look_for_way_on(question, *path);
      else
        question.found = evidence(question.target, *path);
    }
  }

  [[nodiscard]] Trace evidence(const Target& target, const Ic3::Path& path) const {
    Trace trace = path.trace;
    if (target.state && evaluate(system_.terms, *target.state, path.last) != 0) return trace;
    const auto rule = target.mark ? rule_with_mark(system_, path.last, *target.mark) : std::nullopt;
    if (!rule) throw std::logic_error(system_.name + ": IC3 is at a goal that is none");
    trace.rules.push_back(*rule);
    return trace;
  }

  void look_for_way_on(Question& question, const Ic3::Path& path) const {
    const Fate fate = fate_of(system_, path.last, kMostStandingStates);
    switch (fate.kind) {
      case Fate::Kind::deadlock:
        question.found = path.trace;
        return;
      case Fate::Kind::goes_on:
        add_way_on(fate.rules, question.helpers);
        if (too_many_ways(question.helpers))
          question.given_up = "rivals help the walk on in too many ways to write a proof; explore decides it";
        return;
      case Fate::Kind::too_large:
        question.given_up = fmt::format(
            "the walk stands in a state from which rivals can reach more than {} others; explore decides it",
            kMostStandingStates);
        return;
    }
  }

  /// What the cubes exclude that are excluded for good.
  void prove() {
    const std::vector<Cube>& never = ic3_.never();
    for (; handed_over_ < never.size(); ++handed_over_) {
      if (auto clause = clause_against(never[handed_over_], system_, ic3_.encoding().layout()))
        invariant_.add(std::move(*clause));
    }
    for (Question& question : questions_) {
      if (!question.open() || !ic3_.is_excluded(formula(question))) continue;
      auto clauses = invariant_.against(goal(question, invariant_.terms()));
      if (const auto* why_not = std::get_if<std::string>(&clauses)) {
        question.given_up = *why_not;
        continue;
      }
      Proof proof;
      proof.claim = question.claim;
      proof.invariant = std::get<std::vector<Clause>>(std::move(clauses));
      proof.helpers = question.helpers;
      question.proof = std::make_shared<const Proof>(std::move(proof));
    }
  }

  const SystemDraft& system_;
  Watch& watch_;
  Ic3 ic3_;
  Invariant invariant_;
  std::deque<Question> questions_;  // stay where they are
  std::size_t handed_over_ = 0;     // of what IC3 excludes, to the invariant
  std::size_t learned_ = 0;         // of what is excluded in another system
  bool begun_ = false;
  std::optional<std::uint32_t> clean_;
};

class Pdr {
 public:
  Pdr(const TransitionSystem& system, Watch& watch) : system_(system), watch_(watch), runs_(system, watch) {
    for (const Property& property : system->properties) {
      Aims aims;
      aims.broken = &ask_for_breach(property);
      const Target shown = witness(property);
      if (shown.state || shown.mark) aims.shown = &runs_.ask(Proof::Claim::never_shown, shown);
      aims_.push_back(aims);
    }
  }

  void run() {
    nothing_starts_ = runs_.nothing_starts();
    if (nothing_starts_ || watch_.stopped()) return;
    for (bool more = true; more;) {
      more = runs_.advance();
      if (cycles_) cycles_->learn_from(runs_);
      if (cycles_ && cycles_->advance()) more = true;
      for (const Aims& aims : aims_) {
        if (aims.broken->found && aims.shown != nullptr) aims.shown->dropped = true;
      }
    }
  }

  [[nodiscard]] Verdict verdict(std::size_t property) const {
    const Question& broken = *aims_[property].broken;
    const Question* shown = aims_[property].shown;
    if (nothing_starts_) return {Status::vacuous, std::nullopt, "no state meets the start condition"};
    if (broken.found) return {Status::violated, is_about_end(property) ? lasso(*broken.found) : broken.found, {}};
    if (!broken.proof) return undecided(property);
    if (shown == nullptr || shown->found) return {Status::proved, std::nullopt, {}, broken.proof};
    const std::string why = not_shown(system_->properties[property]);
    if (shown->proof) return {Status::vacuous, std::nullopt, why, shown->proof};
    return {Status::unknown, std::nullopt,
            fmt::format("{}: it is proved that nothing breaks it, but {} so far", watch_.cause(), why)};
  }

  [[nodiscard]] std::uint32_t depth() const { return runs_.clean() ? *runs_.clean() + 1 : 0; }

 private:
  struct Aims {
    const Question* broken = nullptr;
    Question* shown = nullptr;  // null: it needs no witness
  };

  [[nodiscard]] Question& ask_for_breach(const Property& property) {
    switch (property.kind) {
      case Property::Kind::safety:
        return runs_.ask(Proof::Claim::never_bad, bad(property));
      case Property::Kind::no_deadlock:
        return runs_.ask(Proof::Claim::can_go_on, {});
      case Property::Kind::terminates:
        break;
    }
    if (cycles_) return *cycle_;
    cyclic_.emplace(without_cycles(system_));
    cycles_.emplace(*cyclic_, watch_);
    cycle_ = &cycles_->ask(Proof::Claim::no_cycle, bad((*cyclic_)->properties.front()));
    return *cycle_;
  }

  [[nodiscard]] bool is_about_end(std::size_t property) const { return aims_[property].broken == cycle_; }

  [[nodiscard]] Trace lasso(const Trace& closing) const {
    Lasso found = lasso_of(system_, closing.start, closing.rules);
    return {std::move(found.start), std::move(found.rules), found.loop_start};
  }

  [[nodiscard]] Verdict undecided(std::size_t property) const {
    const Question& broken = *aims_[property].broken;
    if (!broken.given_up.empty()) return {Status::unknown, std::nullopt, broken.given_up};
    // The save of a state is a rule, too.
    const auto clean = is_about_end(property) ? cycles_->clean() : runs_.clean();
    const std::uint32_t save = is_about_end(property) ? 1 : 0;
    const std::string came = clean && *clean >= save
                                 ? fmt::format("no run of at most {} rules breaks it", *clean - save)
                                 : "nothing was looked at";
    return {Status::unknown, std::nullopt, fmt::format("{}: {}", watch_.cause(), came)};
  }

  const TransitionSystem& system_;
  Watch& watch_;
  Inquiry runs_;
  std::optional<TransitionSystem> cyclic_;
  std::optional<Inquiry> cycles_;
  Question* cycle_ = nullptr;  // one for all properties that ask for termination
  std::vector<Aims> aims_;
  bool nothing_starts_ = false;
};

}  // namespace

Answer pdr(const TransitionSystem& system, const Limits& limits, Observer* observer) {
  Watch watch(limits, observer);
  std::optional<Pdr> engine;
  within(watch, [&] {
    engine.emplace(system, watch);
    engine->run();
  });
  Answer answer;
  answer.engine = "pdr";
  answer.statistics.depth = engine ? engine->depth() : 0;
  answer.statistics.bytes = watch.bytes();
  answer.statistics.seconds = watch.seconds();
  if (watch.stopped()) answer.stopped = watch.cause();
  for (std::size_t i = 0; i < system->properties.size(); ++i)
    answer.verdicts.push_back(engine ? engine->verdict(i) : Verdict{Status::unknown, std::nullopt, *answer.stopped});
  return answer;
}

}  // namespace walkcheck::symbolic
