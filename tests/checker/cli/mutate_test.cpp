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
  const MutationPlan plan{finite_jobs(loaded.model, {}), only, {}, threads};
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
