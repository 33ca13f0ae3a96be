// What a walk does that properties can name.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "model/meaning/model.hpp"
#include "model/system/term.hpp"

namespace walkcheck {

enum class EventKind : std::uint8_t {
  load, call, returned, success, descend, hole, split, store, lock, release, sleep, retry, next, end, error, visited
};

/// The words of the language for them, in the order of EventKind.
inline constexpr std::string_view event_names[] = {"load", "call",    "returned", "success", "descend", "hole", "split", "store",
                                                   "lock", "release", "sleep",    "retry",   "next",    "end",  "error", "visited"};
[[nodiscard]] std::optional<EventKind> find_event(std::string_view name);

struct Event {
  EventKind kind = EventKind::visited;
  std::optional<LevelId> level;   // the level of the entry that it is about
  std::string name;               // slot, primitive, error or step; of a retry, the label
  std::string place;              // visited: the procedure or kernel function of the step
  std::optional<LockId> lock;     // resolved
  std::optional<Term> value;      // load, hole: what the load saw; returned, end: the result
};

}  // namespace walkcheck
