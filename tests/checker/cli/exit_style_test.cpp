#include "checker/cli/exit_style.hpp"

#include <catch2/catch.hpp>

#include <vector>

#include "checker/report/outcome.hpp"

using namespace walkcheck;

namespace {

ExitStyle asked(std::vector<const char*> words) {
  words.insert(words.begin(), "walkcheck");
  return exit_style(static_cast<int>(words.size()), words.data());
}

}  // namespace

TEST_CASE("the style is read whatever else the command line holds") {
  CHECK(asked({"check", "a.prop"}) == ExitStyle::walkcheck);
  CHECK(asked({"check", "--no-such-option", "--exit-style", "bisect"}) == ExitStyle::bisect);
  CHECK(asked({"check", "--exit-style=kselftest", "a.prop"}) == ExitStyle::kselftest);
  CHECK(asked({"check", "--exit-style"}) == ExitStyle::walkcheck);
  CHECK(asked({"check", "--exit-styles", "bisect"}) == ExitStyle::walkcheck);
}

TEST_CASE("git bisect takes nothing for a verdict that is none") {
  CHECK(styled(exit_as_expected, ExitStyle::bisect) == 0);
  CHECK(styled(exit_unexpected, ExitStyle::bisect) == 1);
  CHECK(styled(exit_undecided, ExitStyle::bisect) == 125);
  CHECK(styled(exit_bad_input, ExitStyle::bisect) == 125);
  CHECK(styled(exit_internal_error, ExitStyle::bisect) == 125);
  CHECK(styled(exit_bad_input, ExitStyle::bisect, true) == 128);
  CHECK(styled(0, ExitStyle::bisect, true) == 0);
}

TEST_CASE("kselftest passes, fails or skips") {
  CHECK(styled(exit_as_expected, ExitStyle::kselftest) == 0);
  CHECK(styled(exit_unexpected, ExitStyle::kselftest) == 1);
  CHECK(styled(exit_undecided, ExitStyle::kselftest) == 4);
  CHECK(styled(exit_bad_input, ExitStyle::kselftest) == 1);
  CHECK(styled(exit_internal_error, ExitStyle::kselftest) == 1);
}

TEST_CASE("the usual codes stay as they are") {
  for (const int code : {exit_as_expected, exit_unexpected, exit_bad_input, exit_undecided, exit_internal_error})
    CHECK(styled(code, ExitStyle::walkcheck, true) == code);
}
