#include "checker/cli/installation.hpp"

#include <catch2/catch.hpp>

#include "tests/support/command.hpp"

using namespace walkcheck;

namespace {

namespace fs = std::filesystem;

/// A folder that looks like the one with the model.
fs::path make_data(const fs::path& folder) {
  fs::create_directories(folder / "model/kernel");
  fs::create_directories(folder / "properties");
  return folder;
}

}  // namespace

TEST_CASE("the model that was installed with an executable, wherever that was") {
  const Scratch scratch;
  const auto data = make_data(scratch.path() / "any/where/share/walkcheck");
  CHECK(data_folder(scratch.path() / "any/where/bin/walkcheck") == data);
  CHECK(data_folder(scratch.path() / "else/where/bin/walkcheck") == std::nullopt);
  CHECK(data_folder("") == std::nullopt);
}

TEST_CASE("the model in the sources of a build") {
  const Scratch scratch;
  const auto sources = make_data(scratch.path() / "sources");
  CHECK(data_folder(sources / "build/walkcheck") == sources);
  CHECK(data_folder(sources / "build/asan/walkcheck") == sources);
  CHECK(data_folder(sources / "too/far/away/walkcheck") == std::nullopt);
  CHECK(data_folder(own_executable()) == fs::path(WALKCHECK_SOURCE_DIR));
}

TEST_CASE("folders of imports: the variable's, then the model's") {
  const Scratch scratch;
  const auto data = make_data(scratch.path() / "share/walkcheck").string();
  const auto executable = scratch.path() / "bin/walkcheck";
  using Strings = std::vector<std::string>;
  CHECK(import_folders("", executable) == Strings{data});
  CHECK(import_folders("one", executable) == Strings{"one", data});
  CHECK(import_folders(":/one::two:", executable) == Strings{"/one", "two", data});
  CHECK(import_folders("one", "/no/where/walkcheck") == Strings{"one"});
}

TEST_CASE("a path that is missing: the one that may have been meant") {
  const Scratch scratch;
  const auto data = make_data(scratch.path() / "share/walkcheck");
  fs::create_directories(data / "properties/v17");
  const auto installed = (data / "properties/v17").string();
  CHECK(no_such_path("properties/v17", data) ==
        "properties/v17: there is no such file or folder; did you mean '" + installed + "'?");
  const auto wrong = (data / "propertis/v17").string();
  CHECK(no_such_path(wrong, data) == wrong + ": there is no such file or folder; did you mean 'properties'?");
  CHECK_THAT(no_such_path("never_sleeps", data), Catch::EndsWith("a property goes with --property, a scenario with "
                                                                 "--scenario, behind the files"));
  CHECK(no_such_path("/no/such/thing", data) == "/no/such/thing: there is no such file or folder");
  CHECK(no_such_path("properties/v17", std::nullopt) == "properties/v17: there is no such file or folder");
}

TEST_CASE("a file anywhere imports what came with walkcheck", "[binary]") {
  const Scratch scratch;
  static_cast<void>(
      scratch.write("p.prop",
                    "import \"properties/v17/scenarios.walk\"\n"
                    "property p never error(bad_deref)  witness load(pud)  in v17_review expect holds\n"));
  CHECK(scratch.walkcheck("check p.prop --tables 'pud[1] pmd[2] pte[1]'").exit == 0);
  const auto nowhere = scratch.write("nowhere.prop", "import \"properties/no/such.walk\"\n");
  const auto refused = scratch.walkcheck("check nowhere.prop");
  CHECK(refused.exit == 2);
  CHECK_THAT(refused.output, Catch::Contains("then in " WALKCHECK_SOURCE_DIR));
}
