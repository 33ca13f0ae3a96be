#include "model/language/words.hpp"

#include <algorithm>
#include <vector>

namespace walkcheck::words {

std::span<const std::string> declarations() {
  static const std::vector<std::string> list = {"import",    "level",    "predicate", "vma",   "lock",
                                                "primitive", "callback", "walker",    "rival", "rivals",
                                                "scenario",  "property", "survivor",  "system"};
  return list;
}

std::span<const std::string> statements() {
  static const std::vector<std::string> list = {"let",     "if",     "goto",    "return",  "next",    "stop",
                                                "descend", "hole",   "deref",   "acquire", "release", "sleeps",
                                                "await",   "choose", "perform", "for"};
  return list;
}

std::span<const std::string> clauses() {
  static const std::vector<std::string> list = {"walker", "callback", "use",    "caller", "vma",
                                                "rivals", "locks",    "tables", "assume", "expect"};
  return list;
}

std::span<const std::string> judgements() {
  static const std::vector<std::string> list = {"for", "let",  "after",      "from",    "before", "never", "always",
                                                "at",  "some", "terminates", "witness", "locks",  "in"};
  return list;
}

std::span<const std::string> system_items() {
  static const std::vector<std::string> list = {"const", "var", "start", "count", "rival", "rule", "property"};
  return list;
}

std::span<const std::string> edits() {
  static const std::vector<std::string> list = {"replace", "drop", "insert", "swap"};
  return list;
}

bool is_in(std::string_view word, std::span<const std::string> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool is_reserved(std::string_view word) {
  static const std::vector<std::string> list = {
      "or",   "and",    "not",     "in",      "is",        "if",      "else", "for",    "goto",  "return", "let",
      "at",   "while",  "when",    "until",   "always",    "never",   "only", "some",   "leads", "after",  "before",
      "from", "expect", "because", "witness", "initially", "replace", "drop", "insert", "swap"};
  return is_in(word, list);
}

}  // namespace walkcheck::words
