// Events of properties and what they are about.

#include <algorithm>
#include <array>

#include "model/meaning/checks.hpp"
#include "model/meaning/property_terms.hpp"
#include "model/meaning/visit.hpp"

namespace walkcheck {

namespace {

using tree::BinaryOp;
using tree::Expression;

enum class Argument { level, lock, slot, answer, primitive, error, step, place, code, label };

struct Shape {
  EventKind kind;
  std::vector<Argument> arguments;  // all may be left out
};

const Shape& shape_of(EventKind kind) {
  using A = Argument;
  static const std::vector<Shape> shapes{{EventKind::load, {A::level}},
                                         {EventKind::call, {A::slot}},
                                         {EventKind::returned, {A::slot, A::answer}},
                                         {EventKind::success, {A::primitive}},
                                         {EventKind::descend, {A::level}},
                                         {EventKind::hole, {A::level}},
                                         {EventKind::split, {A::level}},
                                         {EventKind::store, {A::level}},
                                         {EventKind::lock, {A::lock}},
                                         {EventKind::release, {A::lock}},
                                         {EventKind::sleep, {}},
                                         {EventKind::retry, {A::level, A::label}},
                                         {EventKind::next, {A::level}},
                                         {EventKind::end, {A::code}},
                                         {EventKind::error, {A::error}},
                                         {EventKind::visited, {A::step, A::place}}};
  return *std::find_if(shapes.begin(), shapes.end(), [&](const Shape& shape) { return shape.kind == kind; });
}

const tree::Call* as_call(const Expression& e) { return std::get_if<tree::Call>(&e.what); }
const tree::Reference* as_name(const Expression& e) { return std::get_if<tree::Reference>(&e.what); }

std::optional<EventKind> event_of(const Expression& e) {
  if (const auto* name = as_name(e)) return find_event(name->name);
  if (const auto* call = as_call(e)) return find_event(call->callee.text);
  return std::nullopt;
}

bool is_code(const Expression& e) {
  return std::holds_alternative<tree::Integer>(e.what) || std::holds_alternative<tree::ErrorCode>(e.what);
}

}  // namespace

bool mentions_event(const Expression& e) {
  if (event_of(e)) return true;
  bool found = false;
  each_part(e, [&](const Expression& part) {
    if (as_call(part) != nullptr && event_of(part)) found = true;
    if (&part != &e && as_name(part) != nullptr && event_of(part)) found = true;
  });
  return found;
}

std::vector<NamedEvent> PropertyTerms::events(const Expression& e) {
  if (const auto kind = event_of(e)) {
    NamedEvent event{*kind, std::nullopt};
    if (const auto* call = as_call(e)) arguments(*kind, call->arguments, e.span, event);
    return {event};
  }
  const auto* both = std::get_if<tree::Binary>(&e.what);
  if (both != nullptr && both->op == BinaryOp::any) {
    std::vector<NamedEvent> all = events(*both->left);
    const std::vector<NamedEvent> more = events(*both->right);
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }
  if (both != nullptr && both->op == BinaryOp::all) {
    const bool left = mentions_event(*both->left), right = mentions_event(*both->right);
    if (left && right) {
      fault("wrong-event", e.span, "two events never happen at once",
            "join them with 'or', or name one and a condition");
      return {};
    }
    if (left || right) {
      std::vector<NamedEvent> found = events(left ? *both->left : *both->right);
      if (!found.empty()) condition(left ? *both->right : *both->left, found);
      return found;
    }
  }
  if (mentions_event(e)) {
    fault("wrong-event", e.span, "an event cannot be denied or compared",
          "write the event, then 'and' with a condition");
  } else if (const auto* name = as_name(e); name != nullptr && !captures_.contains(name->name)) {
    unknown("event", {name->name, e.span}, {std::begin(event_names), std::end(event_names)});
  } else if (const auto* call = as_call(e); call != nullptr && !model_.predicates.contains(call->callee.text) &&
                                            call->callee.text != "has" && call->callee.text != "held") {
    unknown("event", call->callee, {std::begin(event_names), std::end(event_names)});
  } else {
    fault("missing-event", e.span, "an event is needed here, this is a condition",
          "write an event, then 'and' with the condition");
  }
  return {};
}

void PropertyTerms::events_or_condition(const Expression& e) {
  if (mentions_event(e)) {
    events(e);
    return;
  }
  or_event_ = true;
  condition(e, {});
  or_event_ = false;
}

void PropertyTerms::arguments(EventKind kind, const std::vector<tree::ExpressionPtr>& arguments, Span place,
                              NamedEvent& event) {
  const std::size_t most = shape_of(kind).arguments.size();
  if (arguments.size() > most) {
    fault("wrong-call", place,
          "the event '" + std::string(event_names[static_cast<std::size_t>(kind)]) + "' takes " +
              (most == 0 ? "nothing" : "at most " + std::to_string(most) + " argument(s)"));
    return;
  }
  for (std::size_t i = 0; i < arguments.size(); ++i) argument(kind, i, *arguments[i], event);
}

void PropertyTerms::argument(EventKind kind, std::size_t index, const Expression& e, NamedEvent& event) {
  const Argument wanted = shape_of(kind).arguments[index];
  if (wanted == Argument::code || (wanted == Argument::answer && as_name(e) == nullptr)) {
    if (!is_code(e)) fault("wrong-call", e.span, "an error code is needed here", "0, or a code such as -EFAULT");
    return;
  }
  const auto* name = as_name(e);
  if (name == nullptr) {
    fault("wrong-call", e.span, "the name of what the event is about is needed here");
    return;
  }
  const tree::Name written{name->name, e.span};
  const auto among = [&](std::string_view what, const std::vector<std::string>& known) {
    if (std::find(known.begin(), known.end(), written.text) == known.end()) unknown(what, written, known);
  };
  switch (wanted) {
    case Argument::level:
      event.level = model_.level(written.text);
      among("level", levels_);
      break;
    case Argument::lock:
      among("lock", locks_);
      break;
    case Argument::slot: {
      std::vector<std::string> known;
      for (const Slot& slot : slots) known.emplace_back(slot.name);
      among("slot", known);
      break;
    }
    case Argument::answer:
      among("action", {std::begin(action_names), std::end(action_names)});
      break;
    case Argument::primitive:
      among("primitive", lockers_);
      break;
    case Argument::error:
      among("error", {std::begin(error_names), std::end(error_names)});
      break;
    case Argument::step:
      among("step", labels_);
      break;
    case Argument::label:
      among("label", labels_);
      break;
    case Argument::place:
      among("place", places_);
      break;
    case Argument::code:
      break;
  }
}

}  // namespace walkcheck
