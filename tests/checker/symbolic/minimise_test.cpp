#include "checker/symbolic/minimise.hpp"

#include <algorithm>
#include <random>
#include <stdexcept>

#include <catch2/catch.hpp>

#include "checker/symbolic/check_proof.hpp"
#include "tests/checker/support/naive.hpp"
#include "tests/checker/support/random_system.hpp"
#include "tests/checker/symbolic/support/naive_proof.hpp"
#include "tests/model/system/builder.hpp"
#include "tests/support/effort.hpp"

namespace walkcheck::symbolic {

using testing::Builder;

namespace {

Proof proof_of(std::vector<Clause> clauses) {
  Proof proof;
  proof.invariant = std::move(clauses);
  return proof;
}

/// Does any part of the clauses, but not all of them, prove the property?
bool some_part_proves(const SystemDraft& system, std::size_t property, const std::vector<Clause>& clauses) {
  for (std::uint32_t chosen = 0; chosen + 1 < 1U << clauses.size(); ++chosen) {
    std::vector<Clause> part;
    for (std::size_t i = 0; i < clauses.size(); ++i) {
      if ((chosen >> i & 1U) != 0) part.push_back(clauses[i]);
    }
    if (testing::proves(system, property, proof_of(part))) return true;
  }
  return false;
}

/// Clauses that hold in every reachable state and exclude little, so that it takes several.
std::vector<Clause> some_truths(const SystemDraft& system, std::mt19937& random, std::size_t count) {
  const auto states = testing::reachable_states(system);
  std::vector<Clause> found;
  for (int tries = 0; tries < 400 && found.size() < count; ++tries) {
    Clause clause;
    for (VariableId id = 0; id < system.variables.size(); ++id) {
      const std::uint32_t size = system.variables[id].size;
      if (random() % 3 == 0 || size < 2) continue;
      const auto excluded = static_cast<Value>(random() % size);
      std::vector<Value> values;
      for (Value value = 0; value < size; ++value) {
        if (value != excluded) values.push_back(value);
      }
      clause.push_back({id, values});
    }
    const bool holds = std::all_of(states.begin(), states.end(), [&clause](const std::vector<Value>& state) {
      return std::any_of(clause.begin(), clause.end(), [&state](const Literal& literal) {
        return std::binary_search(literal.values.begin(), literal.values.end(), state[literal.variable]);
      });
    });
    if (holds) found.push_back(clause);
  }
  return found;
}

std::size_t count_literals(const std::vector<Clause>& clauses) {
  std::size_t count = 0;
  for (const Clause& clause : clauses) count += clause.size();
  return count;
}

/// x runs from 0 to 3 as y does; z is 1 as long as x is not 3. Bad: x == 3 and y == 0.
SystemDraft three() {
  Builder build;
  const VariableId x = build.variable("x", 4);
  const VariableId y = build.variable("y", 4);
  const VariableId z = build.variable("z", 2, Value{1});
  Terms& terms = build.draft.terms;
  build.rule(terms.less(terms.variable(x), build.constant(2)), {{x, build.plus(x, 1)}, {y, build.plus(x, 1)}});
  build.rule(build.is(x, 2), {{x, build.constant(3)}, {y, terms.variable(y)}, {z, build.constant(0)}});
  build.never(terms.all(build.is(x, 3), build.is(y, 0)));
  return build.draft;
}

}  // namespace

TEST_CASE("what is not needed goes", "[minimise]") {
  const SystemDraft draft = three();
  const TransitionSystem system = seal(draft);
  const Clause needed = {{0, {0, 1}}, {1, {1, 2, 3}}};  // x is 2 or 3: y is not 0
  const Clause idle = {{2, {1}}, {0, {3}}};
  const std::vector<Clause> clauses = {idle, {{0, {0, 1, 2}}, {2, {0}}}, needed, {{1, {0, 1, 2}}, {0, {1, 2, 3}}}};
  REQUIRE(testing::proves(draft, 0, proof_of({needed})));
  CHECK(minimise(system, bad(draft.properties[0]), clauses) == std::vector<Clause>{needed});
}

TEST_CASE("clauses stay in their order", "[minimise]") {
  const SystemDraft draft = three();
  const TransitionSystem system = seal(draft);
  // y is 0 nowhere but at the start; the second keeps the first.
  const std::vector<Clause> clauses = {{{0, {0, 1, 2}}, {1, {1, 2, 3}}}, {{0, {0, 1, 3}}, {1, {1, 2, 3}}}};
  CHECK(minimise(system, bad(draft.properties[0]), clauses) == clauses);
}

TEST_CASE("what is no proof is not made smaller", "[minimise]") {
  const SystemDraft draft = three();
  const TransitionSystem system = seal(draft);
  const Target target = bad(draft.properties[0]);
  CHECK_THROWS_AS(minimise(system, target, {}), std::logic_error);
  CHECK_THROWS_AS(minimise(system, target, {{{2, {1}}}}), std::logic_error);                        // not safe
  CHECK_THROWS_AS(minimise(system, target, {{{0, {0, 1, 2}}, {1, {1, 2, 3}}}}), std::logic_error);  // not kept
  CHECK_THROWS_AS(minimise(system, target, {{{0, {1, 2}}, {1, {1, 2, 3}}}}), std::logic_error);     // not at first
  CHECK_THROWS_AS(shrink(system, {{{0, {0, 1, 2}}, {1, {1, 2, 3}}}}), std::logic_error);
}

TEST_CASE("no clause is needed where nothing can go wrong", "[minimise]") {
  const SystemDraft draft = three();
  const TransitionSystem system = seal(draft);
  CHECK(minimise(system, {draft.terms.size() > 0 ? std::optional(Term{0}) : std::nullopt, {}},
                 {{{0, {0, 1}}, {1, {1, 2, 3}}}})
            .empty());
}

TEST_CASE("a value out of range is excluded as well", "[minimise]") {
  Builder build;
  const VariableId x = build.variable("x", 3);
  const VariableId y = build.variable("y", 3);
  build.rule(build.is(x, 2), {{y, build.plus(y, 1)}});
  build.never(build.is(y, 2));
  build.never(build.constant(0));
  const TransitionSystem system = build.sealed();
  const std::vector<Clause> clauses = {{{y, {0}}}, {{x, {0, 1}}}};
  // That y stays 0 keeps it in its range, but it does not stay so by itself: that x is never 2 is needed, and enough.
  CHECK(check_proof(system, 1, proof_of({clauses[0]})));
  CHECK(minimise(system, bad(system->properties[1]), clauses) == std::vector<Clause>{clauses[1]});
  const auto kept = minimise(system, bad(system->properties[0]), clauses);
  CHECK_FALSE(check_proof(system, 0, proof_of(kept)));
  CHECK(kept.size() == 2);
}

TEST_CASE("no part of what is left proves the property", "[minimise]") {
  std::size_t checked = 0;
  std::size_t several = 0;
  for (std::uint32_t seed = 0; seed < tries(80); ++seed) {
    const SystemDraft draft = testing::random_system(seed, 0);
    if (testing::count_states(draft) > 150) continue;
    const TransitionSystem system = seal(draft);
    std::mt19937 random(seed);
    std::vector<Clause> clauses = some_truths(draft, random, 20);
    const std::vector<Clause> exact = testing::exclude_unreachable(draft);
    clauses.insert(clauses.end(), exact.begin(), exact.end());
    for (std::size_t property = 0; property < draft.properties.size(); ++property) {
      if (draft.properties[property].kind != Property::Kind::safety) continue;
      if (testing::search_naively(draft).statuses[property] == Status::violated) continue;
      INFO("seed " << seed << ", property " << property);
      const std::vector<Clause> kept = minimise(system, bad(draft.properties[property]), clauses);
      REQUIRE(testing::proves(draft, property, proof_of(kept)));
      REQUIRE_FALSE(check_proof(system, property, proof_of(kept)));
      ++checked;
      if (kept.size() > 8) continue;
      if (kept.size() > 1) ++several;
      REQUIRE_FALSE(some_part_proves(draft, property, kept));
    }
  }
  CHECK(checked > least(30));
  CHECK(several > least(10));
}

TEST_CASE("shrunk clauses are an invariant, and stronger", "[minimise]") {
  std::size_t shorter = 0;
  for (std::uint32_t seed = 0; seed < tries(60); ++seed) {
    const SystemDraft draft = testing::random_system(seed, 0);
    if (testing::count_states(draft) > 150) continue;
    INFO("seed " << seed);
    const std::vector<Clause> exact = testing::exclude_unreachable(draft);
    const std::vector<Clause> shrunk = shrink(seal(draft), exact);
    REQUIRE(shrunk.size() == exact.size());
    REQUIRE(testing::is_inductive(draft, shrunk));
    for (std::size_t i = 0; i < exact.size(); ++i) {
      for (const Literal& literal : shrunk[i])
        REQUIRE(std::find(exact[i].begin(), exact[i].end(), literal) != exact[i].end());
    }
    if (count_literals(shrunk) < count_literals(exact)) ++shorter;
  }
  CHECK(shorter > least(5));
}

TEST_CASE("hundreds of clauses over thousands of rules", "[minimise]") {
  // Forty counters of which each follows the one before it, and a clause for each value of each: only the last two of
  // the chain are needed.
  Builder build;
  constexpr std::uint32_t variables = 40;
  constexpr std::int32_t values = 8;
  for (std::uint32_t i = 0; i < variables; ++i) build.variable("x" + std::to_string(i), values + 1);
  for (VariableId id = 0; id < variables; ++id) {
    for (std::int32_t from = 0; from < values; ++from) {
      for (std::int32_t other = 0; other < 6; ++other) {
        const Term guard = build.draft.terms.all(build.is(id, from), build.is((id + 1) % variables, other));
        build.rule(guard, {{id, build.constant((from + other) % values)}});
      }
    }
  }
  build.never(build.is(variables - 1, values));
  REQUIRE(build.draft.rules.size() == 1920);
  const TransitionSystem system = build.sealed();
  std::vector<Clause> clauses;
  for (VariableId id = 0; id < variables; ++id) {
    for (Value seven = 1; seven < 7; ++seven) {
      const auto next = static_cast<VariableId>((id + 1) % variables);
      clauses.push_back({{id, {0, 1, 2, 3, 4, 5, 6, 7}}, {next, {seven}}});
    }
    clauses.push_back({{id, {0, 1, 2, 3, 4, 5, 6, 7}}});
  }
  REQUIRE(clauses.size() == 280);
  const auto kept = minimise(system, bad(system->properties[0]), clauses);
  CHECK(kept == std::vector<Clause>{{{variables - 1, {0, 1, 2, 3, 4, 5, 6, 7}}}});
  CHECK_FALSE(check_proof(system, 0, proof_of(kept)));
}

}  // namespace walkcheck::symbolic
