// Certificates of random systems against what a search of all their states says of the same proof.
#include <algorithm>

#include <catch2/catch.hpp>

#include "checker/symbolic/certificate.hpp"
#include "checker/symbolic/check_proof.hpp"
#include "tests/checker/support/naive.hpp"
#include "tests/checker/support/random_system.hpp"
#include "tests/checker/symbolic/support/answers.hpp"
#include "tests/checker/symbolic/support/naive_proof.hpp"
#include "tests/checker/symbolic/support/solvers.hpp"
#include "tests/support/effort.hpp"

namespace walkcheck::symbolic {

using testing::random_system;
using testing::require_unsat;

namespace {

/// All proofs that differ from this one in one place.
std::vector<Proof> variations(const SystemDraft& system, const Proof& proof) {
  std::vector<Proof> found;
  for (std::size_t i = 0; i < proof.invariant.size(); ++i) {
    found.push_back(proof);
    found.back().invariant.erase(found.back().invariant.begin() + static_cast<std::ptrdiff_t>(i));
    for (Literal& literal : found.emplace_back(proof).invariant[i]) {
      std::vector<Value> others;
      for (std::uint32_t value = 0; value < system.variables[literal.variable].size; ++value) {
        if (std::find(literal.values.begin(), literal.values.end(), value) == literal.values.end())
          others.push_back(static_cast<Value>(value));
      }
      literal.values = others;
    }
  }
  for (const std::uint32_t k : {1U, 2U, 3U}) {
    for (const bool simple : {false, true}) {
      found.push_back(proof);
      found.back().k = k;
      found.back().simple_path = simple;
    }
  }
  return found;
}

/// The index of a property of this kind that has what the claim is about.
std::vector<std::size_t> properties_of(const SystemDraft& system, Proof::Claim claim) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < system.properties.size(); ++i) {
    const Property& property = system.properties[i];
    const bool fits = claim == Proof::Claim::never_bad     ? property.kind == Property::Kind::safety
                      : claim == Proof::Claim::never_shown ? property.witness_state || property.witness_mark
                                                           : property.kind == Property::Kind::no_deadlock;
    if (fits) found.push_back(i);
  }
  return found;
}

}  // namespace

TEST_CASE("the exact set of reachable states is a proof, and less is none", "[certificate]") {
  std::size_t proved = 0;
  std::size_t refused = 0;
  for (std::uint32_t seed = 0; seed < tries(60); ++seed) {
    const SystemDraft draft = random_system(seed, 0);
    if (testing::count_states(draft) > 200) continue;
    const TransitionSystem system = seal(draft);
    const auto statuses = testing::search_naively(draft).statuses;
    const Proof exact = invariant(testing::exclude_unreachable(draft));
    for (const std::size_t property : properties_of(draft, Proof::Claim::never_bad)) {
      INFO("seed " << seed << ", property " << property);
      const bool holds = statuses[property] != Status::violated;
      REQUIRE(accepted(system, property, exact) == holds);
      (holds ? proved : refused) += 1;
      if (!holds) continue;
      if (seed % 4 == 0) require_unsat(certificate(system, property, exact));
      const auto reachable = testing::reachable_states(draft);
      if (reachable.empty()) continue;
      Proof wrong = exact;
      wrong.invariant.push_back(testing::exclude(draft, reachable[seed % reachable.size()]));
      REQUIRE_FALSE(accepted(system, property, wrong));
    }
  }
  CHECK(proved > least(30));
  CHECK(refused > least(30));
}

TEST_CASE("a proof is accepted exactly if it is one", "[certificate]") {
  std::size_t right = 0;
  std::size_t wrong = 0;
  for (std::uint32_t seed = 100; seed < (full_effort ? 115U : 104U); ++seed) {
    const SystemDraft draft = random_system(seed, 0);
    if (testing::count_states(draft) > 60) continue;
    const TransitionSystem system = seal(draft);
    for (const auto claim : {Proof::Claim::never_bad, Proof::Claim::never_shown}) {
      Proof exact = invariant(testing::exclude_unreachable(draft));
      exact.claim = claim;
      if (exact.invariant.size() > 12) exact.invariant.resize(12);
      for (const std::size_t property : properties_of(draft, claim)) {
        for (const Proof& proof : variations(draft, exact)) {
          INFO("seed " << seed << ", property " << property << ", k " << proof.k << ", simple " << proof.simple_path);
          const bool is_one = testing::proves(draft, property, proof);
          const bool is_accepted = accepted(system, property, proof);
          // The certificate may leave out variables of which two different states may consist.
          REQUIRE((proof.simple_path ? is_accepted || !is_one : is_accepted == is_one));
          (is_accepted ? right : wrong) += 1;
          if (is_accepted && (right % 40) == 0) require_unsat(certificate(system, property, proof));
        }
      }
    }
  }
  CHECK((right > 100 || !full_effort));
  CHECK((wrong > 100 || !full_effort));
}

TEST_CASE("nothing false is ever proved", "[certificate]") {
  std::size_t accepted_proofs = 0;
  for (std::uint32_t seed = 200; seed < 200 + tries(25); ++seed) {
    const SystemDraft draft = random_system(seed, 0);
    const TransitionSystem system = seal(draft);
    const auto statuses = testing::search_naively(draft).statuses;
    for (const std::size_t property : properties_of(draft, Proof::Claim::never_bad)) {
      for (const std::uint32_t k : {1U, 2U, 4U}) {
        Proof proof;
        proof.k = k;
        proof.simple_path = k > 1;
        if (!accepted(system, property, proof)) continue;
        INFO("seed " << seed << ", property " << property << ", k " << k);
        REQUIRE(statuses[property] != Status::violated);
        ++accepted_proofs;
      }
    }
  }
  CHECK(accepted_proofs > least(20));
}

TEST_CASE("rivals help exactly where they can", "[certificate]") {
  std::size_t right = 0;
  std::size_t wrong = 0;
  for (std::uint32_t seed = 300; seed < 300 + tries(80); ++seed) {
    const SystemDraft draft = random_system(seed, 0);
    if (testing::count_states(draft) > 200) continue;
    const TransitionSystem system = seal(draft);
    std::vector<std::uint32_t> rivals;
    for (std::uint32_t rule = 0; rule < draft.rules.size(); ++rule) {
      if (draft.rules[rule].actor == Actor::rival) rivals.push_back(rule);
    }
    Proof proof = invariant(testing::exclude_unreachable(draft));
    proof.claim = Proof::Claim::can_go_on;
    const auto statuses = testing::search_naively(draft).statuses;
    for (std::size_t levels = 0; levels < 3; ++levels) {
      for (const std::size_t property : properties_of(draft, proof.claim)) {
        INFO("seed " << seed << ", levels " << levels);
        const bool is_accepted = accepted(system, property, proof);
        REQUIRE(is_accepted == testing::proves(draft, property, proof));
        if (is_accepted) REQUIRE(statuses[property] != Status::violated);
        (is_accepted ? right : wrong) += 1;
        if (is_accepted && right % 5 == 0) require_unsat(certificate(system, property, proof));
      }
      proof.helpers.push_back(rivals);
    }
  }
  CHECK(right > least(20));
  CHECK(wrong > least(20));
}

}  // namespace walkcheck::symbolic
