#include <string_view>

#include "model/system/transition_system.hpp"

namespace walkcheck {

std::string value_text(const ValueNames& names, std::int32_t value) {
  const auto index = static_cast<std::size_t>(value);
  return names && value >= 0 && index < names->size() ? (*names)[index] : std::to_string(value);
}

std::string filled(const Note& note, const Terms& terms, std::span<const Value> state) {
  std::string text;
  std::string_view rest = note.text;
  for (const auto& shown : note.values) {
    const auto place = rest.find("{}");
    if (place == rest.npos) break;
    text += rest.substr(0, place);
    text += value_text(shown.names, evaluate(terms, shown.value, state));
    rest.remove_prefix(place + 2);
  }
  return text.append(rest);
}

}  // namespace walkcheck
