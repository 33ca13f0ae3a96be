#include "checker/report/query_words.hpp"

#include <algorithm>
#include <vector>

#include "model/language/words.hpp"

namespace walkcheck {
namespace {

bool is_letter(char c) { return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_word(char c) { return is_letter(c) || (c >= '0' && c <= '9'); }

/// Variables and values that the language would not read as one word, the longest first.
std::vector<std::string> odd_names(const SystemDraft& system) {
  std::vector<std::string> names;
  const auto add = [&names](const std::string& name) {
    const bool odd = !std::all_of(name.begin(), name.end(), is_word) || words::is_reserved(name);
    if (odd && is_letter(name.front())) names.push_back(name);
  };
  for (const auto& variable : system.variables) {
    add(variable.name);
    if (variable.values) std::for_each(variable.values->begin(), variable.values->end(), add);
  }
  std::sort(names.begin(), names.end(),
            [](const auto& a, const auto& b) { return a.size() != b.size() ? a.size() > b.size() : a < b; });
  return names;
}

}  // namespace

std::string in_words(const SystemDraft& system, std::string text) {
  const auto names = odd_names(system);
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool begins = is_letter(text[at]) && (at == 0 || !is_word(text[at - 1]));
    if (text[at] == '.' && at > 0 && is_word(text[at - 1])) text[at] = '_';
    if (!begins) continue;
    const auto ends_well = [&](const std::string& name) {
      const auto end = at + name.size();
      return end >= text.size() || !is_word(name.back()) || !is_word(text[end]);
    };
    for (const auto& name : names) {
      if (text.compare(at, name.size(), name) != 0 || !ends_well(name)) continue;
      std::replace_if(
          text.begin() + static_cast<std::ptrdiff_t>(at), text.begin() + static_cast<std::ptrdiff_t>(at + name.size()),
          [](char c) { return !is_word(c); }, '_');
      if (words::is_reserved(name)) text[at] = '_';
      break;
    }
  }
  return text;
}

}  // namespace walkcheck
