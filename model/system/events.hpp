// What a walk does that properties can name.
#pragma once

#include <optional>
#include <string>

#include "model/meaning/event_kinds.hpp"
#include "model/meaning/model.hpp"
#include "model/system/term.hpp"

namespace walkcheck {

struct Event {
  EventKind kind = EventKind::visited;
  std::optional<LevelId> level;  // the level of the entry that it is about
  std::string name;              // slot, primitive, error or step; of a retry, the label
  std::string place;             // visited: the procedure or kernel function of the step
  std::optional<LockId> lock;    // resolved
  std::optional<Term> value;     // load, hole: what the load saw; returned, end: the result
};

}  // namespace walkcheck
