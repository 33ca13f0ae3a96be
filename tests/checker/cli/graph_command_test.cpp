// graph as it is called, with and without graphviz.
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include <unistd.h>

#include <catch2/catch.hpp>

namespace {

namespace fs = std::filesystem;

struct Run {
  int exit = 0;
  std::string output;  // both streams
};

Run run(const std::string& arguments, const std::string& environment = "") {
  const std::string command =
      "cd " WALKCHECK_SOURCE_DIR " && " + environment + " " WALKCHECK_BINARY " " + arguments + " 2>&1";
  Run result;
  FILE* pipe = ::popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::array<char, 4096> buffer{};
  while (const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), pipe))
    result.output.append(buffer.data(), got);
  const int status = ::pclose(pipe);
  result.exit = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return result;
}

const std::string small = "graph tests/models/walk-race-U21.walk --scenario walk_race_U21 ";

std::size_t count(const std::string& text, const std::string& piece) {
  std::size_t found = 0;
  for (auto at = text.find(piece); at != std::string::npos; at = text.find(piece, at + 1)) ++found;
  return found;
}

}  // namespace

TEST_CASE("graph writes what dot reads", "[binary]") {
  const auto told = run(small + "--dot -");
  CHECK(told.exit == 0);
  CHECK(count(told.output, "pc is ") == 48);
  CHECK(count(told.output, "breaks never_reaches_ERR") == 5);
  CHECK(told.output == run(small + "--dot -").output);
  const auto svg = run(small + "--svg -");
  CHECK(svg.exit == 0);
  CHECK_THAT(svg.output, Catch::Contains("</svg>"));
  CHECK(count(svg.output, "class=\"node\"") == 48);
}

TEST_CASE("one run is drawn", "[binary]") {
  const auto told = run(small + "--trace-of 'never*' --dot -");
  CHECK(told.exit == 0);
  CHECK_THAT(told.output, Catch::Contains("label=\"6. "));
  CHECK(run(small + "--trace-of 'val*' --dot -").exit == 2);
}

TEST_CASE("a graph that is too large ends with 3, and it is told what to do", "[binary]") {
  const auto told = run(small + "--max-states 47 --dot -");
  CHECK(told.exit == 3);
  CHECK_THAT(told.output, Catch::Contains("more than 47 states") && Catch::Contains("--max-states"));
  CHECK(run(small + "--max-states 48 --dot -").exit == 0);
  CHECK(run(small).exit == 2);
}

TEST_CASE("without graphviz it is told what is missing", "[binary]") {
  const auto file = fs::temp_directory_path() / ("walkcheck-graph-" + std::to_string(::getpid()) + ".svg");
  const auto told = run(small + "--svg " + file.string(), "PATH=/nowhere");
  CHECK(told.exit == 2);
  CHECK_THAT(told.output, Catch::Contains("`dot` is not installed"));
  CHECK_FALSE(fs::exists(file));
}
