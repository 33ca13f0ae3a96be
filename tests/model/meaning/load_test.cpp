// Where imports are looked for.
#include <catch2/catch.hpp>

#include <string>
#include <vector>

#include "model/meaning/checked_model.hpp"
#include "tests/support/command.hpp"

using namespace walkcheck;

namespace {

std::string system_text(const std::string& name) {
  return "system " + name + " { var x : 0..1 = 0 rule \"up\" when x == 0 { x = 1 } }\n";
}

/// The files that were read, in the order in which they were met; or what was wrong.
std::vector<std::string> read_files(const Scratch& scratch, const std::string& file,
                                    const std::vector<std::string>& folders) {
  Sources sources;
  Diagnostics diagnostics;
  const auto model = load({(scratch.path() / file).string()}, sources, diagnostics, folders);
  std::vector<std::string> all;
  for (FileId id = 0; model && id < sources.size(); ++id)
    all.push_back(std::filesystem::path(sources.path(id)).lexically_relative(scratch.path()).string());
  for (const auto& fault : diagnostics.sorted()) all.push_back(fault.message + "; " + fault.hint);
  return all;
}

using Strings = std::vector<std::string>;

}  // namespace

TEST_CASE("an import beside its file is taken before all others") {
  const Scratch scratch;
  scratch.write("mine/a.walk", "import \"b/c.walk\"\n" + system_text("a"));
  scratch.write("mine/b/c.walk", system_text("near"));
  scratch.write("theirs/b/c.walk", system_text("far"));
  const auto theirs = (scratch.path() / "theirs").string();
  CHECK(read_files(scratch, "mine/a.walk", {theirs}) == Strings{"mine/a.walk", "mine/b/c.walk"});
}

TEST_CASE("an import that is not beside its file is looked for in the folders, in their order") {
  const Scratch scratch;
  scratch.write("mine/a.walk", "import \"b/c.walk\"\n" + system_text("a"));
  scratch.write("first/b/d.walk", system_text("other"));
  scratch.write("second/b/c.walk", "import \"d.walk\"\n" + system_text("c"));
  scratch.write("second/b/d.walk", system_text("d"));
  scratch.write("third/b/c.walk", system_text("late"));
  Strings folders;
  for (const auto* const name : {"first", "second", "third"}) folders.push_back((scratch.path() / name).string());
  CHECK(read_files(scratch, "mine/a.walk", folders) == Strings{"mine/a.walk", "second/b/c.walk", "second/b/d.walk"});
}

TEST_CASE("an import that says how far away it is, is looked for there alone") {
  const Scratch scratch;
  scratch.write("mine/up.walk", "import \"../c.walk\"\n" + system_text("a"));
  scratch.write("mine/here.walk", "import \"./c.walk\"\n" + system_text("a"));
  scratch.write("theirs/c.walk", system_text("c"));
  scratch.write("theirs/below/d.walk", system_text("d"));
  const Strings folders{(scratch.path() / "theirs").string(), (scratch.path() / "theirs/below").string()};
  const std::string hint = "; an import is looked for beside the file that imports it";
  CHECK(read_files(scratch, "mine/up.walk", folders) ==
        Strings{"cannot read '" + (scratch.path() / "c.walk").string() + "'" + hint});
  CHECK(read_files(scratch, "mine/here.walk", folders) ==
        Strings{"cannot read '" + (scratch.path() / "mine/c.walk").string() + "'" + hint});
}

TEST_CASE("an import that is nowhere: it is told where it was looked for") {
  const Scratch scratch;
  scratch.write("a.walk", "import \"no.walk\"\n" + system_text("a"));
  CHECK(read_files(scratch, "a.walk", {"/one", "/two"}) ==
        Strings{"cannot read '" + (scratch.path() / "no.walk").string() +
                "'; an import is looked for beside the file that imports it, then in /one, /two"});
}

TEST_CASE("a file that is found in two ways is read once") {
  const Scratch scratch;
  scratch.write("a.walk", "import \"b.walk\"\nimport \"below/c.walk\"\n" + system_text("a"));
  scratch.write("b.walk", system_text("b"));
  scratch.write("below/c.walk", "import \"b.walk\"\n" + system_text("c"));
  CHECK(read_files(scratch, "a.walk", {scratch.path().string()}) == Strings{"a.walk", "b.walk", "below/c.walk"});
}
