// What a fuzzer once found, kept as numbered files: each is refused with diagnostics or lowered, and nothing else
// happens.
#include <catch2/catch.hpp>

#include <filesystem>
#include <stdexcept>

#include "model/meaning/checked_model.hpp"
#include "model/system/job.hpp"

namespace walkcheck::testing {
namespace {

TEST_CASE("a file that a fuzzer found is refused or lowered") {
  std::size_t seen = 0;
  for (const auto& entry : std::filesystem::directory_iterator(WALKCHECK_SOURCE_DIR "/tests/fixtures/fuzz")) {
    INFO(entry.path().string());
    ++seen;
    Sources sources;
    Diagnostics diagnostics;
    const auto model = load({entry.path().string()}, sources, diagnostics);
    CHECK(model.has_value() == diagnostics.empty());
    if (!model) continue;
    for (const Job& job : plan(*model, {})) CHECK_NOTHROW(lower(*model, job));
  }
  CHECK(seen > 0);
}

}  // namespace
}  // namespace walkcheck::testing
