#include "checker/audit/audit.hpp"

#include <stdexcept>

#include <catch2/catch.hpp>

#include "tests/model/system/builder.hpp"

namespace walkcheck {

using testing::Builder;

namespace {

/// A walk over 0, 1, 2 and back to 1, a rival that blocks it, and one property of each kind.
TransitionSystem sample() {
  Builder build;
  const VariableId x = build.variable("x", 3);
  const VariableId blocked = build.variable("blocked", 2);
  build.draft.marks = 1;
  const auto step = [&](std::int32_t from, std::int32_t to) {
    build.rule(build.draft.terms.all(build.is(blocked, 0), build.is(x, from)), {{x, build.constant(to)}});
  };
  step(0, 1);
  step(1, 2);
  step(2, 1);
  build.rule(build.constant(1), {{blocked, build.constant(1)}}, Actor::rival);
  build.draft.rules[2].marks = {{0, build.constant(1)}};
  build.draft.quiet = build.is(blocked, 0);
  build.never(build.is(x, 2)).bad_mark = 0;
  build.property(Property::Kind::terminates);
  build.property(Property::Kind::no_deadlock);
  return build.sealed();
}

Answer answer_of(Verdict first, Verdict second, Verdict third) {
  Answer answer;
  answer.verdicts = {std::move(first), std::move(second), std::move(third)};
  return answer;
}

Verdict violated(std::vector<std::uint32_t> rules, std::optional<std::size_t> loop = std::nullopt) {
  return {Status::violated, Trace{{0, 0}, std::move(rules), loop}, {}};
}

const Verdict kHolds = {Status::holds, std::nullopt, {}};

}  // namespace

TEST_CASE("good evidence is replayed", "[audit]") {
  const Audited audited = audit(sample(), answer_of(violated({0, 1}), violated({0, 1, 2}, 1), violated({0, 3})));
  REQUIRE(audited.verdicts().size() == 3);
  CHECK(audited.verdicts()[0].replayed->states == std::vector<std::vector<Value>>{{0, 0}, {1, 0}, {2, 0}});
  CHECK(audited.verdicts()[1].replayed->trace.loop_start == 1);
  CHECK(audited.verdicts()[2].status == Status::violated);
  CHECK_FALSE(audit(sample(), answer_of(kHolds, kHolds, kHolds)).verdicts()[0].replayed);
}

TEST_CASE("a bad mark on the last step is evidence", "[audit]") {
  CHECK_NOTHROW(audit(sample(), answer_of(violated({0, 1, 2}), kHolds, kHolds)));
}

TEST_CASE("bad evidence is a bug, not a verdict", "[audit]") {
  Answer answer = answer_of(kHolds, kHolds, kHolds);
  SECTION("too few verdicts") { answer.verdicts.pop_back(); }
  SECTION("no trace") { answer.verdicts[0].status = Status::violated; }
  SECTION("a trace of nothing") { answer.verdicts[0].trace = Trace{{0, 0}, {}, std::nullopt}; }
  SECTION("no start state") { answer.verdicts[0] = {Status::violated, Trace{{1, 0}, {1}, std::nullopt}, {}}; }
  SECTION("a rule that cannot fire") { answer.verdicts[0] = violated({1}); }
  SECTION("an unknown rule") { answer.verdicts[0] = violated({17}); }
  SECTION("nothing bad") { answer.verdicts[0] = violated({0}); }
  SECTION("no loop") { answer.verdicts[1] = violated({0, 1}); }
  SECTION("an empty loop") { answer.verdicts[1] = violated({0, 1}, 2); }
  SECTION("a loop that does not close") { answer.verdicts[1] = violated({0, 1}, 0); }
  SECTION("a loop of a rival") { answer.verdicts[1] = violated({3, 3}, 1); }
  SECTION("the walker can move") { answer.verdicts[2] = violated({0}); }
  CHECK_THROWS_AS(audit(sample(), std::move(answer)), std::logic_error);
}

TEST_CASE("failed evidence names the property", "[audit]") {
  CHECK_THROWS_WITH(audit(sample(), answer_of(violated({0}), kHolds, kHolds)), Catch::Contains("p0"));
}

TEST_CASE("a proof is a verdict if its check says so, and no fault if the check gives up", "[audit]") {
  Verdict proved{Status::proved, std::nullopt, {}};
  proved.proof = std::make_shared<const Proof>();
  const auto with = [&](const ProofChecker& check) {
    return audit(sample(), answer_of(proved, kHolds, kHolds), check).verdicts()[0];
  };
  const AuditedVerdict checked = with([](auto&&...) { return std::nullopt; });
  CHECK(checked.status == Status::proved);
  CHECK(checked.proof == proved.proof);
  const AuditedVerdict open = with([](auto&&...) -> std::optional<std::string> { throw CheckGaveUp("no time left"); });
  CHECK(open.status == Status::unknown);
  CHECK(open.proof == nullptr);
  CHECK_THAT(open.reason, Catch::Contains("no time left"));
  CHECK_THROWS_AS(with([](auto&&...) { return "safety: the solver answers sat"; }), std::logic_error);
}

}  // namespace walkcheck
