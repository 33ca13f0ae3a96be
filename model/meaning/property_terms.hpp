// What the expressions of a property may say: events, and conditions on the walk.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "model/meaning/event_kinds.hpp"
#include "model/meaning/model.hpp"
#include "model/text/diagnostic.hpp"

namespace walkcheck {

/// One event as a property names it.
struct NamedEvent {
  EventKind kind = EventKind::visited;
  std::optional<LevelId> level;  // if it names one
};

/// True if an event is named anywhere in `e`.
[[nodiscard]] bool mentions_event(const tree::Expression& e);

class PropertyTerms {
 public:
  PropertyTerms(const Model& model, Diagnostics& diagnostics);

  void add_capture(const std::string& name, Type type) { captures_[name] = type; }
  [[nodiscard]] bool has_capture(const std::string& name) const { return captures_.contains(name); }

  /// Events joined by `or`, each perhaps with a condition joined by `and`. Faults are reported; then the result may be
  /// empty.
  std::vector<NamedEvent> events(const tree::Expression& e);
  /// A condition, read at one of `events`, or in any state if there are none.
  void condition(const tree::Expression& e, const std::vector<NamedEvent>& events);
  /// Either of the two.
  void events_or_condition(const tree::Expression& e);
  /// The type of a value that has one by itself; words beside it are judged by `fits`.
  Type type(const tree::Expression& e, const std::vector<NamedEvent>& events);
  /// A word or number that means something only beside a value: a state, an error code, an action, a kind of vma.
  [[nodiscard]] bool is_word(const tree::Expression& e) const;
  /// True if the word is a value of `type`, else reported.
  bool fits(const tree::Expression& word, Type type);

 private:
  Type fault(std::string code, Span place, std::string message, std::string hint = {});
  void unknown(std::string_view kind, const tree::Name& name, const std::vector<std::string>& known);
  void arguments(EventKind kind, const std::vector<tree::ExpressionPtr>& arguments, Span place, NamedEvent& event);
  void argument(EventKind kind, std::size_t index, const tree::Expression& e, NamedEvent& event);
  Type reference(const std::string& name, Span place, const std::vector<NamedEvent>& events);
  Type call(const tree::Call& call, Span place, const std::vector<NamedEvent>& events);
  Type binary(const tree::Binary& e, Span place, const std::vector<NamedEvent>& events);
  Type comparison(const tree::Binary& e, Span place, const std::vector<NamedEvent>& events);
  Type walker(const tree::Binary& e, Span place);
  Type brought(const std::string& name, Span place, const std::vector<NamedEvent>& events);
  void boolean(const tree::Expression& e, const std::vector<NamedEvent>& events);
  [[nodiscard]] std::vector<std::string> names() const;

  const Model& model_;
  Diagnostics& diagnostics_;
  std::map<std::string, Type> captures_;
  std::vector<std::string> levels_, locks_, labels_, places_, lockers_;
  bool or_event_ = false;  // an unknown name may be a misspelt event
};

}  // namespace walkcheck
