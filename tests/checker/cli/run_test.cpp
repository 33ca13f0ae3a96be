#include "checker/cli/run.hpp"

#include <catch2/catch.hpp>

#include <sstream>
#include <string>
#include <vector>

using namespace walkcheck;

namespace {

struct Ran {
  int code = 0;
  std::string out, err;
};

Ran run_with(std::vector<const char*> words) {
  words.insert(words.begin(), "walkcheck");
  std::ostringstream out, err;
  const int code = run(static_cast<int>(words.size()), words.data(), {out, err});
  return {code, out.str(), err.str()};
}

}  // namespace

TEST_CASE("a path that is not there") {
  const auto ran = run_with({"check", "no/such/file.prop"});
  CHECK(ran.code == 2);
  CHECK(ran.out.empty());
  CHECK_THAT(ran.err, Catch::Contains("no/such/file.prop: there is no such file"));
}

TEST_CASE("a report that cannot be written is refused before the search") {
  const auto ran = run_with({"check", WALKCHECK_SOURCE_DIR, "--json", "/no/such/folder/a.json"});
  CHECK(ran.code == 2);
  CHECK_THAT(ran.err, Catch::Contains("--json /no/such/folder/a.json"));
  CHECK(run_with({"check", WALKCHECK_SOURCE_DIR, "--json", "/tmp"}).code == 2);
}

TEST_CASE("no command is a fault of usage, help is none") {
  CHECK(run_with({}).code == 2);
  CHECK(run_with({"--help"}).code == 0);
}

TEST_CASE("exit codes in the style that is asked for, also of what is no verdict") {
  CHECK(run_with({"check", "/no/such/file", "--exit-style", "bisect"}).code == 125);
  CHECK(run_with({"check", "/no/such/file", "--exit-style=kselftest"}).code == 1);
  CHECK(run_with({"check", "/no/such/file", "--exit-style", "walkcheck"}).code == 2);
  CHECK(run_with({"check", "--exit-style", "bisect", "--no-such-option"}).code == 128);
  CHECK(run_with({"check", "/no/such/file", "--exit-style", "other"}).code == 2);
}
