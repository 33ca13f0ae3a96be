#include "checker/cli/listing.hpp"

#include <catch2/catch.hpp>

using namespace walkcheck;

TEST_CASE("properties are listed with scenarios, sizes and expectations") {
  const Task reset{"action_is_reset", "The action is reset.", "reset.prop", "holds", ""};
  const Task covered{"covered", "", "covered.prop", {}, ""};
  const std::vector<Job> jobs{
      {"before", "", "pud[2] pmd[1]", "split", {}, {reset}},
      {"v17", "", "pud[2] pmd[1]", "split", {}, {reset, covered}},
      {"v17", "", "pud[2] pmd[1]", "single", {}, {reset}},
      {"U21", "", "", "", {}, {covered}},
  };
  CHECK(listing(jobs) ==
        "action_is_reset (reset.prop)\n"
        "  The action is reset.\n"
        "  before  expect holds\n"
        "    pud[2] pmd[1]\n"
        "  v17     expect holds\n"
        "    pud[2] pmd[1]; pud[2] pmd[1] with locks single\n"
        "\n"
        "covered (covered.prop)\n"
        "  v17  no expectation\n"
        "    pud[2] pmd[1]\n"
        "  U21  no expectation\n");
}
