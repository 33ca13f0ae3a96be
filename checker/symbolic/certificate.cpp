// Which queries make a proof, and why they are enough.
//
// Inductive invariant (Manna, Pnueli 1995: rule INV). Initiation: no start state breaks the invariant. Consecution: no
// step leads from a state that meets it to one that does not. So every reachable state meets it. Safety: no state that
// meets it meets the target. (`invariant_queries`, `safety_query`) Consecution is asked of some rules at a time, in the
// order of the rules, and of all: many small questions are much easier for solvers than one large one.
//
// k-induction (Sheeran, Singh, Stalmarck 2000), given such an invariant, which may then be assumed in every state.
// Base: for each n < k, no run of exactly n steps from a start ends in the target. Step: no k+1 states in a row, of
// which only the last meets the target. Were the target reachable, take a shortest run to it: by the base it has k
// steps or more, and its last k+1 states are such a row. A shortest run visits no state twice, so the step may ask for
// states that are all different. Soundness needs that the base asks for each n by itself: a run of k-1 steps that meets
// the target on its way is not there if it ends in a dead end before. (`base_queries`, `step_query`)
//
// That states differ is said of the variables on which the target, the clauses and what can fire depend, directly or
// through others (`closed`). Seen through these alone, the system is a system again in which the same can be reached,
// and the argument holds there.
//
// Where a walk can go on: W0 holds where it has ended or one of its rules can fire; Wn where W(n-1) does, or where a
// rule among helpers[n-1] can fire and leads to a state of W(n-1). No state that meets the invariant may lack the last
// W: so rivals can always help the walk on. (`define_stuck`; states after others are written with `let`.)
//
// An update that leaves its variable's range is a fault of the model, with which nothing is proved: it is a target in
// every claim. A rule that would do it does not fire, so that every state of a query has its values in range.
#include "checker/symbolic/certificate.hpp"

#include <algorithm>
#include <iterator>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "checker/symbolic/proof_shape.hpp"
#include "checker/symbolic/show_proof.hpp"
#include "checker/symbolic/system_text.hpp"
#include "model/system/transforms.hpp"

namespace walkcheck::symbolic {

namespace {

struct Question {
  const SystemDraft& system;  // of which the clauses speak
  const Proof& proof;
  std::string heading;  // which system, which property
  Target target;        // not for can_go_on
};

std::string_view words(Proof::Claim claim) {
  switch (claim) {
    case Proof::Claim::never_bad:
      return "No reachable state is bad, and no step from a reachable state is. The target: a state that is bad, or "
             "from "
             "which a bad step can be taken.";
    case Proof::Claim::never_shown:
      return "No reachable state shows the witness of the property, and no step from one does: it passes for an empty "
             "reason, if it passes. The target: a state that shows the witness, or from which a step can be taken that "
             "does.";
    case Proof::Claim::no_cycle:
      return "The walk ends when it is left alone. Below is not the system itself, but one that runs as it does, may "
             "save its state once, and lets only the walker move from then on. The target: the saved state has come "
             "back, which would be a loop.";
    case Proof::Claim::few_retries:
      return "The walk retries only so often when it is left alone. Below is not the system itself, but one that runs "
             "as it does, leaves the walk alone from some moment on, and counts its retries from there. The target: a "
             "retry beyond its bound.";
    case Proof::Claim::can_go_on:
      return "Where the walk has not ended it can take a step, at once or after some steps of others. The target: a "
             "state where it has not ended, and neither is possible.";
  }
  return {};
}

using Strings = std::vector<std::string>;

void append(Strings& all, Strings more) { std::move(more.begin(), more.end(), std::back_inserter(all)); }

std::string named(std::size_t state) { return fmt::format("{}", state); }

class Writer {
 public:
  explicit Writer(const Question& question)
      : question_(question),
        system_(question.system),
        proof_(question.proof),
        path_(proof_.k > 1 || proof_.simple_path),
        script_(question.system) {}

  Certificate write() {
    header();
    result_.heading = script_.take();
    in_range_ = define_ranges(script_);
    define_invariant();
    if (path_) followed_ = closed(script_, all_that_matters());
    define_states();
    result_.definitions = script_.take();
    if (proof_.claim == Proof::Claim::can_go_on) stuck_ = define_stuck();
    result_.target = script_.take();
    if (!proof_.invariant.empty()) invariant_queries();
    if (path_) {
      base_queries();
      step_query();
    } else {
      safety_query();
    }
    return std::move(result_);
  }

 private:
  void header() {
    script_.comment("A certificate of walkcheck, format 1.");
    script_.comment(question_.heading);
    script_.comment(words(proof_.claim));
    script_.comment(
        "This is shown if every check-sat below answers unsat: each asks for a way in which the proof could fail. Any "
        "solver for QF_BV will do: z3 FILE, or cvc5 --incremental FILE.");
    script_.comment(
        "The variable x in the state s is called |x@s|. In queries, states are numbered in the order of the run, and "
        "|rule@0|, where it is used, is the rule that leads from state 0 to state 1. Values that have names are "
        "numbered, from 0, in this order:");
    for (const Variable& variable : system_.variables) {
      if (!variable.values) continue;
      const auto begin = variable.values->begin();
      const auto end = begin + static_cast<std::ptrdiff_t>(variable.size);
      script_.comment(plain_name(fmt::format("{}: {}", variable.name, fmt::join(begin, end, ", "))));
    }
  }

  /// All that decides where a run can go, and whether it meets the target or a clause.
  Variables all_that_matters() const {
    Variables found = decisive(script_);
    for (const Clause& clause : proof_.invariant) {
      for (const Literal& literal : clause) found.insert(literal.variable);
    }
    if (question_.target.state) found.merge(script_.reads(*question_.target.state));
    for (const Rule& rule : system_.rules) {
      for (const Mark& mark : rule.marks) {
        if (question_.target.mark == mark.id) found.merge(script_.reads(mark.when));
      }
    }
    return found;
  }

  void define_invariant() {
    Parts all;
    for (const Clause& clause : proof_.invariant) {
      Parts literals;
      for (const Literal& literal : clause)
        literals.add(script_.terms().is_one_of(literal.variable, literal.values, "s"), {literal.variable});
      script_.comment(plain_name(show_clause(system_, clause)));
      const Function function = script_.define_any(fmt::format("clause {}", all.texts.size()), literals);
      all.add(script_.call(function, "s"), function.reads);
    }
    script_.comment("The invariant: what holds in every reachable state.");
    invariant_ = script_.define_all("the invariant", all);
  }

  std::string define_stuck() {
    Strings ways;
    if (system_.ended) ways.push_back(script_.in(*system_.ended, named(0)));
    for (std::uint32_t rule = 0; rule < system_.rules.size(); ++rule) {
      if (system_.rules[rule].actor == Actor::walker) ways.push_back(states_[0].rules[rule]);
    }
    append(ways, with_help(proof_.helpers.size(), {}));
    std::string target = fmt::format("(not {})", nary("or", ways, "false"));
    if (states_[0].fault) target = fmt::format("(or {} {})", target, *states_[0].fault);
    script_.comment("What must not be: the walk has not ended, and cannot take a step, at once or with help.");
    return script_.define_in(named(0), "the target", target);
  }

  /// How rivals can bring it about that the walk goes on, in up to `level` steps, where `changed` are the variables
  /// that have values of their own: others before have written them.
  Strings with_help(std::size_t level, const Variables& changed) const {
    Strings ways;
    for (; level > 0; --level) {
      for (const std::uint32_t helper : proof_.helpers[level - 1]) {
        const Rule& rule = system_.rules[helper];
        Variables written = changed;
        for (const Update& update : rule.updates) written.insert(update.variable);
        const Strings then = ways_after(level - 1, written);
        if (then.empty()) continue;
        const std::string fires = changed.empty() ? states_[0].rules[helper] : can_fire_here(rule);
        ways.push_back(fmt::format("(and {} {})", fires, script_.after(rule, named(0), nary("or", then, "false"))));
      }
    }
    return ways;
  }

  /// How the walk goes on where these variables have been written. What reads none of them is left out: it is what it
  /// was before, and a way on there already.
  Strings ways_after(std::size_t level, const Variables& written) const {
    const auto concerns = [&written](const Variables& reads) {
      return std::any_of(reads.begin(), reads.end(), [&written](VariableId id) { return written.contains(id); });
    };
    Strings ways;
    if (system_.ended && concerns(script_.reads(*system_.ended))) ways.push_back(script_.in(*system_.ended, named(0)));
    for (const Rule& rule : system_.rules) {
      if (rule.actor == Actor::walker && concerns(can_fire(script_, rule, named(0)).reads))
        ways.push_back(can_fire_here(rule));
    }
    append(ways, with_help(level, written));
    return ways;
  }

  std::string can_fire_here(const Rule& rule) const {
    return nary("and", can_fire(script_, rule, named(0)).texts, "true");
  }

  Variables all_variables() const {
    Variables all;
    for (VariableId id = 0; id < system_.variables.size(); ++id) all.insert(id);
    return all;
  }

  void define_states() {
    const std::size_t last = path_ ? proof_.k : 0;
    script_.declare(all_variables(), named(0));
    for (std::size_t state = 1; state <= last; ++state) {
      script_.declare_rule(named(state - 1));
      script_.declare(followed_, named(state));
    }
    start_ = define_start(script_, named(0));
    for (std::size_t state = 0; state <= last; ++state) states_.push_back(define_state(script_, named(state)));
  }

  std::string holds(const Function& function, std::size_t state) const { return script_.call(function, named(state)); }
  std::string fails(const Function& function, std::size_t state) const {
    return fmt::format("(not {})", holds(function, state));
  }
  std::string target(std::size_t state) const {
    return stuck_ ? *stuck_ : target_term(script_, states_[state], question_.target);
  }
  Strings step_to(std::size_t state) const { return step(script_, states_[state - 1], followed_, named(state)); }

  void query(std::string name, std::string meaning, Strings assertions) {
    result_.queries.push_back({std::move(name), std::move(meaning), false, std::move(assertions)});
  }
  void query_of_target(std::string name, std::string meaning, Strings assertions) {
    query(std::move(name), std::move(meaning), std::move(assertions));
    result_.queries.back().of_target = true;
  }

  void invariant_queries() {
    query("initiation", "a start state breaks the invariant", {holds(in_range_, 0), start_, fails(invariant_, 0)});
    constexpr std::size_t at_a_time = 64;
    for (std::size_t first = 0; first < system_.rules.size(); first += at_a_time)
      consecution_query(first, std::min(first + at_a_time, system_.rules.size()) - 1);
  }

  void consecution_query(std::size_t first, std::size_t last) {
    Strings ways;
    for (std::size_t rule = first; rule <= last; ++rule) {
      ways.push_back(fmt::format("(and {} (not {}))", states_[0].rules[rule],
                                 script_.call_after(invariant_, system_.rules[rule], named(0))));
    }
    query(fmt::format("consecution of rules {} to {}", first, last),
          "one of them leads from a state that meets the invariant to one that breaks it",
          {holds(in_range_, 0), holds(invariant_, 0), nary("or", ways, "false")});
  }

  void safety_query() {
    query_of_target("safety", "a state meets the invariant, and the target",
                    {holds(in_range_, 0), holds(invariant_, 0), target(0)});
  }

  void base_queries() {
    Strings run = {holds(in_range_, 0), start_, holds(invariant_, 0)};
    for (std::size_t steps = 0; steps < proof_.k; ++steps) {
      if (steps > 0) {
        append(run, step_to(steps));
        run.push_back(holds(invariant_, steps));
      }
      Strings asked = run;
      asked.push_back(target(steps));
      query_of_target(fmt::format("base {}", steps),
                      fmt::format("a run of {} steps from a start ends in the target", steps), std::move(asked));
    }
  }

  void step_query() {
    Strings row = {holds(in_range_, 0)};
    for (std::size_t state = 0; state <= proof_.k; ++state) {
      if (state > 0) append(row, step_to(state));
      row.push_back(holds(invariant_, state));
      row.push_back(state < proof_.k ? fmt::format("(not {})", target(state)) : target(state));
      for (std::size_t other = 0; proof_.simple_path && other < state; ++other) row.push_back(differ(other, state));
    }
    const std::string_view different = proof_.simple_path ? ", all different" : "";
    query_of_target(
        "step", fmt::format("of {} states in a row{}, the last meets the target and no other", proof_.k + 1, different),
        std::move(row));
  }

  std::string differ(std::size_t one, std::size_t other) const {
    Strings same;
    for (const VariableId id : followed_) {
      same.push_back(fmt::format("(= {} {})", script_.terms().variable(id, named(one)),
                                 script_.terms().variable(id, named(other))));
    }
    return fmt::format("(not {})", nary("and", same, "true"));
  }

  const Question& question_;
  const SystemDraft& system_;
  const Proof& proof_;
  const bool path_;
  Script script_;
  Function in_range_;
  Function invariant_;
  Variables followed_;
  std::string start_;
  std::vector<StateText> states_;
  std::optional<std::string> stuck_;
  Certificate result_;
};

Target target_of(const SystemDraft& system, std::size_t property, Proof::Claim claim) {
  switch (claim) {
    case Proof::Claim::never_bad:
      return bad(system.properties.at(property));
    case Proof::Claim::never_shown:
      return witness(system.properties.at(property));
    case Proof::Claim::no_cycle:
    case Proof::Claim::few_retries:
      return bad(system.properties.at(0));
    case Proof::Claim::can_go_on:
      break;
  }
  return {};
}

}  // namespace

TransitionSystem subject(const TransitionSystem& system, const Proof& proof) {
  switch (proof.claim) {
    case Proof::Claim::no_cycle:
      return without_cycles(system);
    case Proof::Claim::few_retries:
      return left_alone(system, proof.at_most);
    case Proof::Claim::never_bad:
    case Proof::Claim::never_shown:
    case Proof::Claim::can_go_on:
      break;
  }
  return system;
}

std::string Certificate::text() const {
  std::string all = heading;
  all += fold("; ", fmt::format("There are {} of them: fewer answers mean that the solver has not come to the end.",
                                queries.size()));
  all += "(set-info :smt-lib-version 2.6)\n(set-logic QF_BV)\n";
  all += definitions + target;
  for (const Query& query : queries) {
    all += fold("; ", fmt::format("{}: {}.", query.name, query.meaning)) + "(push 1)\n";
    for (const std::string& assertion : query.assertions) all += fmt::format("(assert {})\n", assertion);
    all += "(set-info :status unsat)\n(check-sat)\n(pop 1)\n";
  }
  return fold_script(all);
}

Certificate certify(const TransitionSystem& system, std::size_t property, const Proof& proof) {
  if (const auto fault = fault_of_claim(*system, property, proof)) throw std::logic_error(*fault);
  const TransitionSystem about = subject(system, proof);
  if (const auto fault = fault_of_clauses(*about, proof.invariant)) throw std::logic_error(*fault);
  const std::string heading =
      fmt::format("System: {}. Property: {}.", plain_name(system->name), plain_name(system->properties[property].name));
  const Question question{*about, proof, heading, target_of(*about, property, proof.claim)};
  return Writer(question).write();
}

std::string certificate(const TransitionSystem& system, std::size_t property, const Proof& proof) {
  return certify(system, property, proof).text();
}

}  // namespace walkcheck::symbolic
