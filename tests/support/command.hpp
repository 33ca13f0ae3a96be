// Commands as people and scripts call them, in a folder of their own.
#pragma once

#include <filesystem>
#include <string>

namespace walkcheck {

struct Ran {
  int exit = 0;        // -1: ended by a signal
  std::string output;  // both streams
};

/// By /bin/sh.
[[nodiscard]] Ran command(const std::string& line);

/// A new folder that goes away with this value.
class Scratch {
 public:
  Scratch();
  ~Scratch();
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  /// Writes a file, making the folders that it needs, and gives its path.
  std::string write(const std::string& name, const std::string& text) const;
  /// The binary, called in this folder.
  [[nodiscard]] Ran walkcheck(const std::string& arguments) const;

 private:
  std::filesystem::path path_;
};

}  // namespace walkcheck
