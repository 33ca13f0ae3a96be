// Texts that are compared with a file of tests/golden. WALKCHECK_PROMOTE=1 writes the file instead; a person reads the
// diff.
#pragma once

#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace walkcheck::testing {

inline void require_golden(const std::string& name, const std::string& text) {
  const auto path = std::filesystem::path(WALKCHECK_SOURCE_DIR) / "tests/golden" / name;
  if (std::getenv("WALKCHECK_PROMOTE") != nullptr) std::ofstream(path, std::ios::binary) << text;
  std::ifstream file(path, std::ios::binary);
  INFO("golden file " << path.string());
  REQUIRE(file.good());
  const std::string golden{std::istreambuf_iterator<char>(file), {}};
  REQUIRE(text == golden);
}

}  // namespace walkcheck::testing
