// fmt as it is called.
#include "checker/cli/run.hpp"

#include <unistd.h>

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

using namespace walkcheck;
namespace fs = std::filesystem;

namespace {

struct Called {
  int exit = 0;
  std::string out, err;
};

Called call(std::vector<std::string> words) {
  std::vector<const char*> argv{"walkcheck", "fmt"};
  for (const auto& word : words) argv.push_back(word.c_str());
  std::ostringstream out, err;
  const int exit = run(static_cast<int>(argv.size()), argv.data(), {out, err});
  return {exit, out.str(), err.str()};
}

struct Folder {
  fs::path path = fs::temp_directory_path() / ("walkcheck-fmt-" + std::to_string(::getpid()));
  Folder() { fs::create_directories(path / "below"); }
  ~Folder() { fs::remove_all(path); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] std::string put(const std::string& name, const std::string& text) const {
    std::ofstream(path / name, std::ios::binary) << text;
    return (path / name).string();
  }
};

std::string read(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

const std::string good = "vma anon, file\n";
const std::string untidy = "   vma anon, file // kinds \n\n";

}  // namespace

TEST_CASE("fmt --check names what would change, and changes nothing") {
  const Folder folder;
  const auto first = folder.put("a.walk", untidy);
  const auto second = folder.put("below/b.prop", good);
  const auto called = call({"--check", folder.path.string()});
  CHECK(called.exit == 1);
  CHECK(called.out == first + "\n");
  CHECK(read(first) == untidy);
  CHECK(call({"--check", second}).exit == 0);
}

TEST_CASE("fmt writes files and keeps comments") {
  const Folder folder;
  const auto file = folder.put("a.walk", untidy);
  const auto called = call({file});
  CHECK(called.exit == 0);
  CHECK(called.out.empty());
  CHECK(read(file) == "vma anon, file // kinds\n");
  CHECK(call({"--check", file}).exit == 0);
}

TEST_CASE("a faulty file stays as it is, and the others are done") {
  const Folder folder;
  const auto bad = folder.put("a.walk", "  vma anon\n  }\n\n\n");
  const auto other = folder.put("b.walk", untidy);
  const auto called = call({folder.path.string()});
  CHECK(called.exit == 2);
  CHECK_THAT(called.err, Catch::Contains("error:"));
  CHECK(read(bad) == "  vma anon\n  }\n\n\n");
  CHECK(read(other) == "vma anon, file // kinds\n");
}

TEST_CASE("what is not there is told") {
  const Folder folder;
  CHECK(call({(folder.path / "no.walk").string()}).exit == 2);
  CHECK(call({(folder.path / "below").string()}).exit == 2);
}
