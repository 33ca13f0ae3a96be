#include "tests/checker/support/random_graph.hpp"

#include <random>
#include <string>

#include "tests/model/system/builder.hpp"

namespace walkcheck::testing {

SystemDraft random_graph(std::uint32_t seed) {
  std::mt19937 random(seed);
  const auto pick = [&](std::uint32_t count) { return static_cast<std::int32_t>(random() % count); };
  Builder build;
  const VariableId x = build.variable("x", 9);
  const VariableId y = build.variable("y", 3);
  Terms& terms = build.draft.terms;
  build.draft.marks = 1;
  const int edges = 6 + pick(8);
  for (int i = 0; i < edges; ++i) {
    Term guard = build.is(x, pick(9));
    if (pick(3) == 0) guard = terms.all(guard, build.is(y, pick(3)));
    std::vector<Update> updates = {{x, build.constant(pick(9))}};
    if (pick(4) == 0) updates.push_back({y, build.constant(pick(3))});
    Rule& rule = build.draft.rules[build.rule(guard, updates, pick(4) == 0 ? Actor::rival : Actor::walker)];
    if (pick(5) == 0) rule.marks = {{0, build.is(y, pick(3))}};
  }
  build.never(terms.all(build.is(x, 8), build.is(y, 1)));
  build.never(build.is(x, 7));
  build.never(terms.all(build.is(x, 6), terms.negate(build.is(y, 2)))).witness_state = build.is(x, pick(9));
  build.property(Property::Kind::safety).bad_mark = 0;
  build.property(Property::Kind::terminates);
  build.property(Property::Kind::no_deadlock);
  build.draft.name = "graph " + std::to_string(seed);
  return build.draft;
}

}  // namespace walkcheck::testing
