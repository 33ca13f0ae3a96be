// Files that are there whole or not at all, whatever ends the run: a fault, a signal, a full disk, no more memory.
#pragma once

#include <string>

namespace walkcheck {

/// A file to be written in a while. Its text goes into a draft beside it, FILE.walkcheck-part, which is renamed when
/// all of it is on the disk. A draft that a killed run left is taken over by the next run; one that is in use, is not.
/// A path that exists and is no regular file (a pipe, a device) is written directly; a link stays a link.
class WholeFile {
 public:
  /// Makes sure that it can be written. std::runtime_error says why not.
  explicit WholeFile(const std::string& path);
  /// Takes the draft away, unless it became the file.
  ~WholeFile();
  WholeFile(WholeFile&& other) noexcept;
  WholeFile(const WholeFile&) = delete;
  WholeFile& operator=(const WholeFile&) = delete;
  WholeFile& operator=(WholeFile&&) = delete;

  /// Removes what an earlier run wrote, so that nobody takes it for what this one did not live to write.
  void remove_old() const;

  /// Once. std::runtime_error says what failed; then there is no new file.
  void write(const std::string& text);

 private:
  std::string target_;  // what a link names
  std::string draft_;   // empty: `target_` is written directly, or is written
  int file_ = -1;       // the draft, locked
};

/// Writes `text` to `path` as a WholeFile; an older file stays if that fails. std::runtime_error says why.
void write_whole(const std::string& path, const std::string& text);

/// Adds `text` to the end of the file in one piece. std::runtime_error says what failed.
void append_whole(const std::string& path, const std::string& text);

}  // namespace walkcheck
