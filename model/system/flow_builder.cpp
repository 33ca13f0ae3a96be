#include "model/system/flow_builder.hpp"

#include <algorithm>
#include <functional>
#include <stdexcept>

namespace walkcheck {

namespace {

ValueNames names(std::vector<std::string> values) {
  return std::make_shared<const std::vector<std::string>>(std::move(values));
}

/// True if a block can do nothing but leave its level or its entry: no load, no call, no way back.
bool only_leaves(const tree::Block& block) {
  return std::all_of(block.begin(), block.end(), [](const tree::Statement& statement) {
    if (const auto* branch = std::get_if<tree::If>(&statement.what)) {
      return std::holds_alternative<tree::Reference>(branch->condition->what) && only_leaves(branch->then) &&
             only_leaves(branch->otherwise);
    }
    return std::holds_alternative<tree::Label>(statement.what) || std::holds_alternative<tree::Stop>(statement.what) ||
           std::holds_alternative<tree::Next>(statement.what);
  });
}

bool descends(const tree::Block& block) {
  return std::any_of(block.begin(), block.end(), [](const tree::Statement& statement) {
    if (const auto* branch = std::get_if<tree::If>(&statement.what))
      return descends(branch->then) || descends(branch->otherwise);
    return std::holds_alternative<tree::Descend>(statement.what);
  });
}

}  // namespace

FlowBuilder::FlowBuilder(const Model& model, const Scenario& scenario, const Layout& layout, SystemDraft& draft)
    : model_(model), scenario_(scenario), layout_(layout), draft_(draft) {}

Flow FlowBuilder::build() {
  collect_errors();
  action_ = temporary({TypeKind::action, {}}, "action");
  flow_.action = action_;
  const VariableId result = temporary({TypeKind::error, {}}, "result");
  for (LevelId l = 0; l < model_.levels.size(); ++l)
    last_seen_[l] = temporary({TypeKind::state, l}, model_.levels[l].name + ".last_seen");
  Frame top;
  top.function = model_.walkers.at(scenario_.walker).shown;
  top.calls = {top.function};
  top.scope.model = &model_;
  FlowNode finish;
  finish.kind = FlowNode::Kind::finish;
  finish.term = draft_.terms.variable(result);
  finish.names = names_of({TypeKind::error, {}});
  flow_.start = level(model_.walkers.at(scenario_.walker).first(), add(top, finish), result);
  leave_out_impossible_statements();
  return std::move(flow_);
}

/// What the scenario's constants (has(...)) take away is not there, rather than dead.
void FlowBuilder::leave_out_impossible_statements() {
  std::vector<bool> seen(flow_.nodes.size(), false), possible(draft_.statements.size(), false);
  std::vector<NodeId> open{flow_.start};
  while (!open.empty()) {
    const NodeId id = open.back();
    open.pop_back();
    if (id == no_node || seen[id]) continue;
    seen[id] = true;
    const FlowNode& node = flow_.nodes[id];
    if (node.statement) possible[*node.statement] = true;
    open.push_back(node.next);
    open.push_back(node.other);
  }
  std::vector<std::optional<std::uint32_t>> ids(possible.size());
  std::vector<StatementInfo> kept;
  for (std::size_t i = 0; i < possible.size(); ++i) {
    if (!possible[i]) continue;
    ids[i] = static_cast<std::uint32_t>(kept.size());
    kept.push_back(draft_.statements[i]);
  }
  for (StatementInfo& statement : kept) {
    if (statement.before) statement.before = ids[*statement.before];
  }
  for (FlowNode& node : flow_.nodes) {
    if (node.statement) node.statement = ids[*node.statement];
  }
  draft_.statements = std::move(kept);
}

void FlowBuilder::collect_errors() {
  std::set<std::string> found;
  // Every error code of every body: a value has one meaning in all scenarios of a run.
  const std::function<void(const tree::Expression&)> of_expression = [&](const tree::Expression& e) {
    if (const auto* code = std::get_if<tree::ErrorCode>(&e.what)) found.insert("-" + code->name);
    if (const auto* number = std::get_if<tree::Integer>(&e.what); number != nullptr && number->value != 0) {
      found.insert(std::to_string(number->value));
    }
  };
  const std::function<void(const tree::Block&)> of_block = [&](const tree::Block& block) {
    for (const tree::Statement& statement : block) {
      if (const auto* what = std::get_if<tree::Return>(&statement.what); what != nullptr && what->value)
        of_expression(*what->value);
      if (const auto* what = std::get_if<tree::Let>(&statement.what)) of_expression(*what->value);
      if (const auto* what = std::get_if<tree::Assign>(&statement.what)) of_expression(*what->value);
      if (const auto* what = std::get_if<tree::Choose>(&statement.what)) {
        for (const auto& value : what->values) of_expression(*value);
      }
      for (const auto* inner : tree::inner_blocks(statement)) of_block(*inner);
    }
  };
  for (const auto& [slot, name] : scenario_.callbacks) of_block(procedure(name).body);
  for (const auto& [name, each] : model_.procedures) {
    if (each.kind == tree::ProcedureDeclaration::Kind::primitive) of_block(each.body);
  }
  for (const auto& [id, each] : model_.walkers.at(scenario_.walker).levels) {
    for (const tree::Block* block : {&each.enter, &each.body, &each.leave}) of_block(*block);
  }
  flow_.errors.assign(1, "0");
  flow_.errors.insert(flow_.errors.end(), found.begin(), found.end());
}

NodeId FlowBuilder::level(LevelId id, NodeId after, std::optional<VariableId> result) {
  const WalkerLevel& text = model_.walkers.at(scenario_.walker).levels.at(id);
  Frame frame;
  frame.function = frame.place = text.shown;
  frame.calls = calls_of(id);
  frame.scope.model = &model_;
  frame.scope.entries["entry"] = id;
  frame.entries["entry"] = id;
  frame.scope.values = {{"err", {TypeKind::error, {}}}, {"action", {TypeKind::action, {}}}};
  frame.level = frame.depth = id;
  frame.variables = {{"err", temporary({TypeKind::error, {}}, model_.levels[id].name + ".err")}, {"action", action_}};
  for (const tree::Block* block : {&text.enter, &text.body, &text.leave}) {
    declare_locals(*block, frame.scope, nullptr);
    prepare_labels(frame, *block, 0);
  }
  declare_variables(frame);
  const bool for_good = !layout_.folded(id) && !walked_again(id);

  FlowNode pass_result;
  pass_result.kind = FlowNode::Kind::assign;
  pass_result.target = *result;
  pass_result.term = draft_.terms.variable(frame.variables.at("err"));
  pass_result.next = after;
  FlowNode ascend;
  ascend.kind = FlowNode::Kind::ascend;
  ascend.level = id;
  ascend.for_good = ascend.forgets = for_good;
  ascend.next = add(frame, pass_result);
  const NodeId leave = add(frame, ascend);
  const NodeId left = block(frame, text.leave, leave);

  FlowNode advance;
  advance.kind = FlowNode::Kind::advance;
  advance.level = id;
  advance.for_good = advance.forgets = for_good;
  advance.other = left;
  const NodeId more = add(frame, advance);
  Event next;
  next.kind = EventKind::next;
  next.level = id;
  frame.next = add_event(frame, next, more);
  frame.after = left;
  const NodeId head = add(frame, {});
  flow_.nodes[more].next = head;
  flow_.nodes[head].next = clear_locals(frame, block(frame, text.body, frame.next));
  const NodeId entered = block(frame, text.enter, head);
  flow_.nodes[more].leaves = flow_.nodes[leave].leaves = retries_of(frame);

  FlowNode clear;
  clear.kind = FlowNode::Kind::assign;
  clear.target = frame.variables.at("err");
  clear.term = draft_.terms.constant(0);
  clear.next = entered;
  return add(frame, clear);
}

NodeId FlowBuilder::call_slot(const Frame& caller, const std::string& slot, LevelId id, VariableId result,
                              NodeId next) {
  Event returned;
  returned.kind = EventKind::returned;
  returned.name = slot;
  returned.level = id;
  returned.value = draft_.terms.variable(result);
  const NodeId back = add_event(caller, returned, next);
  const NodeId body = inline_procedure(caller, procedure(scenario_.callbacks.at(slot)), {id}, result, back);
  Event call;
  call.kind = EventKind::call;
  call.name = slot;
  call.level = id;
  return add_event(caller, call, body);
}

namespace {

/// "pud_none_or_clear_bad" for "pxd_none_or_clear_bad" at a pud, as the kernel writes of all levels at once.
std::string at_level(std::string name, const std::string& level) {
  constexpr std::string_view any = "pxd";
  for (auto found = name.find(any); found != std::string::npos; found = name.find(any, found + level.size()))
    name.replace(found, any.size(), level);
  return name;
}

}  // namespace

NodeId FlowBuilder::inline_procedure(const Frame& caller, const Procedure& what, const std::vector<LevelId>& arguments,
                                     std::optional<VariableId> result, NodeId next) {
  if (++inlined_ > 2000) throw std::length_error("procedures call each other too deeply to be written out");
  Frame frame;
  frame.primitive = what.kind == tree::ProcedureDeclaration::Kind::primitive;
  const auto shown = arguments.empty() ? what.shown : at_level(what.shown, model_.levels[arguments.front()].name);
  frame.function = frame.primitive ? caller.function : shown;
  frame.inside = frame.primitive ? shown : "";
  frame.written = frame.primitive ? what.shown : "";
  frame.calls = caller.calls;
  if (frame.calls.back() != shown) frame.calls.push_back(shown);
  frame.place = what.origin;
  frame.step = caller.step;
  frame.scope.model = &model_;
  frame.scope.values["action"] = {TypeKind::action, {}};
  frame.variables["action"] = action_;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    frame.scope.entries[what.parameters[i].name] = arguments[i];
    frame.entries[what.parameters[i].name] = arguments[i];
  }
  frame.depth = caller.depth;
  frame.result = result;
  declare_locals(what.body, frame.scope, nullptr);
  prepare_labels(frame, what.body, 0);
  declare_variables(frame);

  const NodeId end = add(frame, {});
  flow_.nodes[end].next = next;
  frame.after = end;
  if (result && what.result.kind == TypeKind::lock) {
    Event success;
    success.kind = EventKind::success;
    success.name = what.origin;
    success.level = arguments.empty() ? std::nullopt : std::optional(arguments.front());
    success.value = draft_.terms.variable(*result);
    frame.after = add_event(frame, success, end);
  }
  const auto outer_statement = current_statement_;
  const Span outer_span = current_span_;
  const NodeId entry = clear_locals(frame, block(frame, what.body, frame.after));
  current_statement_ = outer_statement;
  current_span_ = outer_span;
  flow_.nodes[end].leaves = retries_of(frame);
  --inlined_;
  return entry;
}

void FlowBuilder::prepare_labels(Frame& frame, const tree::Block& block, std::size_t loops) {
  for (const tree::Statement& statement : block) {
    if (const auto* label = std::get_if<tree::Label>(&statement.what)) {
      frame.labels[label->name.text] = add(frame, {});
      frame.label_loops[label->name.text] = loops;
    } else if (const auto* branch = std::get_if<tree::If>(&statement.what)) {
      prepare_labels(frame, branch->then, loops);
      prepare_labels(frame, branch->otherwise, loops);
    } else if (const auto* loop = std::get_if<tree::ForEach>(&statement.what)) {
      frame.entries[loop->child.text] = *model_.level(loop->level.text);
      prepare_labels(frame, loop->body, loops + 1);
      prepare_labels(frame, loop->otherwise, loops);
    }
  }
}

void FlowBuilder::declare_variables(Frame& frame) {
  for (const auto& [name, type] : frame.scope.values) {
    if (!frame.variables.contains(name)) frame.variables[name] = temporary(type, frame.place + "." + name);
  }
}

/// A local has its first value (no, 0, null, none) at the beginning of each call, and of each entry of a level.
NodeId FlowBuilder::clear_locals(const Frame& frame, NodeId next) {
  for (const auto& [name, id] : frame.variables) {
    if (name == "action" || name == "err") continue;
    FlowNode clear;
    clear.kind = FlowNode::Kind::assign;
    clear.target = id;
    clear.term = draft_.terms.constant(0);
    clear.next = next;
    next = add(frame, clear);
  }
  return next;
}

std::vector<RetryId> FlowBuilder::retries_of(const Frame& frame) const {
  std::vector<RetryId> found;
  for (const auto& [label, retry] : frame.retries) found.push_back(retry);
  return found;
}

/// True if after the walk of a table of `id` something above may look into it again, for all that the text shows: then
/// nothing in it may be forgotten. What is known to be harmless is a descent that is a statement of its own (or the
/// only one under a condition), with nothing behind it but ways out.
bool FlowBuilder::walked_again(LevelId id) const {
  const Walker& walker = model_.walkers.at(scenario_.walker);
  for (LevelId above = walker.first(); above < id; ++above) {
    const tree::Block& body = walker.levels.at(above).body;
    const auto descent = std::find_if(body.begin(), body.end(), [](const tree::Statement& s) { return descends({s}); });
    if (descent == body.end()) continue;
    const auto* branch = std::get_if<tree::If>(&descent->what);
    const bool alone = branch == nullptr || (branch->then.size() == 1 && branch->otherwise.empty());
    const WalkerLevel& text = walker.levels.at(above);
    if (!alone || !only_leaves(tree::Block(descent + 1, body.end())) || descends(text.enter) || descends(text.leave))
      return true;
  }
  return false;
}

/// From where the walk begins to the function of a level; folded ones are left out.
std::vector<std::string> FlowBuilder::calls_of(LevelId id) const {
  const Walker& walker = model_.walkers.at(scenario_.walker);
  std::vector<std::string> calls = {walker.shown};
  for (LevelId level = walker.first(); level <= id; ++level) {
    const std::string& function = walker.levels.at(level).shown;
    if ((level == id || !layout_.folded(level)) && calls.back() != function) calls.push_back(function);
  }
  return calls;
}

NodeId FlowBuilder::add(const Frame& frame, FlowNode node) {
  if (!shared_calls_ || *shared_calls_ != frame.calls)
    shared_calls_ = std::make_shared<const std::vector<std::string>>(frame.calls);
  node.calls = shared_calls_;
  node.origin = origin(frame);
  node.inside = frame.inside;
  node.depth = frame.depth;
  if (!node.statement) node.statement = current_statement_;
  flow_.nodes.push_back(std::move(node));
  return static_cast<NodeId>(flow_.nodes.size() - 1);
}

NodeId FlowBuilder::add_event(const Frame& frame, Event event, NodeId next) {
  FlowNode node;
  node.kind = FlowNode::Kind::event;
  node.event = std::move(event);
  node.next = next;
  return add(frame, std::move(node));
}

VariableId FlowBuilder::temporary(Type type, const std::string& name) {
  draft_.variables.push_back({name, size_of(type), names_of(type), Variable::Kind::local, {}});
  const auto id = static_cast<VariableId>(draft_.variables.size() - 1);
  flow_.locals.insert(id);
  return id;
}

ValueNames FlowBuilder::names_of(Type type) const {
  switch (type.kind) {
    case TypeKind::boolean:
      return names({"no", "yes"});
    case TypeKind::error:
      return names(flow_.errors);
    case TypeKind::action:
      return names({std::begin(action_names), std::end(action_names)});
    case TypeKind::state:
      return layout_.state_names(*type.level);
    case TypeKind::vma:
      return names(model_.vmas);
    case TypeKind::lock: {
      std::vector<std::string> values{"null"};
      for (const Lock& lock : model_.locks) values.push_back(lock.name);
      return names(std::move(values));
    }
    default:
      throw std::logic_error("a local of no type was accepted");
  }
}

std::uint32_t FlowBuilder::size_of(Type type) const { return static_cast<std::uint32_t>(names_of(type)->size()); }

Origin FlowBuilder::origin(const Frame& frame) const {
  Origin result;
  locate(result, current_span_);
  result.step = frame.step;
  result.function = frame.function;
  return result;
}

void FlowBuilder::locate(Origin& origin, Span span) const {
  if (span.file >= model_.sources->size()) return;
  const Position position = model_.sources->position(span);
  origin.file = model_.sources->path(span.file);
  origin.line = position.line;
  origin.column = position.column;
}

const Procedure& FlowBuilder::procedure(const std::string& name) const {
  const auto used = scenario_.uses.find(name);
  return model_.procedures.at(used == scenario_.uses.end() ? name : used->second);
}

Flow build_flow(const Model& model, const Scenario& scenario, const Layout& layout, SystemDraft& draft) {
  return FlowBuilder(model, scenario, layout, draft).build();
}

}  // namespace walkcheck
