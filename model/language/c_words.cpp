#include "model/language/c_words.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace walkcheck {
namespace {

struct Row {
  std::string_view c, here;
};

/// Of two that fit, the first.
constexpr std::array<Row, 22> symbols_and_words{{
    {";", "a statement ends with its line"},
    {"&&", "write 'and'"},
    {"||", "write 'or'"},
    {"!", "write 'not', or != between two values"},
    {"&", "an entry is passed by its name alone"},
    {"->", "a local is named without its structure"},
    {"?", "write 'if ... { ... } else { ... }'"},
    {"continue", "put what it would pass over into an 'if', or 'goto' a label in front of it"},
    {"break", "put what it would pass over into an 'if', or 'goto' a label behind the loop"},
    {"while", "a loop is a label and a 'goto', or 'for each pte page below entry { ... }'"},
    {"do", "a loop is a label and a 'goto', or 'for each pte page below entry { ... }'"},
    {"switch", "write 'if ... { ... } else if ... { ... }'"},
    {"spin_lock", "write 'acquire pmd_lock', with the name of the lock"},
    {"spin_unlock", "write 'release', with the lock's name or the local that holds it"},
    {"rcu_read_lock", "write 'acquire rcu'"},
    {"rcu_read_unlock", "write 'release rcu'"},
    {"READ_ONCE", "each '*entry' is one load: let value = *entry"},
    {"pmdp_get", "each '*entry' is one load: let value = *entry"},
    {"WRITE_ONCE", "a store is '*entry = none'"},
    {"cond_resched", "what may sleep says so: sleeps \"cond_resched()\""},
    {"kmalloc", "what may sleep says so: sleeps \"kmalloc()\""},
    {"NULL", "write 'null'"},
}};

constexpr std::array<std::string_view, 5> levels{"pgd_", "p4d_", "pud_", "pmd_", "pte_"};

}  // namespace

std::string instead_of_c(std::string_view text) {
  const bool word = !text.empty() && (std::isalpha(static_cast<unsigned char>(text.front())) != 0);
  for (const auto& [c, here] : symbols_and_words) {
    if (word ? text == c : text.starts_with(c)) return std::string(here);
  }
  return "";
}

std::string without_level(std::string_view name) {
  const auto* const level =
      std::find_if(levels.begin(), levels.end(), [&](std::string_view each) { return name.starts_with(each); });
  return level == levels.end() ? "" : std::string(name.substr(level->size()));
}

}  // namespace walkcheck
