#include "model/meaning/event_kinds.hpp"

#include <algorithm>

namespace walkcheck {

std::optional<EventKind> find_event(std::string_view name) {
  const auto* found = std::find(std::begin(event_names), std::end(event_names), name);
  if (found == std::end(event_names)) return std::nullopt;
  return static_cast<EventKind>(found - std::begin(event_names));
}

}  // namespace walkcheck
