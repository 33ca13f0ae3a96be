#include "model/text/words.hpp"

#include <algorithm>
#include <cctype>

namespace walkcheck {

namespace {

bool in_a_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

}  // namespace

std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> found;
  for (const char* at = text.begin(); at != text.end();) {
    const char* const end = std::find_if_not(at, text.end(), in_a_word);
    if (end != at) found.emplace_back(at, end);
    at = std::find_if(end, text.end(), in_a_word);
  }
  return found;
}

}  // namespace walkcheck
