#include "checker/report/query.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "checker/report/scene.hpp"

namespace walkcheck {
namespace {

/// In the order of severity: what hides the rest comes first.
std::string why_not(const Scene::Table& table, const Scene::Entry& entry) {
  if (!table.exists) return "there is no such table";
  return entry.hidden ? "of no more interest" : "";
}

std::string why_not(const Scene& scene, VariableId variable) {
  for (const auto& table : scene.tables) {
    for (const auto& entry : table.entries) {
      if (entry.variable == variable) return why_not(table, entry);
    }
  }
  return "";
}

/// Of the entry at which the walk stands.
std::string why_no_load(const Scene& scene, const std::string& level) {
  for (const auto& table : scene.tables) {
    if (table.level != level || !table.walked) continue;
    if (table.stale || table.detached) return "its table is gone";
    for (const auto& entry : table.entries) {
      if (entry.cursor) return why_not(table, entry);
    }
  }
  return "the walk is not there";
}

}  // namespace

std::string Query::without_value(const SystemDraft& system, std::span<const Value> state) const {
  if (system.tables.empty()) return "";
  const Scene now = scene(system, state);
  if (now.place == "ended") return "the walk has ended";
  for (const auto level : loads_) {
    if (auto why = why_no_load(now, system.tables.levels[level].name); !why.empty()) return why;
  }
  for (const auto variable : asks_) {
    if (auto why = why_not(now, variable); !why.empty()) return why;
  }
  return "";
}

std::string Query::value(const SystemDraft& system, std::span<const Value> state) const {
  if (const auto why = without_value(system, state); !why.empty()) return fmt::format("({})", why);
  const auto value = evaluate(terms_, term_, state);
  return condition_ ? (value != 0 ? "true" : "false") : value_text(names_, value);
}

bool Query::holds(const SystemDraft& system, std::span<const Value> state) const {
  return condition_ && without_value(system, state).empty() && evaluate(terms_, term_, state) != 0;
}

}  // namespace walkcheck
