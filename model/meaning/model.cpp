#include "model/meaning/model.hpp"

#include <algorithm>

namespace walkcheck {

namespace {

template <class Items, class Get>
std::optional<std::size_t> position(const Items& items, std::string_view name, Get get) {
  const auto found = std::find_if(items.begin(), items.end(), [&](const auto& item) { return get(item) == name; });
  if (found == items.end()) return std::nullopt;
  return static_cast<std::size_t>(found - items.begin());
}

}  // namespace

std::optional<std::size_t> Level::state(std::string_view wanted) const {
  return position(states, wanted, [](const std::string& state) -> std::string_view { return state; });
}

std::optional<LevelId> Model::level(std::string_view name) const {
  return position(levels, name, [](const Level& level) -> std::string_view { return level.name; });
}

std::optional<LockId> Model::lock(std::string_view name) const {
  return position(locks, name, [](const Lock& lock) -> std::string_view { return lock.name; });
}

std::optional<std::size_t> Model::vma(std::string_view name) const {
  return position(vmas, name, [](const std::string& kind) -> std::string_view { return kind; });
}

LockId Model::resolve(LockId lock, bool single) const {
  // Aliases lead to locks declared earlier only (check_tables), so this ends.
  while (true) {
    const Lock& what = locks.at(lock);
    if (what.alias) {
      lock = *what.alias;
    } else if (single && what.when_single) {
      lock = *what.when_single;
    } else {
      return lock;
    }
  }
}

const Slot* find_slot(std::string_view name) {
  const auto* found =
      std::find_if(std::begin(slots), std::end(slots), [&](const Slot& slot) { return slot.name == name; });
  return found == std::end(slots) ? nullptr : found;
}

}  // namespace walkcheck
