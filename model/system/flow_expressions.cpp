// Conditions and values: every load and every call is a node of its own, in the order of the text.

#include <algorithm>
#include <stdexcept>

#include "model/system/flow_builder.hpp"

namespace walkcheck {

using tree::BinaryOp;
using tree::Expression;

namespace {

/// `action == AGAIN`, or any other comparison with what stands left.
bool asks_for_action(const Expression& e) {
  const auto* compared = std::get_if<tree::Binary>(&e.what);
  const auto* left = compared != nullptr ? std::get_if<tree::Reference>(&compared->left->what) : nullptr;
  return left != nullptr && left->name == "action";
}

}  // namespace

std::optional<bool> FlowBuilder::constant(const Frame& frame, const Expression& e) const {
  if (const auto* name = std::get_if<tree::Reference>(&e.what)) {
    if (name->name == "true" || name->name == "yes") return true;
    if (name->name == "false" || name->name == "no") return false;
    return std::nullopt;
  }
  if (const auto* called = std::get_if<tree::Call>(&e.what)) {
    if (called->callee.text != "has") return std::nullopt;
    return scenario_.callbacks.contains(std::get<tree::Reference>(called->arguments.front()->what).name);
  }
  if (const auto* negated = std::get_if<tree::Unary>(&e.what)) {
    const auto inner = constant(frame, *negated->operand);
    return inner ? std::optional(!*inner) : std::nullopt;
  }
  const auto* both = std::get_if<tree::Binary>(&e.what);
  if (both == nullptr || (both->op != BinaryOp::any && both->op != BinaryOp::all)) return std::nullopt;
  const auto left = constant(frame, *both->left);
  const bool deciding = both->op == BinaryOp::any;  // `yes or x` is yes, `no and x` is no
  if (left) return *left == deciding ? left : constant(frame, *both->right);
  return std::nullopt;  // what stands left may load, so it is kept
}

NodeId FlowBuilder::condition(Frame& frame, const Expression& e, NodeId yes, NodeId no) {
  if (const auto known = constant(frame, e)) return *known ? yes : no;
  if (const auto* negated = std::get_if<tree::Unary>(&e.what)) return condition(frame, *negated->operand, no, yes);
  if (const auto* both = std::get_if<tree::Binary>(&e.what)) {
    if (both->op == BinaryOp::any) return condition(frame, *both->left, yes, condition(frame, *both->right, yes, no));
    if (both->op == BinaryOp::all) return condition(frame, *both->left, condition(frame, *both->right, yes, no), no);
  }
  if (const auto* called = std::get_if<tree::Call>(&e.what); called != nullptr && called->callee.text == "lock_below") {
    FlowNode node;
    node.kind = FlowNode::Kind::lock_below;
    node.level = frame.entries.at(std::get<tree::Reference>(called->arguments.front()->what).name);
    node.text = std::get<tree::Reference>(called->arguments.back()->what).name;
    node.lock = layout_.resolve(*model_.lock(node.text));
    node.target = last_seen_.at(node.level);
    node.next = yes;
    node.other = no;
    return add(frame, node);
  }
  std::vector<Pending> pending;
  FlowNode branch;
  branch.kind = FlowNode::Kind::branch;
  branch.term = term(frame, e, {TypeKind::boolean, {}}, pending);
  const Type what = type(frame, e);
  if (what.kind == TypeKind::error || what.kind == TypeKind::lock) {
    branch.term = draft_.terms.negate(draft_.terms.equal(branch.term, draft_.terms.constant(0)));
  }
  if (const auto* asked = std::get_if<tree::Call>(&e.what);
      asked != nullptr && model_.predicates.contains(asked->callee.text)) {
    branch.text = asked->callee.text;
  }
  if (asks_for_action(e)) branch.text = told_action;
  branch.next = yes;
  branch.other = no;
  return run(frame, pending, add(frame, branch));
}

NodeId FlowBuilder::value(Frame& frame, const Expression& e, VariableId target, NodeId next) {
  if (const auto* read = std::get_if<tree::Load>(&e.what))
    return load(frame, level_of(frame, read->entry), target, next);
  const auto* called = std::get_if<tree::Call>(&e.what);
  if (called != nullptr &&
      (find_slot(called->callee.text) != nullptr || model_.procedures.contains(called->callee.text))) {
    return call(frame, *called, target, next);
  }
  const auto assign = [&](Term what) {
    FlowNode node;
    node.kind = FlowNode::Kind::assign;
    node.target = target;
    node.term = what;
    node.next = next;
    return add(frame, node);
  };
  const Type what = type(frame, e);
  if (what.kind == TypeKind::boolean && !std::holds_alternative<tree::Reference>(e.what)) {
    return condition(frame, e, assign(draft_.terms.truth(true)), assign(draft_.terms.truth(false)));
  }
  std::vector<Pending> pending;
  const Term result = term(frame, e, what, pending);
  return run(frame, pending, assign(result));
}

Term FlowBuilder::literal(const Expression& e, Type expected) const {
  Terms& terms = draft_.terms;
  // A code that is only compared with is no value of anything.
  const auto error = [&](const std::string& text) {
    const auto found = std::find(flow_.errors.begin(), flow_.errors.end(), text);
    return terms.constant(found == flow_.errors.end() ? -1 : static_cast<std::int32_t>(found - flow_.errors.begin()));
  };
  if (const auto* number = std::get_if<tree::Integer>(&e.what)) return error(std::to_string(number->value));
  if (const auto* code = std::get_if<tree::ErrorCode>(&e.what)) return error("-" + code->name);
  const std::string& name = std::get<tree::Reference>(e.what).name;
  if (expected.kind == TypeKind::state) {
    if (const auto state = model_.levels[*expected.level].state(name))
      return terms.constant(static_cast<std::int32_t>(*state));
    return terms.constant(-1);  // a state that this level does not have
  }
  if (expected.kind == TypeKind::vma) return terms.constant(static_cast<std::int32_t>(*model_.vma(name)));
  if (name == "null" || name == "false" || name == "no") return terms.constant(0);
  if (name == "true" || name == "yes") return terms.constant(1);
  const auto action = std::find(std::begin(action_names), std::end(action_names), name);
  if (action != std::end(action_names))
    return terms.constant(static_cast<std::int32_t>(action - std::begin(action_names)));
  if (const auto lock = model_.lock(name)) return terms.constant(static_cast<std::int32_t>(*lock + 1));
  throw std::logic_error("not a literal: " + name);
}

Term FlowBuilder::term(Frame& frame, const Expression& e, Type expected, std::vector<Pending>& pending) {
  Terms& terms = draft_.terms;
  if (const auto* name = std::get_if<tree::Reference>(&e.what)) {
    if (name->name == "vma" && expected.kind != TypeKind::state) return terms.variable(layout_.vma);
    if (const auto local = frame.variables.find(name->name); local != frame.variables.end())
      return terms.variable(local->second);
    return literal(e, expected);
  }
  if (std::holds_alternative<tree::Load>(e.what)) {
    const VariableId target = temporary(type(frame, e), frame.place + ".load");
    pending.push_back({&e, target});
    return terms.variable(target);
  }
  if (const auto* called = std::get_if<tree::Call>(&e.what)) {
    const auto predicate = model_.predicates.find(called->callee.text);
    if (predicate == model_.predicates.end()) {
      const VariableId target = temporary(type(frame, e), frame.place + "." + called->callee.text);
      pending.push_back({&e, target});
      return terms.variable(target);
    }
    const Expression& argument = *called->arguments.front();
    const Type what = type(frame, argument);
    const TermNode operand = terms[term(frame, argument, what, pending)];
    return terms.member(static_cast<VariableId>(operand.value), predicate->second.at.at(*what.level), size_of(what));
  }
  if (const auto* compared = std::get_if<tree::Binary>(&e.what)) {
    const Term equal = comparison(frame, *compared->left, *compared->right, pending);
    return compared->op == BinaryOp::equal ? equal : terms.negate(equal);
  }
  if (const auto* among = std::get_if<tree::Membership>(&e.what)) {
    const Type what = type(frame, *among->operand);
    const Term operand = term(frame, *among->operand, what, pending);
    Term result = terms.truth(false);
    for (const auto& each : among->values) result = terms.any(result, terms.equal(operand, literal(*each, what)));
    return result;
  }
  return literal(e, expected);
}

Term FlowBuilder::comparison(Frame& frame, const Expression& left, const Expression& right,
                             std::vector<Pending>& pending) {
  const Type what = type(frame, left);
  const Term one = term(frame, left, what, pending);
  const Term other = term(frame, right, what, pending);
  return draft_.terms.equal(one, other);
}

NodeId FlowBuilder::run(Frame& frame, const std::vector<Pending>& pending, NodeId next) {
  for (std::size_t i = pending.size(); i-- > 0;) {
    if (const auto* read = std::get_if<tree::Load>(&pending[i].what->what)) {
      next = load(frame, level_of(frame, read->entry), pending[i].target, next);
    } else {
      next = call(frame, std::get<tree::Call>(pending[i].what->what), pending[i].target, next);
    }
  }
  return next;
}

NodeId FlowBuilder::call(Frame& frame, const tree::Call& what, VariableId result, NodeId next) {
  std::vector<LevelId> arguments;
  for (const auto& each : what.arguments)
    arguments.push_back(frame.entries.at(std::get<tree::Reference>(each->what).name));
  if (find_slot(what.callee.text) != nullptr)
    return call_slot(frame, what.callee.text, arguments.front(), result, next);
  return inline_procedure(frame, procedure(what.callee.text), arguments, result, next);
}

NodeId FlowBuilder::load(Frame& frame, LevelId level, VariableId target, NodeId next) {
  FlowNode remember;
  remember.kind = FlowNode::Kind::assign;
  remember.target = last_seen_.at(level);
  remember.term = draft_.terms.variable(target);
  remember.next = next;
  FlowNode node;
  node.kind = FlowNode::Kind::load;
  node.level = level;
  node.target = target;
  node.names = layout_.state_names(level);
  node.next = add(frame, remember);
  return add(frame, node);
}

std::uint64_t FlowBuilder::await_set(Frame& frame, const Expression& e, LevelId level) const {
  // The condition is judged at once, for each state that the entry can have; check_bodies lets only such conditions
  // pass.
  if (const auto* negated = std::get_if<tree::Unary>(&e.what)) {
    const std::uint64_t all = (std::uint64_t{1} << model_.levels[level].states.size()) - 1;
    return all & ~await_set(frame, *negated->operand, level);
  }
  if (const auto* both = std::get_if<tree::Binary>(&e.what)) {
    const std::uint64_t left = await_set(frame, *both->left, level);
    const std::uint64_t right = await_set(frame, *both->right, level);
    return both->op == BinaryOp::any ? left | right : left & right;
  }
  return model_.predicates.at(std::get<tree::Call>(e.what).callee.text).at.at(level);
}

}  // namespace walkcheck
