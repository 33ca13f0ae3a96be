// The kinds of what a walk does that properties can name.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace walkcheck {

enum class EventKind : std::uint8_t {
  load,
  call,
  returned,
  success,
  descend,
  hole,
  split,
  store,
  lock,
  release,
  sleep,
  retry,
  next,
  end,
  error,
  visited
};

/// The words of the language for them, in the order of EventKind.
inline constexpr std::string_view event_names[] = {"load",  "call",  "returned", "success", "descend", "hole",
                                                   "split", "store", "lock",     "release", "sleep",   "retry",
                                                   "next",  "end",   "error",    "visited"};
[[nodiscard]] std::optional<EventKind> find_event(std::string_view name);

}  // namespace walkcheck
