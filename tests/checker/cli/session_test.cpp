#include "checker/cli/session.hpp"

#include <unistd.h>

#include <catch2/catch.hpp>

#include <filesystem>
#include <sstream>

#include "tests/golden/golden.hpp"
#include "tests/support/judge.hpp"

using namespace walkcheck;
using walkcheck::testing::require_golden;

namespace {

/// What a session says to these lines.
std::string told(const std::string& lines, const std::vector<std::string>& queries = {}) {
  const Loaded loaded = load_repository("properties/v17");
  const Job job = one_job(loaded.model, {"descends_only_into_tables", "v17_pmd_only", "pud[1] pmd[2] pte[1]"});
  std::istringstream in(lines);
  std::ostringstream out;
  run_session(loaded.model, job, {{"properties/v17"}, queries, true}, in, out);
  return out.str();
}

std::string after_last_prompt_but_one(const std::string& text) {
  const auto last = text.rfind("\n> ");
  const auto before = text.rfind("\n> ", last - 1);
  return text.substr(before + 1, last - before);
}

}  // namespace

TEST_CASE("a race, chosen step by step") {
  require_golden("walk_session.txt",
                 told("?\nw pud is leaf and vma is dax\n1\n1\n1\n1\n3\nu\n3\n1\n1\nt\ne *pud\nq\n1\n", {"*pud"}));
}

TEST_CASE("the end of the input ends a session") {
  const auto text = told("");
  CHECK_THAT(text, Catch::Contains("start 1 of 182 starts") && Catch::EndsWith("> \n"));
}

TEST_CASE("starts are chosen") {
  CHECK_THAT(told("n\n"), Catch::Contains("start 2 of 182 starts"));
  CHECK_THAT(told("n\np\n"), Catch::Contains("> p\n\nstart 1 of 182 starts"));
  CHECK_THAT(told("g 182\nn\n"), Catch::Contains("start 182 of 182 starts") && Catch::Contains("there are 182 starts"));
  CHECK_THAT(told("p\n"), Catch::Contains("there are 182 starts"));
  CHECK_THAT(told("w pud is leef\n"), Catch::Contains("did you mean 'leaf'?"));
  CHECK_THAT(told("w pud\n"), Catch::Contains("a condition is needed"));
  CHECK_THAT(told("w pud is passed\n"), Catch::Contains("in no start does this hold"));
  CHECK_THAT(told("w pud is none\nw\n"), Catch::Contains("start 1 of 182 starts"));
}

TEST_CASE("what is no command is told, and changes nothing") {
  const auto begun = told("1\n");
  for (const std::string line : {"99", "0", "x", "step 1", "e", "s", "l", "l /no/such/file", "s /no/such/folder/f"}) {
    INFO(line);
    const auto text = told("1\n" + line + "\n");
    CHECK(text.substr(0, begun.size() - 1) == begun.substr(0, begun.size() - 1));
    CHECK(text.size() > begun.size() + line.size() + 1);
  }
  CHECK_THAT(told("u\n"), Catch::Contains("this is the start"));
}

TEST_CASE("undo takes back one step, r all") {
  const auto once = told("w pud is leaf and vma is dax\n1\n");
  const auto back = told("w pud is leaf and vma is dax\n1\n1\nu\n");
  const auto tail = [](const std::string& text) { return text.substr(text.find("  1  CPU0", text.rfind("\n> 1"))); };
  CHECK_THAT(back, Catch::EndsWith(once.substr(once.rfind("\n\n") + 1)));
  CHECK(after_last_prompt_but_one(told("w pud is leaf and vma is dax\n1\n1\nr\n")).find("start 1 of") !=
        std::string::npos);
  CHECK_FALSE(tail(once).empty());
}

TEST_CASE("a session that was saved is loaded") {
  const auto file = std::filesystem::temp_directory_path() / ("walkcheck-session-" + std::to_string(::getpid()));
  const auto walked = told("w pud is leaf and vma is dax\n1\n1\ns " + file.string() + "\n");
  CHECK_THAT(walked, Catch::Contains("saved 2 steps"));
  const auto loaded = told("l " + file.string() + "\nt\n");
  std::filesystem::remove(file);
  CHECK_THAT(loaded, Catch::Contains("  2  CPU0  walk_pud_range() U6 split_huge_pud(): pud is leaf"));
  CHECK_THAT(loaded, Catch::Contains("vma is dax"));
}
