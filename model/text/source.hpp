// Source texts and places in them. Lines and columns start at 1; columns count bytes.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace walkcheck {

using FileId = std::uint32_t;

/// A piece of one file: byte offsets [begin, end) into its text.
struct Span {
  FileId file = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  friend bool operator==(const Span&, const Span&) = default;
};

struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

/// All texts of one run. Ids are dense and in the order of `add`; texts never move or change.
class Sources {
 public:
  /// `path` is kept as people will see it in diagnostics.
  FileId add(std::string path, std::string text);

  [[nodiscard]] std::size_t size() const { return files_.size(); }
  [[nodiscard]] const std::string& path(FileId file) const { return files_.at(file).path; }
  [[nodiscard]] std::string_view text(FileId file) const { return files_.at(file).text; }
  [[nodiscard]] std::string_view text(Span span) const;
  /// Where `span` begins.
  [[nodiscard]] Position position(Span span) const;
  /// The line (without its newline) in which `span` begins.
  [[nodiscard]] std::string_view line(Span span) const;

 private:
  struct File {
    std::string path;
    std::string text;
    std::vector<std::uint32_t> line_starts;
  };
  std::deque<File> files_;  // a vector would move short texts when it grows
};

}  // namespace walkcheck
