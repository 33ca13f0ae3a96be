// Backward data flow: which of the walker's own variables may still be read.

#include "model/system/flow.hpp"

namespace walkcheck {

namespace {

using Kind = FlowNode::Kind;

void add_variables(const Terms& terms, Term term, std::vector<bool>& used) {
  const TermNode& node = terms[term];
  if (node.op == Op::variable || node.op == Op::member) used[static_cast<std::size_t>(node.value)] = true;
  if (node.op == Op::constant || node.op == Op::variable || node.op == Op::member) return;
  add_variables(terms, node.a, used);
  if (node.op == Op::negate) return;
  add_variables(terms, node.b, used);
  if (node.op == Op::choose) add_variables(terms, node.c, used);
}

std::vector<bool> uses(const FlowNode& node, const Flow& flow, const SystemDraft& draft, std::uint32_t action_kinds) {
  std::vector<bool> used(draft.variables.size(), false);
  const bool has_term = node.kind == Kind::assign || node.kind == Kind::branch || node.kind == Kind::finish ||
                        (node.kind == Kind::release && node.by_term);
  if (has_term) add_variables(draft.terms, node.term, used);
  std::optional<EventKind> kind;
  if (node.kind == Kind::event) {
    kind = node.event.kind;
    if (node.event.value) add_variables(draft.terms, *node.event.value, used);
    if (*kind == EventKind::returned) used[flow.action] = true;  // the trace tells it
  }
  if (node.kind == Kind::load) kind = EventKind::load;
  if (node.kind == Kind::store) kind = EventKind::store;
  if (node.kind == Kind::acquire) kind = EventKind::lock;
  if (node.kind == Kind::lock_below) {
    const std::uint32_t both =
        (1U << static_cast<unsigned>(EventKind::load)) | (1U << static_cast<unsigned>(EventKind::lock));
    if ((action_kinds & both) != 0) used[flow.action] = true;
  }
  if (node.kind == Kind::release) kind = EventKind::release;
  if (node.kind == Kind::sleeps) kind = EventKind::sleep;
  if (node.kind == Kind::descend) kind = EventKind::descend;
  if (node.kind == Kind::finish) kind = EventKind::end;
  if (kind && ((action_kinds >> static_cast<unsigned>(*kind)) & 1U) != 0) used[flow.action] = true;
  if (node.kind == Kind::store && ((action_kinds >> static_cast<unsigned>(EventKind::split)) & 1U) != 0)
    used[flow.action] = true;
  // An error may come at any of these.
  if (((action_kinds >> static_cast<unsigned>(EventKind::error)) & 1U) != 0 || action_kinds == all_kinds)
    used[flow.action] = true;
  return used;
}

std::optional<VariableId> definition(const FlowNode& node) {
  if (node.kind == Kind::assign || node.kind == Kind::choose || node.kind == Kind::load || node.kind == Kind::store ||
      (node.kind == Kind::lock_below))
    return node.target;
  return std::nullopt;
}

}  // namespace

std::vector<std::vector<bool>> live_locals(const Flow& flow, const SystemDraft& draft, std::uint32_t action_kinds) {
  std::vector<std::vector<bool>> live;
  for (const FlowNode& node : flow.nodes) live.push_back(uses(node, flow, draft, action_kinds));
  const std::vector<std::vector<bool>> used = live;
  bool changed = true;
  while (changed) {
    changed = false;
    // Successors have lower numbers than what leads to them, but for backward jumps: this order settles quickly.
    for (std::size_t i = 0; i < flow.nodes.size(); ++i) {
      const FlowNode& node = flow.nodes[i];
      const auto defined = definition(node);
      for (const NodeId next : {node.next, node.other}) {
        if (next == no_node) continue;
        for (VariableId id = 0; id < draft.variables.size(); ++id) {
          if (!live[next][id] || live[i][id] || (defined && *defined == id)) continue;
          live[i][id] = true;
          changed = true;
        }
      }
    }
  }
  return live;
}

}  // namespace walkcheck
