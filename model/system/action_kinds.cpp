#include <algorithm>

#include "model/system/flow.hpp"
#include "model/system/lower_system.hpp"
#include "model/system/observers.hpp"

namespace walkcheck {

namespace {

using tree::ExpressionPtr;

bool reads_action(const ExpressionPtr& e) {
  if (!e) return false;
  return std::visit(
      [](const auto& what) {
        using What = std::decay_t<decltype(what)>;
        const auto among = [](const auto& parts) {
          return std::any_of(parts.begin(), parts.end(), [](const auto& p) { return reads_action(p); });
        };
        if constexpr (std::is_same_v<What, tree::Reference>) {
          return what.name == "action" ||
                 std::find(std::begin(action_names), std::end(action_names), what.name) != std::end(action_names);
        } else if constexpr (std::is_same_v<What, tree::Call>) {
          return among(what.arguments);
        } else if constexpr (std::is_same_v<What, tree::Unary>) {
          return reads_action(what.operand);
        } else if constexpr (std::is_same_v<What, tree::Binary>) {
          return reads_action(what.left) || reads_action(what.right);
        } else if constexpr (std::is_same_v<What, tree::Membership>) {
          return reads_action(what.operand) || among(what.values);
        } else {
          return false;
        }
      },
      e->what);
}

std::uint32_t kinds(const ExpressionPtr& e) { return e ? event_kinds(*e) : 0; }

/// An expression that is read at its own events.
std::uint32_t own(const ExpressionPtr& e) {
  if (!reads_action(e)) return 0;
  return kinds(e) == 0 ? all_kinds : kinds(e);
}

}  // namespace

std::uint32_t action_kinds(const std::vector<const tree::PropertyDeclaration*>& properties) {
  std::uint32_t found = 0;
  for (const auto* property : properties) {
    found |= own(property->witness);
    for (const tree::Capture& capture : property->captures) {
      for (const auto& source : capture.sources) {
        found |= own(source.event);
        if (reads_action(source.value)) found |= kinds(source.event);
      }
    }
    for (const tree::Clause& clause : property->clauses) {
      found |= own(clause.begin) | own(clause.end) | own(clause.event) | own(clause.other);
      if (!reads_action(clause.condition)) continue;
      found |= kinds(clause.event) == 0 ? all_kinds : kinds(clause.event);
    }
  }
  return found;
}

}  // namespace walkcheck
