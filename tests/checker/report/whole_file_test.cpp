#include "checker/report/whole_file.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>

using namespace walkcheck;

namespace {

namespace fs = std::filesystem;

fs::path scratch() {
  auto folder = fs::temp_directory_path() / "walkcheck_whole_file_test";
  fs::remove_all(folder);
  fs::create_directories(folder);
  return folder;
}

std::string content(const fs::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

auto files_in(const fs::path& folder) { return std::distance(fs::directory_iterator(folder), {}); }

}  // namespace

TEST_CASE("a file is written whole and leaves nothing beside it") {
  const auto folder = scratch();
  write_whole((folder / "a.json").string(), "old\n");
  write_whole((folder / "a.json").string(), "new\n");
  CHECK(content(folder / "a.json") == "new\n");
  CHECK(files_in(folder) == 1);
}

TEST_CASE("a link stays a link, also to what is not there yet") {
  const auto folder = scratch();
  fs::create_symlink("a.json", folder / "link.json");
  for (const std::string text : {"first\n", "second\n"}) {
    write_whole((folder / "link.json").string(), text);
    CHECK(fs::is_symlink(folder / "link.json"));
    CHECK(content(folder / "a.json") == text);
  }
}

TEST_CASE("what cannot be written is said to be so") {
  const auto folder = scratch();
  CHECK_THROWS_WITH(WholeFile((folder / "missing/a.json").string()), Catch::Contains("no such folder"));
  CHECK_THROWS_WITH(WholeFile(folder.string()), Catch::Contains("is a folder"));
  CHECK_THROWS_WITH(write_whole("/dev/full", "x"), Catch::Contains("No space left"));
  CHECK_NOTHROW(write_whole("/dev/null", "x"));
}

TEST_CASE("until all is written there is no file, and after that no draft") {
  const auto folder = scratch();
  const auto path = (folder / "a.json").string();
  write_whole(path, "old\n");
  {
    WholeFile file(path);
    CHECK(content(path) == "old\n");
    file.remove_old();
    CHECK_FALSE(fs::exists(path));
    CHECK(files_in(folder) == 1);
    file.write("new\n");
    CHECK(content(path) == "new\n");
    CHECK(files_in(folder) == 1);
  }
  { const WholeFile unwritten(path); }
  CHECK(content(path) == "new\n");
  CHECK(files_in(folder) == 1);
}

TEST_CASE("a draft that a killed run left is taken over, one in use is not") {
  const auto folder = scratch();
  const auto path = (folder / "a.json").string();
  std::ofstream(path + ".walkcheck-part") << "half of a much longer report";
  {
    WholeFile file(path);
    CHECK_THROWS_WITH(WholeFile(path), Catch::Contains("is being written"));
    file.write("whole\n");
  }
  CHECK(content(path) == "whole\n");
  CHECK(files_in(folder) == 1);
}

TEST_CASE("text is added to the end of a file") {
  const auto path = (scratch() / "summary.md").string();
  append_whole(path, "one\n");
  append_whole(path, "two\n");
  CHECK(content(path) == "one\ntwo\n");
  CHECK_THROWS_WITH(append_whole("/no/such/file", "x"), Catch::Contains("No such file"));
}
