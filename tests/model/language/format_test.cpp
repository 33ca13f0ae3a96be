#include "model/language/format.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "model/language/lexer.hpp"
#include "model/language/parser.hpp"

using namespace walkcheck;
namespace fs = std::filesystem;

namespace {

struct Parsed {
  Sources sources;
  tree::File tree;
};

std::unique_ptr<Parsed> parsed(const std::string& text) {
  auto result = std::make_unique<Parsed>();
  Diagnostics faults;
  result->tree = parse(result->sources, result->sources.add("file", text), faults);
  for (const auto& fault : faults.sorted()) UNSCOPED_INFO(render(fault, result->sources));
  REQUIRE(faults.empty());
  return result;
}

std::string laid_out(const std::string& text) {
  const auto file = parsed(text);
  return formatted(file->sources, file->tree);
}

/// What no layout may change: every byte but white space, and where lines end that hold anything.
std::string bones(const std::string& text) {
  std::string result;
  for (const char byte : text) {
    const bool again = byte == '\n' && (result.empty() || result.back() == '\n');
    if (byte != ' ' && byte != '\t' && byte != '\r' && !again) result += byte;
  }
  return result;
}

std::vector<fs::path> repository_files() {
  std::vector<fs::path> files;
  for (const auto* folder : {"model/kernel", "properties", "tests/models", "tests/fixtures"}) {
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(WALKCHECK_SOURCE_DIR) / folder)) {
      const auto extension = entry.path().extension();
      if (extension == ".walk" || extension == ".prop") files.push_back(entry.path());
    }
  }
  return files;
}

std::string read(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Without any layout: each line at the left.
std::string flattened(const std::string& text) {
  std::string result;
  bool at_start = true;
  for (const char byte : text) {
    if (at_start && byte == ' ') continue;
    at_start = byte == '\n';
    result += byte;
  }
  return result;
}

const std::string tidy =
    "import \"a.walk\"\n"
    "\n"
    "// A callback.\n"
    "callback c for pmd_entry \"x\" {\n"
    "  A1: if none(*entry) and\n"
    "        not table(*entry) {\n"
    "    return 0  // why\n"
    "  } else {\n"
    "    A2: action = AGAIN\n"
    "  }\n"
    "\n"
    "  return 0\n"
    "}\n"
    "\n"
    "scenario s = t \"y\" {\n"
    "  rivals a,\n"
    "         b\n"
    "}\n"
    "\n"
    "property p\n"
    "  let a   = *pud at retry\n"
    "  always *pud == a\n"
    "  in s expect holds\n";

}  // namespace

TEST_CASE("what is laid out stays as it is") { CHECK(laid_out(tidy) == tidy); }

TEST_CASE("indents, blank lines and space at the ends of lines are put right") {
  const std::string untidy =
      "\n\nimport \"a.walk\"   \n"
      "\n\n\n"
      "// A callback.\r\n"
      " callback c for pmd_entry \"x\" {\n"
      "\n"
      "      A1: if none(*entry) and\n"
      "            not table(*entry) {\n"
      "\treturn 0  // why \t\n"
      "      } else {\n"
      "A2: action = AGAIN\n"
      "\n"
      "   }\n"
      "\n\n"
      "  return 0\n"
      "\n"
      "}\n"
      "\n"
      "scenario s = t \"y\" {\n"
      "\trivals a,\n"
      "\t       b\n"
      "    }\n"
      "\n"
      "property p\n"
      "let a   = *pud at retry\n"
      "      always *pud == a\n"
      "in s expect holds\n"
      "\n\n";
  CHECK(laid_out(untidy) == tidy);
}

TEST_CASE("the body of an edit stands where its author likes, at one of two places") {
  const auto variant = [](const std::string& indent) {
    return "callback d = c \"x\" {\n  replace A1: if none(*entry) {\n" + indent + "  return 0\n" + indent + "}\n" +
           indent + "let v = *entry\n  drop A2\n}\n";
  };
  CHECK(laid_out(variant("  ")) == variant("  "));
  CHECK(laid_out(variant("    ")) == variant("    "));
  CHECK(laid_out(variant("")) == variant("  "));
  CHECK(laid_out(variant("         ")) == variant("    "));
}

TEST_CASE("an empty file stays empty, and comments alone are kept") {
  CHECK(laid_out("").empty());
  CHECK(laid_out("\n \n").empty());
  CHECK(laid_out("// one\n\n\n  // two  ") == "// one\n\n  // two\n");
}

TEST_CASE("no file of the repository says something else when it is laid out") {
  std::size_t count = 0;
  for (const auto& file : repository_files()) {
    INFO(file.string());
    const auto text = read(file);
    for (const auto& given : {text, flattened(text)}) {
      Sources sources;
      Diagnostics faults;
      const auto tree = parse(sources, sources.add("given", given), faults);
      if (!faults.empty()) continue;  // fixtures of faults
      const auto made = formatted(sources, tree);
      const auto again = parse(sources, sources.add("made", made), faults);
      CHECK(faults.empty());
      CHECK(same_tree(tree, again));
      CHECK(bones(made) == bones(given));
      CHECK(formatted(sources, again) == made);
      ++count;
    }
  }
  CHECK(count > 300);
}

TEST_CASE("the models and properties of the repository are laid out") {
  for (const auto& file : repository_files()) {
    if (file.string().find("/fixtures/") != std::string::npos) continue;
    INFO(file.string());
    const auto text = read(file);
    CHECK((laid_out(text) == text));
  }
}
