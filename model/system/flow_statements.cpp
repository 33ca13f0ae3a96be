// Statements of a body, compiled in front of the node that comes after them.

#include <stdexcept>

#include "model/language/parser.hpp"
#include "model/system/flow_builder.hpp"

namespace walkcheck {

std::uint32_t FlowBuilder::register_statement(const Frame& frame, const tree::Statement& statement,
                                              const std::string& step, bool guarded,
                                              std::optional<std::uint32_t> before) {
  const auto key = std::tuple(statement.span.file, statement.span.begin, statement.span.end);
  const auto known = known_statements_.find(key);
  if (known != known_statements_.end()) return known->second;
  const auto id = static_cast<std::uint32_t>(draft_.statements.size());
  StatementInfo info;
  locate(info.origin, statement.span);
  info.origin.step = step;
  info.origin.function = frame.primitive ? frame.written : frame.function;
  info.text = print_short(statement);
  info.before = before;
  for (const tree::ExpectDead& dead : scenario_.dead) {
    // A step whose test is never met: the test itself is executed, what it guards is dead.
    if (!guarded && std::holds_alternative<tree::If>(statement.what)) continue;
    if (!dead.procedure || dead.what.text != step) continue;
    if (dead.procedure->text == frame.place || dead.procedure->text == info.origin.function)
      info.dead_because = dead.because.text;
  }
  draft_.statements.push_back(std::move(info));
  known_statements_.emplace(key, id);
  return id;
}

NodeId FlowBuilder::block(Frame& frame, const tree::Block& block, NodeId next) {
  const std::string outer_step = frame.step;
  const auto outer_statement = current_statement_;
  const Span outer_span = current_span_;
  // Forward: which step each statement belongs to, and its number for the report of dead statements.
  const std::string outer_label = frame.label;
  std::vector<std::string> steps, labels;
  bool guarded = true;
  std::vector<std::optional<std::uint32_t>> ids;
  std::optional<std::uint32_t> before;
  for (const tree::Statement& statement : block) {
    const auto* label = std::get_if<tree::Label>(&statement.what);
    // A primitive's steps are its own; a person reads them under the step of the caller.
    if (label != nullptr) {
      frame.label = label->name.text;
      guarded = false;
    }
    if (label != nullptr && !frame.primitive) frame.step = label->name.text;
    steps.push_back(frame.step);
    labels.push_back(frame.label);
    ids.push_back(label != nullptr ? std::nullopt
                                   : std::optional(register_statement(frame, statement, frame.label, guarded, before)));
    if (ids.back()) before = ids.back();
  }
  for (std::size_t i = block.size(); i-- > 0;) {
    frame.step = steps[i];
    frame.label = labels[i];
    current_statement_ = ids[i];
    current_span_ = block[i].span;
    next = statement(frame, block[i], next);
    if (!ids[i]) continue;
    FlowNode head;
    head.next = next;
    next = add(frame, head);
  }
  frame.step = outer_step;
  frame.label = outer_label;
  current_statement_ = outer_statement;
  current_span_ = outer_span;
  return next;
}

NodeId FlowBuilder::go_to(Frame& frame, const tree::Name& label) {
  const NodeId target = frame.labels.at(label.text);
  NodeId next = target;
  if (!frame.defined.contains(label.text)) {
    auto [retry, fresh] = frame.retries.emplace(label.text, static_cast<RetryId>(draft_.retries.size()));
    if (fresh) {
      Retry info;
      info.origin = origin(frame);
      if (frame.primitive) info.origin.function = frame.written;
      info.entry = frame.entries.contains("entry") ? model_.levels[frame.entries.at("entry")].name : "";
      info.name = label.text + (info.entry.empty() ? ":" : ": at a " + info.entry) + " (" + info.origin.function + ")";
      draft_.retries.push_back(std::move(info));
    }
    FlowNode jump;
    jump.kind = FlowNode::Kind::jump;
    jump.next = target;
    jump.retry = retry->second;
    jump.text = label.text;
    next = add(frame, jump);
    Event event;
    event.kind = EventKind::retry;
    event.name = label.text;
    event.place = frame.place;
    event.level = frame.level;
    next = add_event(frame, event, next);
  }
  return leave_loops(frame, frame.label_loops.at(label.text), next);
}

/// Leaves the tables of the for-each loops around, all but the outermost `keep`.
NodeId FlowBuilder::leave_loops(Frame& frame, std::size_t keep, NodeId next) {
  for (std::size_t i = keep; i < frame.loops.size(); ++i) {
    FlowNode ascend;
    ascend.kind = FlowNode::Kind::ascend;
    ascend.level = frame.loops[i];
    ascend.next = next;
    next = add(frame, ascend);
  }
  return next;
}

NodeId FlowBuilder::if_statement(Frame& frame, const tree::If& what, NodeId next) {
  if (const auto known = constant(frame, *what.condition))
    return block(frame, *known ? what.then : what.otherwise, next);
  const NodeId no = block(frame, what.otherwise, next);
  const NodeId yes = block(frame, what.then, next);
  return condition(frame, *what.condition, yes, no);
}

NodeId FlowBuilder::for_each(Frame& frame, const tree::ForEach& loop, NodeId next) {
  const LevelId parent = level_of(frame, loop.entry);
  const LevelId child = *model_.level(loop.level.text);
  const auto outer_depth = frame.depth;
  FlowNode ascend;
  ascend.kind = FlowNode::Kind::ascend;
  ascend.level = child;
  ascend.next = next;
  frame.depth = child;
  frame.loops.push_back(child);
  FlowNode advance;
  advance.kind = FlowNode::Kind::advance;
  advance.level = child;
  advance.other = add(frame, ascend);
  const NodeId more = add(frame, advance);
  const NodeId head = add(frame, {});
  flow_.nodes[more].next = head;
  flow_.nodes[head].next = block(frame, loop.body, more);
  frame.loops.pop_back();
  frame.depth = outer_depth;
  FlowNode descend;
  descend.kind = FlowNode::Kind::descend;
  descend.level = parent;
  descend.text = "the loop over its entries";
  descend.next = head;
  if (loop.has_else) descend.other = block(frame, loop.otherwise, next);
  return add(frame, descend);
}

/// One kind of statement each, in front of `next`.
struct FlowBuilder::StatementVisitor {
  FlowBuilder& builder;
  Frame& frame;
  NodeId next;

  NodeId add(FlowNode::Kind kind, FlowNode node = {}) const {
    node.kind = kind;
    node.next = next;
    return builder.add(frame, std::move(node));
  }

  NodeId operator()(const tree::Label& s) const {
    const NodeId label = frame.labels.at(s.name.text);
    frame.defined.insert(s.name.text);
    builder.flow_.nodes[label].origin = builder.origin(frame);
    Event visited;
    visited.kind = EventKind::visited;
    visited.name = s.name.text;
    visited.place = frame.place;
    builder.flow_.nodes[label].next = builder.add_event(frame, visited, next);
    return label;
  }

  NodeId operator()(const tree::Let& s) const {
    return builder.value(frame, *s.value, frame.variables.at(s.name.text), next);
  }
  NodeId operator()(const tree::Assign& s) const {
    return builder.value(frame, *s.value, frame.variables.at(s.target.text), next);
  }

  NodeId operator()(const tree::StoreEntry& s) const {
    FlowNode node;
    node.level = builder.level_of(frame, s.entry);
    node.target = builder.last_seen_.at(node.level);
    node.state = static_cast<Value>(*builder.model_.levels[node.level].state(s.state.text));
    const auto child = builder.layout_.child_level(node.level);
    if (s.children && child) node.children = static_cast<Value>(*builder.model_.levels[*child].state(s.children->text));
    node.event.name = frame.place;
    return add(FlowNode::Kind::store, std::move(node));
  }

  NodeId operator()(const tree::If& s) const { return builder.if_statement(frame, s, next); }
  NodeId operator()(const tree::Goto& s) const { return builder.go_to(frame, s.label); }

  NodeId operator()(const tree::Return& s) const {
    const NodeId out = builder.leave_loops(frame, 0, frame.after);
    return s.value && frame.result ? builder.value(frame, *s.value, *frame.result, out) : out;
  }

  NodeId operator()(const tree::Next&) const { return frame.next; }
  NodeId operator()(const tree::Stop&) const { return frame.after; }

  NodeId operator()(const tree::Descend&) const {
    FlowNode node;
    node.kind = FlowNode::Kind::descend;
    node.level = *frame.level;
    const auto& levels = builder.model_.walkers.at(builder.scenario_.walker).levels;
    const auto& below = levels.at(node.level + 1).shown;
    // One function of all levels calls nothing to get to the next one.
    node.text =
        (below == levels.at(node.level).shown ? builder.model_.levels[node.level + 1].name + "_offset" : below) + "()";
    node.next = builder.level(node.level + 1, next, frame.variables.at("err"));
    return builder.add(frame, std::move(node));
  }

  NodeId operator()(const tree::Hole&) const {
    Event hole;
    hole.kind = EventKind::hole;
    hole.level = frame.entries.at("entry");
    hole.value = builder.draft_.terms.variable(builder.last_seen_.at(*hole.level));
    return builder.add_event(frame, hole, next);
  }

  NodeId operator()(const tree::Deref& s) const {
    FlowNode node;
    node.level = builder.level_of(frame, s.entry);
    return add(FlowNode::Kind::deref, std::move(node));
  }

  NodeId operator()(const tree::Acquire& s) const {
    FlowNode node;
    node.lock = builder.layout_.resolve(*builder.model_.lock(s.lock.text));
    node.text = s.lock.text;
    return add(FlowNode::Kind::acquire, std::move(node));
  }

  NodeId operator()(const tree::Release& s) const {
    FlowNode node;
    const auto local = frame.variables.find(s.lock.text);
    node.by_term = local != frame.variables.end();
    if (node.by_term) node.term = builder.draft_.terms.variable(local->second);
    if (!node.by_term) node.lock = builder.layout_.resolve(*builder.model_.lock(s.lock.text));
    node.text = s.lock.text;
    return add(FlowNode::Kind::release, std::move(node));
  }

  NodeId operator()(const tree::Sleeps& s) const {
    FlowNode node;
    node.text = s.why.text;
    return add(FlowNode::Kind::sleeps, std::move(node));
  }

  NodeId operator()(const tree::Choose& s) const {
    FlowNode node;
    node.target = frame.variables.at(s.name.text);
    node.text = s.name.text;
    const Type type = frame.scope.values.at(s.name.text);
    node.names = builder.names_of(type);
    for (const auto& each : s.values) {
      node.values.push_back(static_cast<Value>(builder.draft_.terms[builder.literal(*each, type)].value));
    }
    return add(FlowNode::Kind::choose, std::move(node));
  }

  NodeId operator()(const tree::Perform& s) const {
    FlowNode node;
    node.level = builder.level_of(frame, s.entry);
    for (const std::string& rival : builder.model_.groups.at(s.rivals.text))
      node.rivals.push_back(&builder.model_.rivals.at(rival));
    return add(FlowNode::Kind::perform, std::move(node));
  }

  NodeId operator()(const tree::Await& s) const {
    FlowNode node;
    node.level = frame.entries.at("entry");
    node.set = builder.await_set(frame, *s.condition, node.level);
    node.text = print(*s.condition);
    return add(FlowNode::Kind::await, std::move(node));
  }

  NodeId operator()(const tree::ForEach& s) const { return builder.for_each(frame, s, next); }

  NodeId operator()(const tree::Do& s) const {
    const auto& what = std::get<tree::Call>(s.call->what);
    const Type result = builder.type(frame, *s.call);
    // A value that nobody takes is computed all the same.
    if (result.kind != TypeKind::nothing)
      return builder.call(frame, what, builder.temporary(result, frame.place + ".ignored"), next);
    std::vector<LevelId> arguments;
    for (const auto& each : what.arguments)
      arguments.push_back(frame.entries.at(std::get<tree::Reference>(each->what).name));
    return builder.inline_procedure(frame, builder.procedure(what.callee.text), arguments, std::nullopt, next);
  }
};

NodeId FlowBuilder::statement(Frame& frame, const tree::Statement& statement, NodeId next) {
  return std::visit(StatementVisitor{*this, frame, next}, statement.what);
}

}  // namespace walkcheck
