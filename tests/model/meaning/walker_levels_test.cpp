// Walkers that begin below the first level, and steps that call several callbacks.

#include <unistd.h>

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <string>

#include "tests/support/judge.hpp"

using namespace walkcheck;

namespace {

const std::string levels = R"(
level segment { none, table, hugetlb }
level pmd { none, leaf }
vma anon
rival map   at segment: none -> table, hugetlb while mmap in { nothing }
rival fault at pmd: none -> leaf
walker inside { level pmd as walk_pmd_range { M1: let v = *entry } }
walker over = inside {
  level segment as walk_page_range {
    R1: if *entry is not table { next }
    R2: if has(pre_vma) { err = pre_vma(entry) }
    R3: if has(post_vma) { err = post_vma(entry) }
    R4: descend
  }
}
callback pre for pre_vma { return 0 }
callback post for post_vma { return 0 }
)";

std::string faults(const std::string& text) {
  const auto file =
      std::filesystem::temp_directory_path() / ("walkcheck-walker-levels-" + std::to_string(::getpid()) + ".prop");
  std::ofstream(file) << levels << text;
  Sources sources;
  Diagnostics diagnostics;
  CHECK_FALSE(load({file.string()}, sources, diagnostics).has_value());
  std::filesystem::remove(file);
  std::string all;
  for (const Diagnostic& fault : diagnostics.sorted()) all += fault.message + "\n";
  return all;
}

}  // namespace

TEST_CASE("levels above those of a walker are folded", "[walkers]") {
  const auto loaded = load_text(levels + R"(
scenario one { walker inside  vma anon  rivals map, fault  tables pmd[2]  tables any }
scenario many = one { walker over  tables segment[2] pmd[1]  tables any }
property segments
  never load(segment)
  witness load(pmd)
  in one expect holds
  in many expect violated
)");
  for (const Job& job : plan(loaded.model, {})) {
    INFO(job.scenario << " " << job.tables);
    CHECK(words(search(lower(loaded.model, job))).front() == (job.scenario == "one" ? "holds" : "violated"));
    CHECK(job.shape.entries.front() == (job.scenario == "one" ? 0U : job.any_size() ? 1U : 2U));
  }
}

TEST_CASE("tables of levels that a walker has not are a fault", "[walkers]") {
  CHECK(faults("scenario one { walker inside  vma anon  rivals map, fault  tables segment[2] pmd[1] }") ==
        "walker 'inside' has no level segment, of which the tables of this scenario have entries\n");
  CHECK(faults("walker none = inside { level segment { drop R1 } }") == "there is no level segment to vary\n");
}

TEST_CASE("a walker says which functions it stands for, or has its base's names", "[walkers]") {
  const auto loaded = load_text(levels + R"(
walker mapping = over as walk_page_mapping { level segment as walk_page_mapping { drop R1 } }
walker again = mapping { level segment { drop R1 } }
)");
  const auto names = [&](const std::string& name) {
    const Walker& walker = loaded.model->walkers.at(name);
    return std::vector{walker.shown, walker.levels.at(0).shown, walker.levels.at(1).shown};
  };
  CHECK(names("over") == std::vector<std::string>{"walk_page_range", "walk_page_range", "walk_pmd_range"});
  CHECK(names("mapping") == std::vector<std::string>{"walk_page_mapping", "walk_page_mapping", "walk_pmd_range"});
  CHECK(names("again") == names("mapping"));
}

TEST_CASE("each of the callbacks that one step calls has fired", "[walkers]") {
  const auto loaded = load_text(levels + R"(
scenario many { walker over  callback pre_vma = pre  callback post_vma = post  vma anon  rivals map, fault
  tables segment[1] pmd[1] }
property both
  call(post_vma) only after call(pre_vma)
  in many expect holds
)");
  const Job job = plan(loaded.model, {}).front();
  const auto system = lower(loaded.model, job);
  std::size_t both = 0;
  for (const Rule& rule : system->rules) {
    if (rule.also.empty()) continue;
    CHECK(system->groups[rule.group].name == "post_vma = post");
    CHECK(system->groups[rule.also.front()].name == "pre_vma = pre");
    ++both;
  }
  CHECK(both > 0);
}
