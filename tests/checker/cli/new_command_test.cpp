// `walkcheck new`: what it writes passes as it stands, and nothing is lost.
#include <catch2/catch.hpp>

#include <fstream>
#include <iterator>

#include "checker/cli/template.hpp"
#include "tests/support/command.hpp"

using namespace walkcheck;

namespace {

std::string read(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("a new file passes as it stands", "[binary]") {
  for (const std::string kind : {"callback", "property"}) {
    const Scratch scratch;
    const auto begun = scratch.walkcheck("new " + kind + " first_of_mine");
    INFO(begun.output);
    CHECK(begun.exit == 0);
    CHECK_THAT(begun.output, Catch::Contains("walkcheck check first_of_mine.prop"));
    const auto text = read(scratch.path() / "first_of_mine.prop");
    CHECK_THAT(text, Catch::Contains(kind + " first_of_mine") && !Catch::Contains("my_" + kind));
    const auto checked = scratch.walkcheck("check first_of_mine.prop --tables 'pud[1] pmd[2] pte[1]'");
    INFO(checked.output);
    CHECK(checked.exit == 0);
    CHECK_THAT(checked.output, Catch::Contains("first_of_mine") && Catch::Contains(" 0 not as expected"));
  }
}

TEST_CASE("a file that is there is left alone", "[binary]") {
  const Scratch scratch;
  const auto file = scratch.write("mine.prop", "// precious\n");
  const auto refused = scratch.walkcheck("new property mine");
  CHECK(refused.exit == 2);
  CHECK_THAT(refused.output, Catch::Contains("mine.prop: is there already"));
  CHECK(read(file) == "// precious\n");
}

TEST_CASE("a name that would make a faulty file leaves none behind", "[binary]") {
  const Scratch scratch;
  for (const std::string name : {"never", "9lives", "a-b", "../above", "''", "any_pmd_entry"}) {
    INFO(name);
    const auto refused = scratch.walkcheck("new callback " + name);
    CHECK(refused.exit == 2);
    CHECK_THAT(refused.output, Catch::StartsWith("walkcheck: ") && Catch::Contains(name));
    CHECK(std::filesystem::is_empty(scratch.path()));
  }
  CHECK(scratch.walkcheck("new walker mine").exit == 2);
}

TEST_CASE("a template under another name and from another folder") {
  const std::string text =
      "import \"../versions.walk\"\nimport \"near.walk\"\n// my_kind\nproperty my_kind_ends in my_kind_walk\n";
  CHECK(filled_in(text, "my_kind", "x", "/data/properties/examples/my_kind.prop", "/data") ==
        "import \"properties/versions.walk\"\nimport \"properties/examples/near.walk\"\n// x\nproperty x_ends in "
        "x_walk\n");
}
