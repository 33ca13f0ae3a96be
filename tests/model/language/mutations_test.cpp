#include "model/language/mutations.hpp"

#include <catch2/catch.hpp>
#include <set>

#include "model/language/parser.hpp"
#include "model/meaning/model.hpp"
#include "tests/model/language/parsing.hpp"
#include "tests/support/judge.hpp"

namespace walkcheck::testing {
namespace {

const std::string text =
    "walker w {\n"
    "  level pud {\n"
    "    again:\n"
    "    U1: if none(*entry) and (a or not b) { hole  if err { stop } }\n"
    "    U2: action = SUBTREE\n"
    "    U3: descend\n"
    "  }\n"
    "}\n"
    "walker v = w { level pud { replace U3: if c { next } } }\n"
    "primitive p(pud entry) {\n"
    "  S1: acquire l\n"
    "  S2: *entry = none\n"
    "  S3: release l\n"
    "}\n"
    "rival r at pud: none -> leaf takes l when vma is dax while mmap in { read }\n"
    "rival s at pud: leaf ~ none takes l\n"
    "rivals g = r, s\n";

std::vector<tree::File> files() {
  const auto parsed = parse_text(text);
  REQUIRE(parsed.diagnostics.empty());
  return {parsed.file};
}

std::size_t number_of(const std::string& name) {
  const auto all = mutations(files());
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].name() == name) return i;
  }
  FAIL("no mutation is called " << name);
  return 0;
}

/// The text of the mutant.
std::string mutant(const std::string& name) { return print(mutated(files(), number_of(name)).front()); }

std::string replaced(const std::string& from, const std::string& to) {
  std::string whole = print(files().front());
  const auto at = whole.find(from);
  REQUIRE(at != std::string::npos);
  return whole.replace(at, from.size(), to);
}

TEST_CASE("the mutations of a text, in its order") {
  std::vector<std::string> names;
  for (const Mutation& each : mutations(files())) names.push_back(each.name());
  const std::string condition = "w pud U1 if none(*entry) and (a or not b): ";
  CHECK(names == std::vector<std::string>{"w pud U1 dropped",
                                          "w pud U1 swapped with U2",
                                          condition + "always",
                                          condition + "never",
                                          condition + "without none(*entry)",
                                          condition + "without a or not b",
                                          condition + "without a",
                                          condition + "without not b",
                                          "w pud U1 if err: always",
                                          "w pud U1 if err: never",
                                          "w pud U2 dropped",
                                          "w pud U2 swapped with U3",
                                          "w pud U3 dropped",
                                          "v pud U3 if c: always",
                                          "v pud U3 if c: never",
                                          "v pud U3 as in w",
                                          "p S1 dropped",
                                          "p S1 swapped with S2",
                                          "p S2 dropped",
                                          "p S2 swapped with S3",
                                          "p S3 dropped",
                                          "p without l",
                                          "r left out",
                                          "r without l",
                                          "r in any vma",
                                          "r however mmap is held",
                                          "s left out"});
}

TEST_CASE("each mutation changes what it says") {
  CHECK(mutant("w pud U2 dropped") == replaced("U2: action = SUBTREE\n", "U2:\n"));
  CHECK(mutant("w pud U1 if err: never") == replaced("if err", "if false"));
  CHECK(mutant("w pud U1 if none(*entry) and (a or not b): without a") == replaced("(a or not b)", "not b"));
  CHECK(mutant("w pud U1 if none(*entry) and (a or not b): without none(*entry)") ==
        replaced("none(*entry) and (a or not b)", "a or not b"));
  CHECK(mutant("v pud U3 if c: always") == replaced("if c", "if true"));
  // Without its only edit the level is not there, or it would be an empty text of its own.
  CHECK(mutant("v pud U3 as in w").find("walker v = w {\n}\n") != std::string::npos);
  CHECK(mutant("r without l") == replaced("leaf takes l", "leaf takes nothing"));
  CHECK(mutant("r in any vma") == replaced(" when vma is dax", ""));
  CHECK(mutant("r however mmap is held") == replaced(" while mmap in { read }", ""));
  CHECK(mutant("s left out") == replaced("rivals g = r, s", "rivals g = r"));
}

TEST_CASE("steps change places with all that belongs to them") {
  const std::string swapped = mutant("p S1 swapped with S2");
  CHECK(swapped.find("S2: *entry = none") < swapped.find("S1: acquire l"));
  const std::string unlocked = mutant("p without l");
  CHECK(unlocked.find("acquire") == std::string::npos);
  CHECK(unlocked.find("release") == std::string::npos);
}

TEST_CASE("of one condition that stands twice both are changed, one at a time") {
  const auto parsed = parse_text("primitive p(pud entry) { S1: if c { return } if c { return } }");
  const auto all = mutations({parsed.file});
  REQUIRE(all.size() == 5);
  CHECK(all[1].name() == "p S1 if c: always");
  CHECK(all[3].name() == "p S1 if c: always (2)");
  const std::string second = print(mutated({parsed.file}, 3).front());
  CHECK(second.find("if c") < second.find("if true"));
}

TEST_CASE("what a text chooses for one condition alone is no fault, either way") {
  const auto names = [](const std::string& text) {
    const auto parsed = parse_text(text);
    REQUIRE(parsed.diagnostics.empty());
    std::set<std::string> found;
    for (const Mutation& each : mutations({parsed.file})) found.insert(each.name());
    return found;
  };
  const std::string choice = "choose busy in { no, yes } ";
  const std::string text = "callback c for pud_entry { K1: " + choice;
  CHECK_FALSE(names(text + "if busy { return 1 } return 0 }").contains("c K1 if busy: always"));
  CHECK_FALSE(names(text + "if not busy { return 1 } return 0 }").contains("c K1 if not busy: never"));
  // Asked twice: the two answers would not fit together. So would they in a variant.
  CHECK(names(text + "if busy { return 1 } if busy { return 2 } return 0 }").contains("c K1 if busy: always"));
  CHECK(
      names(text + "if busy { return 1 } K2: return 0 }\ncallback d = c { replace K2: if busy { return 2 } return 0 }")
          .contains("c K1 if busy: always"));
  CHECK(
      names(text + "if busy or none(*entry) { return 1 } return 0 }").contains("c K1 if busy or none(*entry): always"));
}

// Every kind of text that there is.
TEST_CASE("mutants of the kernel's texts are texts") {
  const auto loaded = load_repository("properties/v17");
  const auto& original = loaded.model->files;
  const auto all = mutations(original);
  CHECK(all.size() > 500);
  std::set<std::string> names;
  for (const Mutation& each : all) CHECK(names.insert(each.name()).second);
  for (std::size_t i = 0; i < all.size(); i += 7) {
    INFO(all[i].name());
    const auto changed = mutated(original, i);
    std::size_t other = 0;
    for (std::size_t file = 0; file < original.size(); ++file) {
      if (same_tree(original[file], changed[file])) continue;
      ++other;
      const auto parsed = parse_text(print(changed[file]));
      CHECK(parsed.rendered() == "");
    }
    CHECK(other >= 1);
  }
}

}  // namespace
}  // namespace walkcheck::testing
