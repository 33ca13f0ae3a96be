#include "tests/agreement/property_events.hpp"

#include <string_view>

namespace walkcheck::testing {

// ---------------------------------------------------------------- events

EventText EventTexts::likely() {
  switch (pick_.weighted({40, 20, 20, 10, 10})) {
    case 0:
      return at_entry("load", 60, true);
    case 1:
      return at_entry("descend", 40, true);
    case 2:
      return at_entry("next", 40, false);
    case 3:
      return at_entry("hole", 40, true);
    default:
      return {"end", false, false, true, std::nullopt};
  }
}

EventText EventTexts::at_entry(const std::string& name, std::uint32_t with_level, bool value) {
  EventText made{name, true, value, false, std::nullopt};
  if (!pick_.chance(with_level)) return made;
  // Nothing descends from the last level.
  made.level = name == "descend" && world_.levels.size() > 1
                   ? pick_.below(static_cast<std::uint32_t>(world_.levels.size() - 1))
                   : some_level();
  made.text += "(" + world_.levels[*made.level].name + ")";
  return made;
}

EventText EventTexts::plain_event() {
  EventText made = any_event();
  for (int tries = 0; tries < 4 && !may_happen(made.text); ++tries) made = any_event();
  return made;
}

bool EventTexts::may_happen(const std::string& event) const {
  const auto says = [&](const std::string& text) { return model_.find(text) != std::string::npos; };
  const auto is = [&](std::string_view name) { return event.rfind(name, 0) == 0; };
  const std::string what = event.find('(') == std::string::npos ? "" : event.substr(event.find('(') + 1);
  if (is("sleep")) return says("sleeps");
  if (is("retry")) return says("goto again");
  if (is("store")) return says("*entry = ");
  if (is("call") || is("returned"))
    return what.empty() || says("  callback " + what.substr(0, what.find_first_of(",)")));
  if (is("lock") || is("release"))
    return says(event.substr(0, 4) == "lock" ? "acquire" : "release " + what.substr(0, what.find(')')));
  if (is("success")) return says("= " + what.substr(0, what.find(')')));
  if (is("split")) return says(" split_huge_" + what.substr(0, what.find(')')) + "(entry)");
  if (is("end(") && what[0] != '0') return says("return " + what.substr(0, what.find(')')));
  return true;
}

EventText EventTexts::any_event() {
  switch (pick_.weighted({30, 12, 10, 8, 9, 8, 6, 5, 6, 6})) {
    case 0:
      return likely();
    case 1:
      return of_callback();
    case 2:
      return of_lock();
    case 3:
      return at_entry("store", 50, true);
    case 4:
      return {"end" + pick_.of({"", "(0)", "(-EFAULT)", "(1)"}), false, false, true, std::nullopt};
    case 5:
      return {"error" + pick_.of({"", "(bad_deref)", "(stale_table)", "(self_deadlock)", "(unlock_not_held)"}), true,
              false, false, std::nullopt};
    case 6:
      return {"sleep", false, false, false, std::nullopt};
    case 7:
      return at_entry("retry", 60, false);
    case 8:
      return of_step();
    default:
      return of_primitive();
  }
}

EventText EventTexts::of_callback() {
  const std::string slot =
      world_.callbacks.empty() || pick_.chance(10) ? pick_.of(world_.slots()) : pick_.of(world_.callbacks).slot;
  if (pick_.chance(45)) return {"call(" + slot + ")", true, false, false, std::nullopt};
  if (pick_.chance(20)) return {"returned", true, false, true, std::nullopt};
  const std::string answer = pick_.of({"", ", 0", ", CONTINUE", ", SUBTREE", ", -EFAULT", ", AGAIN"});
  return {"returned(" + slot + answer + ")", true, false, true, std::nullopt};
}

EventText EventTexts::of_lock() {
  const std::string name = pick_.of({"lock", "release"});
  const std::string what = pick_.chance(20) ? "" : "(" + pick_.of(world_.locks).name + ")";
  return {name + what, false, false, false, std::nullopt};
}

EventText EventTexts::of_step() {
  const StepText& step = pick_.of(world_.steps);
  const std::string place = pick_.chance(70) ? ", " + step.place : "";
  return {"visited(" + step.label + place + ")", false, false, false, std::nullopt};
}

EventText EventTexts::of_primitive() {
  std::vector<std::string> lockers, splitters;
  for (const PrimitiveText& each : world_.primitives) {
    if (each.returns == PrimitiveText::Returns::lock) lockers.push_back(each.name);
    if (each.name.rfind("split_huge_", 0) == 0) splitters.push_back(each.name.substr(11));
  }
  if (!lockers.empty() && pick_.chance(60))
    return {"success(" + pick_.of(lockers) + ")", true, false, false, std::nullopt};
  if (!splitters.empty()) return {"split(" + pick_.of(splitters) + ")", true, false, false, std::nullopt};
  return of_step();
}

EventText EventTexts::event() {
  EventText made = plain_event();
  if (pick_.chance(10)) {
    const EventText other = plain_event();
    made = {made.text + " or " + other.text, made.address && other.address, made.value && other.value,
            made.result && other.result, made.level == other.level ? made.level : std::nullopt};
  } else if (pick_.chance(12)) {
    made.text += " and (" + condition(&made) + ")";
  }
  return made;
}

// ---------------------------------------------------------------- conditions

std::string EventTexts::state_question(const std::string& value, std::optional<Depth> level) {
  const Depth at = level.value_or(0);
  const std::vector<std::string> known = level ? world_.predicates_at(level) : std::vector<std::string>{"none"};
  const std::string state = pick_.of(world_.levels[at].states);
  switch (pick_.weighted({45, 35, 20})) {
    case 0:
      return pick_.of(known) + "(" + value + ")";
    case 1:
      return value + (pick_.chance(50) ? " is " : " is not ") + state;
    default:
      return value + " in { " + join(pick_.some(world_.levels[at].states, 2)) + " }";
  }
}

std::string EventTexts::atom(const EventText* event) {
  if (event != nullptr && event->value && pick_.chance(45)) return state_question("value", event->level);
  if (event != nullptr && event->result && pick_.chance(45))
    return "result" + pick_.of({" == 0", " != 0", " == -EFAULT", " == 1"});
  if (event != nullptr && event->address && pick_.chance(15)) return "address" + pick_.of({" == 0", " < 1", " > 0"});
  switch (pick_.weighted({50, 12, 12, 8, 12, 3, 3})) {
    case 0: {
      const Depth level = some_level();
      return state_question("*" + world_.levels[level].name, level);
    }
    case 1:
      return "locks_held" + pick_.of({" == 0", " > 0", " < 2"});
    case 2:
      return "held(" + pick_.of(world_.locks).name + ")";
    case 3:
      return "vma is " + pick_.of(world_.vmas);
    case 4:
      return "action" + pick_.of({" == SUBTREE", " == CONTINUE", " != AGAIN", " in { SUBTREE, CONTINUE }"});
    case 5:
      return "has(" + pick_.of(world_.slots()) + ")";
    default:
      return "walker is " + pick_.of(world_.walkers);
  }
}

std::string EventTexts::condition(const EventText* event) {
  std::string text = atom(event);
  if (pick_.chance(35)) {
    text = "(" + text + pick_.of({") or (", ") and (", ") and not ("});
    text += atom(event) + ")";
  }
  return pick_.chance(15) ? "not (" + text + ")" : text;
}

std::string EventTexts::rare() {
  return pick_.of({"error", "error(bad_deref)", "error(stale_table)", "error(self_deadlock)", "error(unlock_not_held)",
                   "end and locks_held > 0", "sleep and locks_held > 0", "store and locks_held == 0", "retry"});
}

}  // namespace walkcheck::testing
