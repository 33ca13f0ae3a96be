#include "model/language/mentions.hpp"

#include <catch2/catch.hpp>

#include "model/language/mutations.hpp"
#include "model/system/job.hpp"
#include "tests/model/language/parsing.hpp"
#include "tests/support/judge.hpp"

namespace walkcheck::testing {
namespace {

TEST_CASE("a scenario mentions what it is built from, at any distance, and nothing else") {
  const auto parsed = parse_text(
      "primitive deep(pud entry) { S1: acquire l }\n"
      "primitive near(pud entry) { S1: deep(entry) }\n"
      "callback c for pud_entry { near(entry) }\n"
      "callback d = c { replace S1: return 0 }\n"
      "walker w { level pud { U1: next } }\n"
      "walker v = w { level pud { replace U1: stop } }\n"
      "rival r at pud: none -> leaf takes l\n"
      "rivals g = r\n"
      "scenario base { walker v  rivals g }\n"
      "scenario s = base { callback pud_entry = d }\n"
      "property p never deadlock in s expect holds\n");
  REQUIRE(parsed.diagnostics.empty());
  const auto found = mentioned_from({parsed.file}, "s");
  for (const std::string name : {"s", "base", "d", "c", "near", "deep", "v", "w", "g", "r"})
    CHECK(found.contains(name));
  CHECK_FALSE(found.contains("p"));
  const auto less = mentioned_from({parsed.file}, "base");
  for (const std::string name : {"d", "c", "near", "deep"}) CHECK_FALSE(less.contains(name));
  CHECK(mentioned_from({parsed.file}, "nobody") == std::set<std::string>{"nobody"});
}

// What is not mentioned may be changed: the scenario stays what it is.
TEST_CASE("a mutant of a text that a scenario does not mention leaves its rules alone") {
  const auto loaded = load_repository("properties/history");
  const auto& files = loaded.model->files;
  const auto all = mutations(files);
  std::size_t compared = 0;
  for (const std::string scenario : {"damon_gives_up_d612", "protection_v411"}) {
    const auto jobs = plan(loaded.model, {"", scenario, ""});
    REQUIRE_FALSE(jobs.empty());
    const std::string before = print(*lower(loaded.model, jobs.front()));
    const auto mentions = mentioned_from(files, scenario);
    for (std::size_t i = 0; i < all.size(); i += 29) {
      if (mentions.contains(all[i].owner)) continue;
      Diagnostics faults;
      const auto mutant = check(mutated(files, i), *loaded.model->sources, faults);
      if (!mutant) continue;
      INFO(scenario << ": " << all[i].name());
      CHECK(print(*lower(*mutant, jobs.front())) == before);
      ++compared;
    }
  }
  CHECK(compared > 5);
}

}  // namespace
}  // namespace walkcheck::testing
