// explain and walk as they are called.
#include "checker/cli/run.hpp"

#include <unistd.h>

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <sstream>

using namespace walkcheck;
namespace fs = std::filesystem;

namespace {

struct Called {
  int exit = 0;
  std::string out, err;
};

Called call(std::vector<std::string> words) {
  std::vector<const char*> argv{"walkcheck"};
  for (const auto& word : words) argv.push_back(word.c_str());
  std::ostringstream out, err;
  const int exit = run(static_cast<int>(argv.size()), argv.data(), {out, err});
  return {exit, out.str(), err.str()};
}

/// A small model: from 0 up, and one step down.
fs::path model(const std::string& rules = "rule \"up\" when x < 3 { x = x + 1 }") {
  const auto file = fs::temp_directory_path() / ("walkcheck-explain-" + std::to_string(::getpid()) + ".prop");
  std::ofstream(file) << "system s { var x : 0..4 = 0\n " << rules << "\n property small never x == 3\n"
                      << " property fits always x <= 3 witness x == 2\n }\n";
  return file;
}

}  // namespace

TEST_CASE("explain tells the run, and ends with 0") {
  const auto file = model();
  const auto called = call({"explain", file.string(), "--property", "small", "--query", "x * x"});
  fs::remove(file);
  CHECK(called.exit == 0);
  CHECK(called.err.empty());
  CHECK(called.out ==
        "small is violated in s\n\nat the start\n           x is 0\n           [x * x] = 0\n\n"
        "  1  CPU0  up\n           x is 1, was 0\n           [x * x] = 1, was 0\n\n"
        "  2  CPU0  up\n           x is 2, was 1\n           [x * x] = 4, was 1\n\n"
        "  3  CPU0  up\n           x is 3, was 2\n           [x * x] = 9, was 4\n\nStep 3 breaks the property.\n");
}

TEST_CASE("where nothing is violated, it is told what is") {
  const auto file = model();
  const auto called = call({"explain", file.string(), "--property", "fits"});
  CHECK(called.exit == 2);
  CHECK(called.out.empty());
  CHECK_THAT(called.err, Catch::Contains("fits in s: holds") && Catch::Contains("could be explained:\n  small in s"));
  fs::remove(file);
  CHECK(call({"explain", file.string()}).exit == 2);
}

TEST_CASE("a faulty query or glob ends with 2 before anything is told") {
  const auto file = model();
  for (const auto& [option, value] : {std::pair("--query", "y == 1"), {"--only", "y"}, {"--hide", "nobody"}}) {
    const auto called = call({"explain", file.string(), option, value});
    INFO(option);
    CHECK(called.exit == 2);
    CHECK_THAT(called.err, Catch::Contains(option));
  }
  fs::remove(file);
}

TEST_CASE("a run that was saved is told again, unless the model has changed") {
  const auto file = model();
  const auto trace = file.string() + ".trace.json";
  const auto first = call({"explain", file.string(), "--save", trace});
  CHECK(first.exit == 0);
  const auto again = call({"explain", "--trace", trace});
  CHECK(again.exit == 0);
  CHECK_THAT(again.out, Catch::StartsWith("a saved run of s\nit breaks small\n"));
  CHECK(again.out.substr(again.out.find("at the start")) == first.out.substr(first.out.find("at the start")));
  static_cast<void>(model("rule \"up\" when x < 2 { x = x + 1 }"));
  const auto blocked = call({"explain", "--trace", trace});
  CHECK(blocked.exit == 2);
  CHECK_THAT(blocked.err, Catch::Contains("not the one with which it was saved") && Catch::Contains("step 3"));
  static_cast<void>(model("rule \"higher\" when x < 3 { x = x + 1 }"));
  CHECK_THAT(call({"explain", "--trace", trace}).err, Catch::Contains("step 1 is rule 0, 'up'"));
  fs::remove(file);
  CHECK(call({"explain", "--trace", trace}).exit == 2);
  fs::remove(trace);
  CHECK_THAT(call({"explain", "--trace", trace}).err, Catch::Contains("cannot be read"));
}

TEST_CASE("random runs save the shortest, and end with 1 if nobody expected them") {
  const auto file = model();
  const auto trace = file.string() + ".random.json";
  const auto walked =
      call({"walk", file.string(), "--scenario", "s", "--random", "5", "--steps", "9", "--save", trace});
  CHECK(walked.exit == 1);
  CHECK_THAT(walked.out, Catch::Contains("small is broken by 5 runs, the shortest of 3 steps\n"));
  CHECK_THAT(call({"explain", "--trace", trace}).out, Catch::Contains("it breaks small"));
  fs::remove(trace);
  CHECK(call({"walk", file.string(), "--scenario", "s", "--property", "fits", "--random", "5"}).exit == 0);
  CHECK(call({"walk", file.string(), "--scenario", "s", "--seed", "5"}).exit == 2);
  CHECK(call({"walk", file.string(), "--scenario", "s", "--random", "0"}).exit == 2);
  fs::remove(file);
}
