#include "tests/support/command.hpp"

#include <unistd.h>

#include <array>
#include <atomic>
#include <cstdio>
#include <fstream>

#include <catch2/catch.hpp>

namespace walkcheck {

namespace fs = std::filesystem;

Ran command(const std::string& line) {
  FILE* const pipe = ::popen(("exec 2>&1\n" + line).c_str(), "r");
  REQUIRE(pipe != nullptr);
  Ran ran;
  std::array<char, 4096> piece{};
  while (const std::size_t got = std::fread(piece.data(), 1, piece.size(), pipe)) ran.output.append(piece.data(), got);
  const int status = ::pclose(pipe);
  ran.exit = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return ran;
}

Scratch::Scratch() {
  static std::atomic<int> number = 0;
  path_ =
      fs::temp_directory_path() / ("walkcheck-scratch-" + std::to_string(::getpid()) + "-" + std::to_string(++number));
  fs::create_directories(path_);
}

Scratch::~Scratch() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

std::string Scratch::write(const std::string& name, const std::string& text) const {
  const fs::path file = path_ / name;
  fs::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << text;
  return file.string();
}

Ran Scratch::walkcheck(const std::string& arguments) const {
  return command("cd " + path_.string() + " && " + WALKCHECK_BINARY + " " + arguments);
}

}  // namespace walkcheck
