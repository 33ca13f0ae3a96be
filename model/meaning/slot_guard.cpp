#include "model/meaning/slot_guard.hpp"

#include "model/meaning/model.hpp"

namespace walkcheck {

namespace {

using tree::BinaryOp;

/// What a condition may be before the walk begins, when one slot is missing and nothing is known of the others.
struct Outcomes {
  bool yes = false, no = false, open = false;
  friend bool operator==(const Outcomes&, const Outcomes&) = default;
};

Outcomes outcomes(const tree::Expression& e, std::string_view missing) {
  if (const auto* name = std::get_if<tree::Reference>(&e.what)) {
    if (name->name == "true" || name->name == "yes") return {.yes = true};
    if (name->name == "false" || name->name == "no") return {.no = true};
    return {.open = true};
  }
  if (const auto* call = std::get_if<tree::Call>(&e.what)) {
    if (call->callee.text != "has" || call->arguments.size() != 1) return {.open = true};
    const auto* slot = std::get_if<tree::Reference>(&call->arguments.front()->what);
    if (slot != nullptr && slot->name == missing) return {.no = true};
    return {.yes = true, .no = true};
  }
  if (const auto* negated = std::get_if<tree::Unary>(&e.what)) {
    const Outcomes inner = outcomes(*negated->operand, missing);
    return {inner.no, inner.yes, inner.open};
  }
  const auto* both = std::get_if<tree::Binary>(&e.what);
  if (both == nullptr || (both->op != BinaryOp::any && both->op != BinaryOp::all)) return {.open = true};
  const Outcomes left = outcomes(*both->left, missing);
  const Outcomes right = outcomes(*both->right, missing);
  const bool any = both->op == BinaryOp::any;
  const bool asks_right = any ? left.no : left.yes;
  Outcomes result{.open = left.open};
  (any ? result.yes : result.no) = any ? left.yes : left.no;
  if (!asks_right) return result;
  return {result.yes || right.yes, result.no || right.no, result.open || right.open};
}

}  // namespace

Guards guards_of(const tree::Expression& condition, bool outcome) {
  const Outcomes excluded{.yes = !outcome, .no = outcome};
  Guards guards;
  for (const Slot& slot : slots) {
    if (outcomes(condition, slot.name) == excluded) guards.emplace(slot.name);
  }
  return guards;
}

}  // namespace walkcheck
