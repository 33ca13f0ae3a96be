#include <catch2/catch.hpp>
#include <string>

#include "model/language/parser.hpp"
#include "model/meaning/checked_model.hpp"
#include "tests/agreement/pick.hpp"
#include "tests/agreement/random_model.hpp"

namespace walkcheck::testing {

namespace {

std::string faults_of(const std::string& text) {
  Sources sources;
  Diagnostics diagnostics;
  std::vector<tree::File> files;
  files.push_back(parse(sources, sources.add("random.walk", text), diagnostics));
  if (diagnostics.empty()) static_cast<void>(check(std::move(files), sources, diagnostics));
  std::string faults;
  for (const Diagnostic& fault : diagnostics.sorted()) faults += render(fault, sources);
  return faults;
}

/// FNV-1a.
std::uint64_t digest(const std::string& text) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char letter : text) hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001b3;
  return hash;
}

}  // namespace

TEST_CASE("random models load", "[agreement]") {
  std::string faults;
  for (std::uint64_t seed = 0; seed < 1'000; ++seed) {
    const std::string found = faults_of(random_model(seed, {.systems = 25, .any_size = seed % 5 == 0}));
    if (!found.empty()) faults += "seed " + std::to_string(seed) + ": " + found;
  }
  INFO(faults);
  CHECK(faults.empty());
}

TEST_CASE("random models are the same on every machine", "[agreement]") {
  std::string all;
  for (std::uint64_t seed = 0; seed < 100; ++seed) all += random_model(seed);
  // Another number is right after a change of the generator, and after nothing else.
  CHECK(digest(all) == 0x0b7fb3efdd0a427a);
}

TEST_CASE("random models use the whole language", "[agreement]") {
  std::string all;
  for (std::uint64_t seed = 0; seed < 500; ++seed) all += random_model(seed);
  for (const char* word : {"level ",
                           "predicate ",
                           "vma ",
                           " per mm",
                           " table or is ",
                           "lock mm_lock",
                           " is mm_lock",
                           "rival row",
                           " -> ",
                           " ~ ",
                           "sees ",
                           " takes nothing",
                           " frees after ",
                           "{ all ",
                           "when vma is",
                           "while mmap in",
                           "rivals others",
                           " without ",
                           "primitive ",
                           "callback ",
                           "walker ",
                           "enter {",
                           "leave {",
                           "replace",
                           "drop ",
                           "insert before ",
                           "insert after ",
                           "scenario ",
                           "use ",
                           "caller holds mmap",
                           "locks split, single",
                           "assume",
                           "tables ",
                           " = null",
                           "hole",
                           "next",
                           "stop",
                           "descend",
                           "deref ",
                           "acquire ",
                           "release ",
                           "sleeps ",
                           "await ",
                           "choose ",
                           "perform any of ",
                           "for each ",
                           " below ",
                           "goto ",
                           "swap ",
                           "return",
                           "action = AGAIN",
                           "err",
                           "has(",
                           "null",
                           "else {",
                           "vma is ",
                           "terminates when rivals stop",
                           "never deadlock",
                           "for each address",
                           "initially no",
                           " only after ",
                           " leads to ",
                           "some ",
                           " before ",
                           "after ",
                           "until ",
                           "from ",
                           " always ",
                           " while ",
                           "witness ",
                           "success(",
                           "split(",
                           "returned(",
                           "visited(",
                           "error(",
                           "retry",
                           "locks_held",
                           "held(",
                           "address",
                           "value",
                           "result",
                           "system s",
                           "const ",
                           "var ",
                           "start ",
                           "count ",
                           "rival rule",
                           "for i in",
                           "j in",
                           "expect holds because"}) {
    CAPTURE(word);
    CHECK(all.find(word) != std::string::npos);
  }
  CHECK(random_model(1, {.systems = 0, .any_size = true}).find("tables any") != std::string::npos);
}

TEST_CASE("picks are as likely as they should be", "[agreement]") {
  Pick pick(7);
  std::vector<int> drawn(3), weighed(3);
  for (int i = 0; i < 30'000; ++i) {
    ++drawn[pick.below(3)];
    ++weighed[pick.weighted({1, 0, 3})];
  }
  for (const int count : drawn) CHECK((count > 9'500 && count < 10'500));
  CHECK((weighed[0] > 7'000 && weighed[0] < 8'000));
  CHECK(weighed[1] == 0);
  CHECK(Pick(7).below(1'000'000) == Pick(7).below(1'000'000));
}

}  // namespace walkcheck::testing
