#include "checker/cli/mutate.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "checker/report/outcome.hpp"
#include "tests/support/judge.hpp"

using namespace walkcheck;

namespace {

using Fate = Trial::Fate;

// U1 keeps the walk from leaves and U2 from going on after them; U3 is of no use.
const std::string walk =
    "level pud { none, table, leaf }\n"
    "level pmd { none, present }\n"
    "predicate none at pud, pmd = { none }\n"
    "vma anon\n"
    "lock l per mm\n"
    "rival fault at pud: none -> leaf takes l\n"
    "rival alloc at pud: none -> table takes l\n"
    "rival map at pmd: none -> present takes l\n"
    "walker w {\n"
    "  level pud as walk_pud_range {\n"
    "    U1: let v = *entry\n"
    "    if v is not table { next }\n"
    "    U2: descend\n"
    "    U3: if v is leaf { stop }\n"
    "  }\n"
    "  level pmd as walk_pmd_range { M1: if none(*entry) { hole } }\n"
    "}\n"
    "walker unused { level pud { U1: if none(*entry) { next } } level pmd { M1: if none(*entry) { hole } } }\n"
    "scenario s { walker w  vma anon  rivals fault, alloc, map  tables pud[1] pmd[1]  tables pud[2] pmd[1] }\n"
    "property through_tables never error(bad_deref) witness descend in s expect holds\n"
    "property all_seen for each address a some load(pud) or descend(pud) before end in s expect holds\n";

MutationRun run(const Loaded& loaded, const std::string& only, unsigned threads) {
  const MutationPlan plan{.jobs = finite_jobs(loaded.model, {}), .only = only, .threads = threads};
  return mutate(loaded.model, plan, nullptr);
}

MutationRun run(const std::string& text, const std::string& only = "") { return run(load_text(text), only, 2); }

const Trial& trial(const MutationRun& run, const std::string& name) {
  const auto found =
      std::find_if(run.trials.begin(), run.trials.end(), [&](const Trial& each) { return each.name == name; });
  REQUIRE(found != run.trials.end());
  return *found;
}

std::vector<std::string> who_notices(const MutationRun& run, const std::string& name) {
  std::vector<std::string> names;
  for (const std::size_t property : trial(run, name).noticed_by) names.push_back(run.properties[property]);
  return names;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("each mutant meets its fate", "[mutate]") {
  const MutationRun found = run(walk);
  CHECK(who_notices(found, "w pud U1 if v != table: never") == Names{"through_tables"});
  CHECK(who_notices(found, "w pud U1 if v != table: always") == Names{"through_tables"});  // vacuous now
  CHECK(who_notices(found, "alloc left out") == Names{"through_tables"});
  CHECK(who_notices(found, "w pud U3 if v == leaf: always") == Names{"all_seen"});
  CHECK(trial(found, "w pud U3 dropped").fate == Fate::survived);
  CHECK(trial(found, "unused pud U1 dropped").fate == Fate::unchanged);
  CHECK(trial(found, "w pud U1 dropped").fate == Fate::refused);
  CHECK(trial(found, "map left out").fate == Fate::survived);
  CHECK(exit_code(found) == exit_unexpected);
}

TEST_CASE("a survivor with a reason is as expected, a reason without a survivor is not", "[mutate]") {
  const std::string reason = "survivor \"map left out\" because \"no property speaks of pmds\"\n";
  const MutationRun explained = run(walk + reason, "map*");
  CHECK(trial(explained, "map left out").because == "no property speaks of pmds");
  const std::string needless = "survivor \"alloc left out\" because \"a guess\"\n";
  const MutationRun wrong = run(walk + needless, "alloc left out");
  CHECK(wrong.needless == Names{"alloc left out"});
  CHECK(exit_code(wrong) == exit_unexpected);
  CHECK(exit_code(run(walk + reason, "map left out")) == exit_as_expected);
}

TEST_CASE("a reason for what is no mutant is needless", "[mutate]") {
  const MutationRun found = run(walk + "survivor \"map left put\" because \"misspelt\"\n", "map*");
  CHECK(found.needless == Names{"map left put"});
  CHECK(exit_code(found) == exit_unexpected);
}

TEST_CASE("one reason may be that of several survivors", "[mutate]") {
  const std::string text = walk + "survivor \"w pud U3 * dropped\" because \"none\"\n" +
                           "survivor \"w pud U3*\" because \"nothing comes behind a descent\"\n";
  const MutationRun found = run(text, "w pud U3*");
  CHECK(trial(found, "w pud U3 dropped").because == "nothing comes behind a descent");
  CHECK(found.needless == Names{"w pud U3 * dropped"});
}

TEST_CASE("only the texts that a scenario uses are changed, if that is asked", "[mutate]") {
  const auto loaded = load_text(walk + "scenario other = s { rivals fault, alloc }\n");
  const MutationPlan plan{.jobs = finite_jobs(loaded.model, {}), .of = "other", .threads = 1};
  const MutationRun found = mutate(loaded.model, plan, nullptr);
  const auto owned = [&](const std::string& name) {
    return std::any_of(found.trials.begin(), found.trials.end(), [&](const Trial& each) { return each.owner == name; });
  };
  CHECK(owned("w"));
  CHECK_FALSE(owned("unused"));
}

TEST_CASE("who notices first is enough, if that is asked", "[mutate]") {
  const auto loaded = load_text(walk);
  const MutationPlan plan{.jobs = finite_jobs(loaded.model, {}), .first = true, .threads = 1};
  const MutationRun found = mutate(loaded.model, plan, nullptr);
  const MutationRun whole = run(loaded, "", 1);
  REQUIRE(found.trials.size() == whole.trials.size());
  for (std::size_t i = 0; i < found.trials.size(); ++i) CHECK(found.trials[i].fate == whole.trials[i].fate);
}

TEST_CASE("what changes only rules that never fire is no survivor", "[mutate]") {
  // Nothing makes a pud bad.
  const std::string cautious =
      "level pud { none, table, leaf, bad }\n"
      "level pmd { none, present }\n"
      "predicate none at pud, pmd = { none }\n"
      "predicate bad at pud = { bad }\n"
      "vma anon\n"
      "lock l per mm\n"
      "rival fault at pud: none -> leaf takes l\n"
      "rival alloc at pud: none -> table takes l\n"
      "walker w {\n"
      "  level pud as walk_pud_range {\n"
      "    U1: let v = *entry\n"
      "    if none(v) { next }\n"
      "    U2: if bad(v) {\n"
      "      U2a: if *entry is leaf { stop }\n"
      "      next\n"
      "    }\n"
      "    if v is not table { next }\n"
      "    U3: descend\n"
      "  }\n"
      "  level pmd as walk_pmd_range { M1: if none(*entry) { hole } }\n"
      "}\n"
      "scenario s { walker w  vma anon  rivals fault, alloc  tables pud[1] pmd[1] }\n"
      "property through_tables never error(bad_deref) witness descend in s expect holds\n";
  const MutationRun found = run(cautious, "w*");
  CHECK(trial(found, "w pud U2a if *entry == leaf: never").fate == Fate::unreached);
  CHECK(trial(found, "w pud U2a dropped").fate == Fate::unreached);
  CHECK(trial(found, "w pud U2 if bad(v): always").fate == Fate::noticed);
}

TEST_CASE("the number of threads changes nothing", "[mutate]") {
  const auto loaded = load_text(walk);
  CHECK(report_mutations(run(loaded, "", 1)) == report_mutations(run(loaded, "", 5)));
}

TEST_CASE("the report names survivors and what each property notices", "[mutate]") {
  const std::string text = report_mutations(run(walk));
  INFO(text);
  CHECK(text.find("\nw (") != std::string::npos);
  CHECK(text.find("survivors without a reason:") != std::string::npos);
  CHECK(text.find("- map left out (") != std::string::npos);
  CHECK(text.find("unused pud") == std::string::npos);
}
