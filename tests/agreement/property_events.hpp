// Events and conditions of properties at random.
#pragma once

#include <optional>
#include <string>

#include "tests/agreement/world.hpp"

namespace walkcheck::testing {

/// An event, and what it brings along.
struct EventText {
  std::string text;
  bool address = false, value = false, result = false;
  std::optional<Depth> level;
};

class EventTexts {
 public:
  /// `model` is the text without its properties.
  EventTexts(const World& world, Pick& pick, std::string model)
      : world_(world), pick_(pick), model_(std::move(model)) {}

  /// What most walks do.
  [[nodiscard]] EventText likely();
  /// One event, perhaps with a condition, or two of them; nearly always something that the text can do.
  [[nodiscard]] EventText event();
  /// What few models do, so that forbidding it may hold.
  [[nodiscard]] std::string rare();
  /// `name`, perhaps at one level; `value` says whether it brings one along.
  [[nodiscard]] EventText at_entry(const std::string& name, std::uint32_t with_level, bool value);
  /// What may stand beside the event; without one, on states.
  [[nodiscard]] std::string condition(const EventText* event = nullptr);
  /// Whether the value, of an entry of this level, is one of some.
  [[nodiscard]] std::string state_question(const std::string& value, std::optional<Depth> level);
  [[nodiscard]] Depth some_level() { return pick_.below(static_cast<std::uint32_t>(world_.levels.size())); }

 private:
  EventText plain_event();
  EventText any_event();
  EventText of_callback();
  EventText of_lock();
  EventText of_step();
  EventText of_primitive();
  std::string atom(const EventText* event);
  [[nodiscard]] bool may_happen(const std::string& event) const;

  const World& world_;
  Pick& pick_;
  std::string model_;
};

}  // namespace walkcheck::testing
