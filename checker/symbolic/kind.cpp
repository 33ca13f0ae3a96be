// Base and step of the induction take turns: when all runs of k rules were looked at, the step is tried with rows of
// k+1 states. The base has then asked for a bad state among the first k+1 states of a run, and for a bad rule among its
// first k: so the target (a bad state, or one in which a bad rule can fire) is not met by the first k states.
//
// Each property has two claims: that it is never broken, and that its witness is never shown. Once one is proved, its
// opposite is no longer looked for. What is proved is not vacuous: its witness was reached by a run.
#include "checker/symbolic/kind.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include <fmt/format.h>

#include "checker/symbolic/bmc.hpp"
#include "checker/symbolic/hunts.hpp"
#include "checker/symbolic/induction.hpp"

namespace walkcheck::symbolic {

namespace {

/// A claim about a property, and its proof, once there is one.
struct Thesis {
  std::size_t property = 0;
  Proof::Claim says = Proof::Claim::never_bad;
  Induction* rows = nullptr;
  std::size_t claim = 0;  // of rows
  ProofPointer proof = nullptr;
};

class Kind {
 public:
  Kind(const TransitionSystem& system, Watch& watch)
      : system_(system), watch_(watch), hunts_(system, watch), rows_(system, watch) {
    if (const TransitionSystem* cyclic = hunts_.without_cycles()) cycle_rows_.emplace(*cyclic, watch);
    for (std::size_t i = 0; i < system->properties.size(); ++i) add_theses(i);
  }

  void run() {
    while (hunts_.advance()) {
      for (Thesis& thesis : theses_) prove(thesis);
      if (settled()) break;
    }
  }

  [[nodiscard]] const Hunts& hunts() const { return hunts_; }

  /// `known` is what runs tell, and stays so if that is a decision.
  [[nodiscard]] Verdict verdict(std::size_t property, Verdict known) const {
    if (hunts_.decision(property)) return known;
    const ProofPointer proof = proof_that(property, broken(property));
    if (!proof) return open(property, std::move(known));
    if (hunts_.witnessed(property)) return {Status::proved, std::nullopt, {}, proof};
    const std::string why = not_shown(system_->properties[property]);
    if (const auto vacuous = proof_that(property, Proof::Claim::never_shown))
      return {Status::vacuous, std::nullopt, why, vacuous};
    known.reason = fmt::format("nothing breaks it (proved with k = {}), but {} so far, and nothing excludes it: {}",
                               proof->k, why, known.reason);
    return known;
  }

 private:
  [[nodiscard]] Property::Kind kind_of(std::size_t property) const { return system_->properties[property].kind; }
  [[nodiscard]] Proof::Claim broken(std::size_t property) const {
    const bool ends = kind_of(property) == Property::Kind::terminates;
    return ends ? Proof::Claim::no_cycle : Proof::Claim::never_bad;
  }

  void add_theses(std::size_t index) {
    const Property& property = system_->properties[index];
    if (property.kind == Property::Kind::no_deadlock) return;
    if (property.kind == Property::Kind::safety)
      add_thesis(index, Proof::Claim::never_bad, rows_, bad(property));
    else
      add_thesis(index, Proof::Claim::no_cycle, *cycle_rows_, bad((*hunts_.without_cycles())->properties.front()));
    if (!hunts_.witnessed(index)) add_thesis(index, Proof::Claim::never_shown, rows_, witness(property));
  }

  void add_thesis(std::size_t property, Proof::Claim says, Induction& rows, const Target& target) {
    theses_.push_back({property, says, &rows, rows.claim(target)});
  }

  /// A run has decided the property, or shown what the thesis excludes.
  [[nodiscard]] bool is_idle(const Thesis& thesis) const {
    if (thesis.proof || watch_.stopped() || hunts_.decision(thesis.property)) return true;
    return thesis.says == Proof::Claim::never_shown && hunts_.witnessed(thesis.property);
  }

  void prove(Thesis& thesis) {
    const bool in_cycles = thesis.says == Proof::Claim::no_cycle;
    const auto seen = in_cycles ? hunts_.seen_without_cycles() : hunts_.seen();
    if (is_idle(thesis) || !seen || *seen == 0) return;
    Induction& rows = *thesis.rows;
    while (rows.k() < *seen) rows.lengthen();
    if (!rows.is_inductive(thesis.claim).value_or(false)) return;
    Proof proof;
    proof.claim = thesis.says;
    proof.k = rows.k();
    // With k = 1 the proof would otherwise be a plain invariant, and there is none.
    proof.simple_path = proof.k == 1 || rows.asked_for_different_states(thesis.claim);
    thesis.proof = std::make_shared<const Proof>(std::move(proof));
    if (thesis.says == Proof::Claim::never_shown)
      hunts_.forget_witness(thesis.property);
    else
      hunts_.forget_bad(thesis.property);
  }

  [[nodiscard]] ProofPointer proof_that(std::size_t property, Proof::Claim says) const {
    const auto is_it = [&](const Thesis& thesis) { return thesis.property == property && thesis.says == says; };
    const auto thesis = std::find_if(theses_.begin(), theses_.end(), is_it);
    return thesis == theses_.end() ? nullptr : thesis->proof;
  }

  /// Nothing is open that this engine may decide.
  [[nodiscard]] bool settled() const {
    for (std::size_t i = 0; i < system_->properties.size(); ++i) {
      if (kind_of(i) == Property::Kind::no_deadlock || hunts_.decision(i)) continue;
      const bool passes = hunts_.witnessed(i) || proof_that(i, Proof::Claim::never_shown);
      if (!passes || !proof_that(i, broken(i))) return false;
    }
    return true;
  }

  [[nodiscard]] Verdict open(std::size_t property, Verdict known) const {
    if (kind_of(property) != Property::Kind::no_deadlock || known.status != Status::bounded) return known;
    const auto depth = hunts_.clean(property);
    if (depth && watch_.max_depth() == depth) return known;
    return {Status::unknown, std::nullopt,
            fmt::format("k-induction proves no absence of deadlocks, and found none: {}; take explore, pdr or bmc",
                        known.reason)};
  }

  const TransitionSystem& system_;
  Watch& watch_;
  Hunts hunts_;
  Induction rows_;
  std::optional<Induction> cycle_rows_;
  std::vector<Thesis> theses_;
};

}  // namespace

Answer kind(const TransitionSystem& system, const Limits& limits, Observer* observer) {
  Watch watch(limits, observer);
  std::optional<Kind> engine;
  within(watch, [&] {
    engine.emplace(system, watch);
    engine->run();
  });
  Answer answer = answer_of("kind", system, watch, engine ? &engine->hunts() : nullptr);
  for (std::size_t i = 0; engine && i < answer.verdicts.size(); ++i)
    answer.verdicts[i] = engine->verdict(i, std::move(answer.verdicts[i]));
  return answer;
}

}  // namespace walkcheck::symbolic
