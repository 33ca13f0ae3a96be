// Whoever comes from C is told how the language says it.
#include <fmt/format.h>
#include <unistd.h>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <map>

#include "model/meaning/checked_model.hpp"

namespace walkcheck::testing {
namespace {

namespace fs = std::filesystem;

/// The hints for a callback with this body, by what they are about.
std::map<std::string, std::string> hints(const std::string& body) {
  const fs::path path = fs::temp_directory_path() / fmt::format("walkcheck_c_words_{}.prop", getpid());
  std::ofstream(path) << "import \"" WALKCHECK_SOURCE_DIR "/model/kernel/callbacks/proc.walk\"\n"
                      << "callback mine for pmd_entry \"\" {\n" + body + "\n  return 0\n}\n";
  Sources sources;
  Diagnostics diagnostics;
  CHECK_FALSE(load({path.string()}, sources, diagnostics).has_value());
  fs::remove(path);
  std::map<std::string, std::string> all;
  for (const auto& fault : diagnostics.sorted()) all[std::string(sources.text(fault.place))] = fault.hint;
  return all;
}

using Hints = std::map<std::string, std::string>;

}  // namespace

TEST_CASE("statements of C that the language has not got") {
  CHECK(hints("  let x = *entry;") == Hints{{";", "a statement ends with its line"}});
  CHECK(hints("  if trans_huge(*entry) && true { return 0 }") == Hints{{"&&", "write 'and'"}});
  CHECK_THAT(hints("  if !trans_huge(*entry) { return 0 }").at("!"), Catch::StartsWith("write 'not'"));
  for (const auto* word : {"continue", "break"})
    CHECK_THAT(hints(fmt::format("  if trans_huge(*entry) {{ {} }}", word)).at(word), Catch::Contains("'goto'"));
  CHECK_THAT(hints("  while (true) { }").at("while"), Catch::StartsWith("a loop is"));
}

TEST_CASE("functions of the kernel that are words of the language") {
  CHECK_THAT(hints("  spin_lock(ptl)").at("spin_lock"), Catch::StartsWith("write 'acquire"));
  CHECK_THAT(hints("  let x = READ_ONCE(*entry)").at("READ_ONCE"), Catch::Contains("one load"));
  CHECK(hints("  cond_resched()").at("cond_resched") == "what may sleep says so: sleeps \"cond_resched()\"");
  CHECK(hints("  if pmd_none(*entry) { return 0 }").at("pmd_none") == "'none' asks it of an entry of any level");
}

TEST_CASE("a new name, and an entry by another name") {
  CHECK(hints("  ptl = pmd_trans_huge_lock(entry)").at("ptl") == "a new one begins with 'let': let ptl = ...");
  CHECK(hints("  let ptl = pmd_trans_huge_lock(pmd)").at("pmd") == "pass the entry itself, without *: entry");
}

}  // namespace walkcheck::testing
