#include "checker/symbolic/prove.hpp"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

#include "checker/explore/explore.hpp"
#include "checker/symbolic/go_on.hpp"
#include "checker/symbolic/learn.hpp"
#include "checker/symbolic/minimise.hpp"
#include "checker/symbolic/proof_shape.hpp"
#include "model/system/transforms.hpp"

namespace walkcheck::symbolic {

namespace {

using Helpers = std::vector<std::vector<std::uint32_t>>;

/// One proof for many properties: everything that none of them allows, excluded by one invariant.
class SharedProof {
 public:
  SharedProof(const TransitionSystem& system, const ReachableStates& states, const Limits& limits)
      : system_(system), learner_(system, states, limits) {}

  /// Empty, or why not.
  std::string exclude(Term never) {
    never_.push_back(never);
    return told(learner_.exclude(never));
  }

  std::string exclude_standstill(Helpers& helpers) {
    for (;;) {
      const Term stands = stands_still(*system_, helpers, learner_.terms());
      const auto outcome = learner_.exclude(stands);
      const auto* state = std::get_if<std::vector<Value>>(&outcome);
      if (state == nullptr) {
        never_.push_back(stands);
        return told(outcome);
      }
      if (!add_way_on(*state, helpers)) return "no run of rivals was found that helps the walk on";
      if (too_many_ways(helpers)) return "rivals help the walk on in too many ways to write a proof";
    }
  }

  std::string close() { return told(learner_.close()); }

  [[nodiscard]] std::vector<Clause> invariant(InvariantSize size, const std::stop_token& interrupt) {
    if (size == InvariantSize::as_found || interrupt.stop_requested()) return learner_.clauses();
    Term any = learner_.terms().truth(false);
    for (const Term never : never_) any = learner_.terms().any(any, never);
    return minimise(system_, learner_.terms(), any, learner_.clauses(), interrupt);
  }

  [[nodiscard]] Terms& terms() { return learner_.terms(); }

 private:
  bool add_way_on(const std::vector<Value>& state, Helpers& helpers) const {
    constexpr std::size_t most_states = 10'000;
    const auto rules = way_on(*system_, state, most_states);
    if (!rules) return false;
    if (helpers.size() < rules->size()) helpers.resize(rules->size());
    for (std::size_t i = 0; i < rules->size(); ++i) {
      auto& level = helpers[rules->size() - 1 - i];
      if (std::find(level.begin(), level.end(), (*rules)[i]) == level.end()) level.push_back((*rules)[i]);
    }
    return true;
  }

  static std::string told(const Learner::Outcome& outcome) {
    if (const auto* gave_up = std::get_if<Learner::GaveUp>(&outcome)) return gave_up->why;
    if (std::holds_alternative<Learner::Done>(outcome)) return "";
    throw std::logic_error("a reachable state stands against what the search has found");
  }

  const TransitionSystem& system_;
  Learner learner_;
  std::vector<Term> never_;
};

/// What is claimed of a property, if the search has decided it and there is something to prove.
std::optional<Proof::Claim> claim_of(const Property& property, const Verdict& verdict) {
  if (verdict.status == Status::vacuous && (property.witness_state || property.witness_mark))
    return Proof::Claim::never_shown;
  if (verdict.status != Status::holds) return std::nullopt;
  switch (property.kind) {
    case Property::Kind::safety:
      return Proof::Claim::never_bad;
    case Property::Kind::no_deadlock:
      return Proof::Claim::can_go_on;
    case Property::Kind::terminates:
      return std::nullopt;
  }
  return std::nullopt;
}

std::string exclude(SharedProof& shared, const SystemDraft& system, const Property& property, Proof& proof) {
  switch (proof.claim) {
    case Proof::Claim::never_bad:
      return shared.exclude(met_in(system, bad(property), shared.terms()));
    case Proof::Claim::never_shown:
      return shared.exclude(met_in(system, witness(property), shared.terms()));
    case Proof::Claim::can_go_on:
      return shared.exclude_standstill(proof.helpers);
    case Proof::Claim::no_cycle:
    case Proof::Claim::few_retries:
      break;
  }
  throw std::logic_error("this claim is about another system");
}

void keep(Verdict& verdict, Proof proof) {
  if (verdict.status == Status::holds) verdict.status = Status::proved;
  verdict.proof = std::make_shared<const Proof>(std::move(proof));
  verdict.engine = "learn";
}

void add_proof(FewRetries& result, const TransitionSystem& alone, const std::vector<std::uint32_t>& at_most,
               Answer answer, const ReachableStates& states, const Limits& limits) {
  const Answer proved = prove(alone, std::move(answer), states, limits);
  result.why_not = proved.verdicts.front().reason;
  if (!proved.verdicts.front().proof) return;
  Proof proof = *proved.verdicts.front().proof;
  proof.claim = Proof::Claim::few_retries;
  proof.at_most = at_most;
  result.proof = std::make_shared<const Proof>(std::move(proof));
}

}  // namespace

Answer prove(const TransitionSystem& system, Answer answer, const ReachableStates& states, const Limits& limits,
             InvariantSize size) {
  SharedProof shared(system, states, limits);
  std::vector<std::pair<std::size_t, Proof>> proofs;
  std::string fault;
  for (std::size_t i = 0; i < answer.verdicts.size() && fault.empty(); ++i) {
    const auto claim = claim_of(system->properties[i], answer.verdicts[i]);
    if (!claim) continue;
    Proof proof;
    proof.claim = *claim;
    fault = exclude(shared, *system, system->properties[i], proof);
    proofs.emplace_back(i, std::move(proof));
  }
  if (fault.empty()) fault = shared.close();
  if (!fault.empty()) {
    for (const auto& [property, proof] : proofs) answer.verdicts[property].reason = "not proved: " + fault;
    return answer;
  }
  if (proofs.empty()) return answer;
  const std::vector<Clause> invariant = shared.invariant(size, limits.interrupt);
  for (auto& [property, proof] : proofs) {
    proof.invariant = invariant;
    keep(answer.verdicts[property], std::move(proof));
  }
  return answer;
}

FewRetries prove_few_retries(const TransitionSystem& system, std::uint32_t most, bool with_proof,
                             const Limits& limits) {
  FewRetries result;
  std::vector<std::uint32_t> at_most(system->retries.size(), 0);
  for (;;) {
    const TransitionSystem alone = left_alone(system, at_most);
    auto [answer, states] = explore_states(alone, limits, nullptr);
    if (answer.stopped) return {false, nullptr, {}, *answer.stopped};
    const Verdict& verdict = answer.verdicts.front();
    if (!verdict.trace) {
      result.holds = true;
      if (with_proof) add_proof(result, alone, at_most, std::move(answer), *states, limits);
      break;
    }
    const RetryId retry = *alone->rules.at(verdict.trace->rules.back()).retry;
    if (++at_most.at(retry) > most)
      return {
          false,
          nullptr,
          {},
          fmt::format("left alone, the walk jumps back to {} more than {} times", system->retries[retry].name, most)};
  }
  for (RetryId retry = 0; retry < at_most.size(); ++retry) {
    if (at_most[retry] > 0) result.retries.push_back({retry, at_most[retry]});
  }
  return result;
}

}  // namespace walkcheck::symbolic
