#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/model/language/parsing.hpp"

namespace walkcheck::testing {
namespace {

namespace fs = std::filesystem;

std::string contents(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<fs::path> files_below(const std::string& folder) {
  const auto root = fs::path{WALKCHECK_SOURCE_DIR} / folder;
  std::vector<fs::path> list;
  if (!fs::exists(root)) {
    return list;
  }
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (entry.path().extension() == ".walk" || entry.path().extension() == ".prop") {
      list.push_back(entry.path());
    }
  }
  return list;
}

void check_fixed_point(const Parsed& parsed) {
  const auto text = print(parsed.file);
  const auto twin = parse_text(text);
  INFO(text << twin.rendered());
  REQUIRE(twin.diagnostics.empty());
  CHECK(same_tree(parsed.file, twin.file));
  CHECK(print(twin.file) == text);
}

TEST_CASE("Every model and property of the repository parses, and survives printing") {
  for (const auto* folder : {"model/kernel", "properties", "tests/models"}) {
    for (const auto& path : files_below(folder)) {
      const auto parsed = parse_text(contents(path), path.string());
      INFO(parsed.rendered());
      REQUIRE(parsed.diagnostics.empty());
      check_fixed_point(parsed);
    }
  }
}

TEST_CASE("The seeds of the fuzzer hold each construct") {
  const auto seeds = files_below("tests/fuzz/corpus");
  REQUIRE(seeds.size() >= 7);
  for (const auto& path : seeds) {
    const auto parsed = parse_text(contents(path), path.string());
    INFO(parsed.rendered());
    CHECK(parsed.diagnostics.empty() == (path.filename() != "faults.walk"));
    if (parsed.diagnostics.empty()) {
      check_fixed_point(parsed);
    }
  }
}

TEST_CASE("What the fuzzer found stays fixed") {
  for (const auto& path : files_below("tests/fixtures/fuzz")) {
    const auto parsed = parse_text(contents(path), path.string());
    INFO(path);
    static_cast<void>(parsed.rendered());
    static_cast<void>(print(parsed.file));
    if (parsed.diagnostics.empty()) {
      check_fixed_point(parsed);
    }
  }
}

TEST_CASE("The canonical layout") {
  const std::string text =
      "import \"tables.walk\"\n"
      "\n"
      "vma anon, dax\n"
      "\n"
      "lock a per mm\n"
      "lock b is a\n"
      "\n"
      "walker v = w \"text\" {\n"
      "  level pud as walk_pud, p4d {\n"
      "    again:\n"
      "    U1: if none(*entry) {\n"
      "      hole\n"
      "      if err { stop }\n"
      "      next\n"
      "    } else if a {\n"
      "      x = 1\n"
      "    } else {\n"
      "      x = 2\n"
      "    }\n"
      "    U2: if a { next } else { goto again }\n"
      "    for each pmd c below entry {\n"
      "      split(c)\n"
      "    }\n"
      "    return\n"
      "    end:\n"
      "  }\n"
      "  level pmd {\n"
      "    drop M1\n"
      "    replace M2: if x {\n"
      "      y = 1\n"
      "      z = 2\n"
      "    }\n"
      "    insert after M3: M3b: next\n"
      "    insert before M4:\n"
      "      y = 1\n"
      "      M4b: z = 2\n"
      "    swap M5 M6\n"
      "  }\n"
      "}\n"
      "\n"
      "property p \"text\"\n"
      "  let c = *pud at success(x), no at retry initially yes\n"
      "  after a until b never c while d\n"
      "  in e, f expect holds because \"g\"\n"
      "\n"
      "system s {\n"
      "  var e[2]: { a, b } = a\n"
      "  var x: 0..n - 1\n"
      "  rival rule \"r\" for i in 0..1, j in 0..1 when e[i] == a {\n"
      "    e[i] = b\n"
      "  }\n"
      "  property q never x == 1 witness x == 0 expect holds\n"
      "}\n";
  const auto parsed = parse_text(text);
  INFO(parsed.rendered());
  REQUIRE(parsed.diagnostics.empty());
  CHECK(print(parsed.file) == text);
}

TEST_CASE("Layout and comments mean nothing") {
  const auto spaced = parse_text("// why\nlevel\tpud\r\n{ none ,// the fresh one\n table }");
  CHECK(spaced.diagnostics.empty());
  CHECK(same_tree(spaced.file, parse_text("level pud{none,table}").file));
}

TEST_CASE("An empty file is empty") {
  CHECK(parse_text("").diagnostics.empty());
  CHECK(print(parse_text("// nothing\n").file).empty());
}

TEST_CASE("Trees that differ are different") {
  const std::vector<std::string> texts = {"",
                                          "vma a",
                                          "vma a, b",
                                          "vma a vma b",
                                          "lock a per mm",
                                          "lock a is b",
                                          "lock a per mm table",
                                          "primitive p() { }",
                                          "primitive q() { }",
                                          "primitive p() { x = 1 }",
                                          "primitive p() { x = 2 }",
                                          "primitive p() { x = -A }",
                                          "primitive p() { x = A }",
                                          "primitive p() { x = *A }",
                                          "primitive p() { x = a + b }",
                                          "primitive p() { x = a - b }",
                                          "primitive p() { next }",
                                          "primitive p() { stop }",
                                          "primitive p() { return }",
                                          "primitive p() { return 1 }",
                                          "primitive p = a { drop x }",
                                          "primitive p = a { }",
                                          "callback p = a { }",
                                          "scenario s { }",
                                          "scenario s { tables }",
                                          "scenario s { tables on request }",
                                          "property p ",
                                          "property p never a",
                                          "property p always a",
                                          "property p after a never a",
                                          "property p witness a",
                                          "system s { }",
                                          "system s { rule \"r\" when a { } }",
                                          "system s { rival rule \"r\" when a { } }",
                                          "rival r at l: a -> b",
                                          "rival r at l: a ~ b",
                                          "rival r at l: sees a ~ stores b"};
  for (std::size_t i = 0; i < texts.size(); ++i) {
    for (std::size_t j = 0; j < texts.size(); ++j) {
      INFO(texts[i] << " | " << texts[j]);
      CHECK(same_tree(parse_text(texts[i]).file, parse_text(texts[j]).file) == (i == j));
    }
  }
}

}  // namespace
}  // namespace walkcheck::testing
