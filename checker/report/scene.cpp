#include "checker/report/scene.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace walkcheck {
namespace {

// What lowering gives these variables (model/system/layout.hpp).
constexpr Value state_is_table = 1;
constexpr Value pointer_unused = 0;
constexpr Value pointer_live = 1;
constexpr Value pointer_stale = 2;

/// "walk_pud_range/split_huge_pud.U6#7", as lowering names places, in words.
std::string place_in_words(std::string_view place) {
  place = place.substr(0, place.rfind('#'));
  const auto dot = place.rfind('.');
  if (dot == std::string_view::npos) return std::string(place);
  const auto step = place.substr(dot + 1);
  const auto slash = std::min(place.find('/'), dot);
  auto words = fmt::format("{}{}()", step.empty() ? "" : fmt::format("{} of ", step), place.substr(0, slash));
  if (slash < dot) words += fmt::format(", in {}()", place.substr(slash + 1, dot - slash - 1));
  return words;
}

class Painter {
 public:
  Painter(const SystemDraft& system, std::span<const Value> state, std::span<const Value> before)
      : system_(system), state_(state), before_(before) {}

  [[nodiscard]] Scene paint() {
    for (std::size_t level = 0; level < system_.tables.levels.size(); ++level) add_level(level);
    for (const auto& lock : system_.tables.locks) add_lock(lock);
    for (VariableId id = 0; id < system_.variables.size(); ++id) add_other(id);
    return std::move(scene_);
  }

 private:
  [[nodiscard]] bool changed(VariableId id) const { return !before_.empty() && before_[id] != state_[id]; }
  [[nodiscard]] std::string text(VariableId id) const { return value_text(system_.variables[id].values, state_[id]); }

  /// The table of `level` in which the walk stands, by its index among those of the level.
  [[nodiscard]] std::size_t current_table(std::size_t level) const {
    std::size_t index = 0;
    for (std::size_t above = 0; above < level; ++above) {
      const auto& each = system_.tables.levels[above];
      index = index * each.per_table + (each.cursor ? static_cast<std::size_t>(state_[*each.cursor]) : 0);
    }
    return index;
  }

  void add_level(std::size_t level) {
    const auto& all = system_.tables.levels[level];
    const std::size_t first = scene_.tables.size();
    for (std::size_t table = 0; table * all.per_table < all.entries.size(); ++table) add_table(level, table);
    first_above_ = first;
  }

  void add_table(std::size_t level, std::size_t table) {
    const auto& all = system_.tables.levels[level];
    Scene::Table drawn{.level = all.name, .above = {}, .entries = {}};
    if (level > 0) {
      const std::size_t per_table = system_.tables.levels[level - 1].per_table;
      drawn.above = first_above_ + table / per_table;
      drawn.entry = table % per_table;
      auto& above = scene_.tables[*drawn.above];
      above.entries[drawn.entry].below = scene_.tables.size();
      drawn.exists = above.exists && state_[above.entries[drawn.entry].variable] == state_is_table;
    }
    const bool here = current_table(level) == table;
    // Below the root a pointer is left out where nothing depends on it.
    const auto pointer = all.pointer ? state_[*all.pointer] : level == 0 ? pointer_live : pointer_unused;
    drawn.walked = here && pointer != pointer_unused;
    drawn.stale = drawn.walked && pointer == pointer_stale;
    drawn.detached = drawn.walked && pointer > pointer_stale;
    for (std::size_t i = 0; i < all.per_table; ++i) {
      const VariableId id = all.entries[table * all.per_table + i];
      const auto& variable = system_.variables[id];
      const bool cursor = drawn.walked && (!all.cursor || static_cast<std::size_t>(state_[*all.cursor]) == i);
      drawn.entries.push_back({id, variable.name, text(id), variable.hidden == state_[id], cursor, changed(id), {}});
    }
    scene_.tables.push_back(std::move(drawn));
  }

  void add_lock(const TableTree::Lock& lock) {
    std::optional<std::size_t> table;
    if (lock.level) {
      std::size_t of_level = 0;
      for (std::size_t i = 0; i < scene_.tables.size() && !table; ++i) {
        if (scene_.tables[i].level == system_.tables.levels[*lock.level].name && of_level++ == lock.table) table = i;
      }
    }
    scene_.locks.push_back({system_.variables[lock.variable].name, text(lock.variable), changed(lock.variable), table});
  }

  void add_other(VariableId id) {
    using Kind = Variable::Kind;
    const auto& variable = system_.variables[id];
    const bool whole = system_.tables.empty();
    if (variable.kind == Kind::control) {
      scene_.place = place_in_words(text(id));
    } else if (variable.kind == Kind::choice && !whole) {
      scene_.choices.push_back({variable.name, text(id), changed(id)});
    } else if (variable.kind == Kind::local || (whole && variable.kind != Kind::observer)) {
      scene_.locals.push_back({variable.name, text(id), changed(id)});
    }
  }

  const SystemDraft& system_;
  std::span<const Value> state_, before_;
  Scene scene_;
  std::size_t first_above_ = 0;  // of the tables of the level above
};

}  // namespace

Scene scene(const SystemDraft& system, std::span<const Value> state, std::span<const Value> before) {
  return Painter(system, state, before).paint();
}

}  // namespace walkcheck
