// Whoever lies is found out: engines with planted faults.
#include <algorithm>
#include <catch2/catch.hpp>
#include <stdexcept>

#include "checker/explore/explore.hpp"
#include "tests/agreement/judge_with.hpp"

namespace walkcheck::testing {

namespace {

using Kind = Disagreement::Kind;
using Change = std::function<void(const TransitionSystem&, Answer&)>;

// In two steps x is 2; it is never 3 while y stands still, and y never moves.
const std::string small_system =
    "system s {\n"
    "  var x : 0..3 = 0\n"
    "  var y : 0..1 = 0\n"
    "  rule \"up\" when x < 2 { x = x + 1 }\n"
    "  rule \"rest\" when x == 0 { y = 0 }\n"
    "  count \"some\" x == 1\n"
    "  property reached never x == 2\n"
    "  property kept always x < 3\n"
    "  property asked never x == 3 witness y == 1\n"
    "}\n";

EngineRow liar(const Change& change, bool shortest = false) {
  const auto check = [change](const TransitionSystem& system, const Limits& limits, Observer* observer) {
    Answer answer = explore(system, limits, observer);
    change(system, answer);
    return answer;
  };
  return {"liar", check, shortest};
}

/// The kinds of what is found out, without repetitions.
std::vector<Kind> found(const std::vector<EngineRow>& engines, const std::string& text = small_system) {
  std::vector<Kind> kinds;
  for (const Disagreement& fault : judge_with(engines, text).disagreements) {
    INFO(in_words(fault));
    if (std::find(kinds.begin(), kinds.end(), fault.kind) == kinds.end()) kinds.push_back(fault.kind);
  }
  return kinds;
}

std::vector<Kind> found_beside_explore(const Change& change, bool shortest = false) {
  return found({{"explore", explore, true}, liar(change, shortest)});
}

void say(Answer& answer, std::size_t property, Status status) {
  answer.verdicts[property] = {status, std::nullopt, "", nullptr, std::nullopt, {}};
}

using Kinds = std::vector<Kind>;

}  // namespace

TEST_CASE("who tells the truth is contradicted by nobody", "[agreement]") {
  const Judged judged = judge_with(all_engines(), small_system);
  CHECK(judged.disagreements.empty());
  CHECK(judged.naive == 1);
  CHECK(judged.verdicts.at("explore") == std::array<std::uint64_t, 6>{0, 1, 1, 1, 0, 0});
  CHECK(found_beside_explore([](const TransitionSystem&, Answer&) {}, true).empty());
}

TEST_CASE("a false verdict is found out", "[agreement]") {
  using Said = std::pair<std::size_t, Status>;
  for (const Said& lie :
       {Said(0, Status::holds), Said(0, Status::vacuous), Said(1, Status::vacuous), Said(2, Status::holds)}) {
    CAPTURE(lie.first, name(lie.second));
    const Change lies = [&](const TransitionSystem&, Answer& answer) { say(answer, lie.first, lie.second); };
    CHECK(found_beside_explore(lies) == Kinds{Kind::status});
  }
}

TEST_CASE("who does not decide contradicts nothing, but for a bound that is too large", "[agreement]") {
  CHECK(found_beside_explore([](const TransitionSystem&, Answer& answer) { say(answer, 0, Status::unknown); }).empty());
  const auto bounded = [](std::uint32_t bound) {
    return [bound](const TransitionSystem&, Answer& answer) {
      say(answer, 0, Status::bounded);
      answer.verdicts[0].bound = bound;
    };
  };
  CHECK(found_beside_explore(bounded(1)).empty());
  CHECK(found_beside_explore(bounded(2)) == Kinds{Kind::status});
}

TEST_CASE("a trace that is not the shortest, or none at all, is found out", "[agreement]") {
  const Change rests_first = [](const TransitionSystem&, Answer& answer) {
    auto& rules = answer.verdicts[0].trace->rules;
    rules.insert(rules.begin(), 1);
  };
  CHECK(found_beside_explore(rests_first, true) == Kinds{Kind::length});
  CHECK(found_beside_explore(rests_first, false).empty());
  CHECK(found_beside_explore([](const TransitionSystem&, Answer& answer) {
          answer.verdicts[0].trace->rules.pop_back();
        }) == Kinds{Kind::evidence});
}

TEST_CASE("what is thrown is found out", "[agreement]") {
  const Change throws = [](const TransitionSystem&, Answer&) { throw std::runtime_error("no"); };
  CHECK(found_beside_explore(throws) == Kinds{Kind::exception});
  CHECK(found_beside_explore([](const TransitionSystem&, Answer& answer) { answer.verdicts.pop_back(); }) ==
        Kinds{Kind::exception});
}

TEST_CASE("the naive search finds out who counts wrongly", "[agreement]") {
  CHECK(found({liar([](const TransitionSystem&, Answer& answer) { ++answer.counts[0]; })}) == Kinds{Kind::naive});
  CHECK(found({liar([](const TransitionSystem&, Answer& answer) { say(answer, 0, Status::holds); })}) ==
        Kinds{Kind::naive});
}

TEST_CASE("a reduction that changes a verdict is found out", "[agreement]") {
  const std::string walk =
      "level pte { none, present }\n"
      "vma anon\n"
      "rival fault at pte: none -> present\n"
      "walker walk {\n"
      "  level pte { T1: if *entry is none { hole } }\n"
      "}\n"
      "scenario small {\n"
      "  walker walk  vma anon  rivals fault  tables pte[2]\n"
      "}\n"
      "property no_hole  never hole  witness end  in small expect violated\n";
  CHECK(found({{"explore", explore, true}}, walk).empty());
  // From the second system on it says that there is no hole.
  int asked = 0;
  const Change later = [&asked](const TransitionSystem&, Answer& answer) {
    if (++asked > 1) say(answer, 0, Status::holds);
  };
  CHECK(found({liar(later)}, walk) == Kinds{Kind::reduction});
}

TEST_CASE("laws are judged by their names", "[agreement]") {
  const std::string walk =
      "level pte { none, present }\n"
      "vma anon\n"
      "rival fault at pte: none -> present\n"
      "walker walk {\n"
      "  level pte { T1: if *entry is none { hole } }\n"
      "}\n"
      "scenario small { walker walk  vma anon  rivals fault  tables pte[1] }\n";
  const std::string judged = "  in small expect holds\n";
  CHECK(found(all_engines(), walk + "property true0 never hole witness end" + judged) == Kinds{Kind::law});
  CHECK(found(all_engines(), walk + "property same0a never hole witness end" + judged +
                                 "property same0b never load witness end" + judged)
            .empty());
  CHECK(found(all_engines(), walk + "property same0a never hole witness end" + judged +
                                 "property same0b never sleep witness end" + judged) == Kinds{Kind::law});
}

TEST_CASE("a text that does not load is a fault of who wrote it", "[agreement]") {
  CHECK(found(all_engines(), "system s { }") == Kinds{Kind::text});
}

}  // namespace walkcheck::testing
