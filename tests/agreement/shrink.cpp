// Three passes, from large to small, until none of them finds anything more to drop:
//   blocks   a line with all that is indented below it and the brace that closes it; or the two lines around, so that
//            what was inside stays
//   lines    runs of lines, of half the text, of a quarter, ... of one
//   words    runs of up to eight tokens of one line
// The result is minimal in the sense that no single drop of these kinds still fails, if the tries were enough.
#include "tests/agreement/shrink.hpp"

#include <algorithm>
#include <cctype>
#include <string_view>
#include <vector>

namespace walkcheck::testing {

namespace {

using Lines = std::vector<std::string>;

Lines split_lines(const std::string& text) {
  Lines lines;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (end > begin) lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

std::string text_of(const Lines& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

std::size_t indentation(const std::string& line) { return std::min(line.find_first_not_of(' '), line.size()); }

bool opens(const std::string& line) { return line.back() == '{'; }
bool closes(const std::string& line) { return line[indentation(line)] == '}'; }

/// The line behind the block that begins at `first`, its closing brace among it.
std::size_t end_of_block(const Lines& lines, std::size_t first) {
  const std::size_t depth = indentation(lines[first]);
  std::size_t end = first + 1;
  while (end < lines.size() && indentation(lines[end]) > depth) ++end;
  if (opens(lines[first]) && end < lines.size() && closes(lines[end]) && !opens(lines[end])) ++end;
  return end;
}

/// Words, numbers and texts, each with the blanks in front of it; every other character is a token of its own.
std::vector<std::string> tokens_of(const std::string& line) {
  std::vector<std::string> tokens;
  std::size_t at = 0;
  while (at < line.size()) {
    const std::size_t begin = at;
    while (at < line.size() && line[at] == ' ') ++at;
    const auto is_word = [&] {
      return at < line.size() && (std::isalnum(static_cast<unsigned char>(line[at])) != 0 || line[at] == '_');
    };
    if (at < line.size() && line[at] == '"') {
      at = std::min(line.find('"', at + 1), line.size() - 1) + 1;
    } else if (is_word()) {
      while (is_word()) ++at;
    } else if (at < line.size()) {
      ++at;
    }
    tokens.push_back(line.substr(begin, at - begin));
  }
  return tokens;
}

class Shrinking {
 public:
  Shrinking(Lines lines, const std::function<bool(const std::string&)>& fails, std::uint64_t most_tries)
      : lines_(std::move(lines)), fails_(fails), tries_(most_tries) {}

  Lines run() {
    bool smaller = true;
    while (smaller && tries_ > 0) {
      smaller = blocks();
      smaller = runs() || smaller;
      smaller = words() || smaller;
    }
    return std::move(lines_);
  }

 private:
  bool keep_if_fails(Lines candidate) {
    if (tries_ == 0) return false;
    --tries_;
    if (!fails_(text_of(candidate))) return false;
    lines_ = std::move(candidate);
    return true;
  }

  bool drop(std::size_t first, std::size_t end) {
    Lines rest = lines_;
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(first), rest.begin() + static_cast<std::ptrdiff_t>(end));
    return keep_if_fails(std::move(rest));
  }

  bool blocks() {
    bool smaller = false;
    for (std::size_t first = 0; first < lines_.size();) {
      const std::size_t end = end_of_block(lines_, first);
      if (end > first + 1 && (drop(first, end) || unwrap(first, end))) {
        smaller = true;
      } else {
        ++first;
      }
    }
    return smaller;
  }

  bool unwrap(std::size_t first, std::size_t end) {
    if (!opens(lines_[first]) || !closes(lines_[end - 1])) return false;
    Lines rest = lines_;
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(end - 1));
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(first));
    return keep_if_fails(std::move(rest));
  }

  bool runs() {
    bool smaller = false;
    for (std::size_t size = std::max<std::size_t>(lines_.size() / 2, 1); size > 0; size /= 2) {
      for (std::size_t first = 0; first < lines_.size();) {
        const std::size_t end = std::min(first + size, lines_.size());
        if (drop(first, end)) {
          smaller = true;
        } else {
          first += size;
        }
      }
    }
    return smaller;
  }

  bool words() {
    bool smaller = false;
    for (std::size_t line = 0; line < lines_.size(); ++line) {
      for (std::size_t size = 8; size > 0; --size) smaller = words_of(line, size) || smaller;
    }
    return smaller;
  }

  bool words_of(std::size_t line, std::size_t size) {
    bool smaller = false;
    std::vector<std::string> tokens = tokens_of(lines_[line]);
    // A line without tokens is a drop of the line.
    for (std::size_t first = 0; first + size < tokens.size() + (first == 0 ? 0 : 1);) {
      std::vector<std::string> rest = tokens;
      rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(first),
                 rest.begin() + static_cast<std::ptrdiff_t>(first + size));
      Lines candidate = lines_;
      candidate[line].clear();
      for (const std::string& token : rest) candidate[line] += token;
      if (keep_if_fails(std::move(candidate))) {
        tokens = std::move(rest);
        smaller = true;
      } else {
        ++first;
      }
    }
    return smaller;
  }

  Lines lines_;
  const std::function<bool(const std::string&)>& fails_;
  std::uint64_t tries_;
};

}  // namespace

std::string shrink(const std::string& text, const std::function<bool(const std::string&)>& fails,
                   std::uint64_t most_tries) {
  return text_of(Shrinking(split_lines(text), fails, most_tries).run());
}

}  // namespace walkcheck::testing
