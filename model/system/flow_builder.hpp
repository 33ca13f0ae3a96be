// Builds a Flow backwards: each piece of text is compiled in front of the node that comes after it.
#pragma once

#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "model/meaning/types.hpp"
#include "model/system/flow.hpp"
#include "model/system/layout.hpp"

namespace walkcheck {

/// A body that is being written out: a level of the walker, or one call of a callback or primitive.
struct Frame {
  std::string function;            // as the kernel calls it; a primitive's is that of its caller
  std::string inside;              // of a primitive: its kernel name at the entry's level
  std::string written;             // the same as the text has it, for all levels
  std::vector<std::string> calls;  // from the beginning of the walk to this function or primitive
  std::string place;               // the name by which properties know its steps
  std::string step;                // where the text is, or where the caller of a primitive was
  std::string label;               // the last label of its own text
  bool primitive = false;
  Scope scope;                                  // names and types
  std::map<std::string, VariableId> variables;  // of the names in scope
  std::map<std::string, LevelId> entries;       // each is the walker's current entry of that level
  std::map<std::string, NodeId> labels;
  std::map<std::string, std::size_t> label_loops;  // for-each loops around a label
  std::set<std::string> defined;                   // labels behind what is compiled; a goto to another one goes back
  std::vector<LevelId> loops;                      // levels of the for-each loops around what is compiled
  std::map<std::string, RetryId> retries;          // labels that something jumps back to
  std::optional<LevelId> level;                    // of a level of the walker
  std::optional<LevelId> depth;                    // the deepest table that is entered
  NodeId after = no_node;                          // where `return` or `stop` leads
  NodeId next = no_node;                           // where `next` leads
  std::optional<VariableId> result;                // where a returned value goes
};

class FlowBuilder {
 public:
  FlowBuilder(const Model& model, const Scenario& scenario, const Layout& layout, SystemDraft& draft);
  Flow build();

 private:
  // ---- flow_builder.cpp: levels and calls
  NodeId level(LevelId id, NodeId after, std::optional<VariableId> result);
  NodeId inline_procedure(const Frame& caller, const Procedure& what, const std::vector<LevelId>& arguments,
                          std::optional<VariableId> result, NodeId next);
  NodeId call_slot(const Frame& caller, const std::string& slot, LevelId id, VariableId result, NodeId next);
  void collect_errors();
  void prepare_labels(Frame& frame, const tree::Block& block, std::size_t loops);
  void declare_variables(Frame& frame);
  NodeId clear_locals(const Frame& frame, NodeId next);
  [[nodiscard]] std::vector<RetryId> retries_of(const Frame& frame) const;
  bool walked_again(LevelId id) const;

  // ---- flow_statements.cpp
  NodeId block(Frame& frame, const tree::Block& block, NodeId next);
  NodeId statement(Frame& frame, const tree::Statement& statement, NodeId next);
  struct StatementVisitor;
  NodeId for_each(Frame& frame, const tree::ForEach& loop, NodeId next);
  NodeId if_statement(Frame& frame, const tree::If& what, NodeId next);
  NodeId leave_loops(Frame& frame, std::size_t keep, NodeId next);
  std::uint32_t register_statement(const Frame& frame, const tree::Statement& statement, const std::string& step,
                                   bool guarded, std::optional<std::uint32_t> before);
  void leave_out_impossible_statements();
  NodeId go_to(Frame& frame, const tree::Name& label);

  // ---- flow_expressions.cpp
  NodeId condition(Frame& frame, const tree::Expression& e, NodeId yes, NodeId no);
  NodeId value(Frame& frame, const tree::Expression& e, VariableId target, NodeId next);
  /// The term of `e`, with its loads and calls compiled into `pending`, to run in that order before it is read.
  struct Pending {
    const tree::Expression* what = nullptr;  // a load or a call
    VariableId target = 0;
  };
  Term term(Frame& frame, const tree::Expression& e, Type expected, std::vector<Pending>& pending);
  Term literal(const tree::Expression& e, Type expected) const;
  NodeId run(Frame& frame, const std::vector<Pending>& pending, NodeId next);
  NodeId call(Frame& frame, const tree::Call& what, VariableId result, NodeId next);
  NodeId load(Frame& frame, LevelId level, VariableId target, NodeId next);
  Term comparison(Frame& frame, const tree::Expression& left, const tree::Expression& right,
                  std::vector<Pending>& pending);
  [[nodiscard]] Type type(const Frame& frame, const tree::Expression& e) const {
    return type_of(e, frame.scope, nullptr);
  }
  [[nodiscard]] std::optional<bool> constant(const Frame& frame, const tree::Expression& e) const;
  [[nodiscard]] std::uint64_t await_set(Frame& frame, const tree::Expression& e, LevelId level) const;

  // ---- common
  NodeId add(const Frame& frame, FlowNode node);
  NodeId add_event(const Frame& frame, Event event, NodeId next);
  VariableId temporary(Type type, const std::string& name);
  [[nodiscard]] ValueNames names_of(Type type) const;
  [[nodiscard]] std::uint32_t size_of(Type type) const;
  [[nodiscard]] Origin origin(const Frame& frame) const;
  [[nodiscard]] std::vector<std::string> calls_of(LevelId id) const;
  [[nodiscard]] LevelId level_of(const Frame& frame, const tree::Name& entry) const {
    return frame.entries.at(entry.text);
  }
  void locate(Origin& origin, Span span) const;
  [[nodiscard]] const Procedure& procedure(const std::string& name) const;

  const Model& model_;
  const Scenario& scenario_;
  const Layout& layout_;
  SystemDraft& draft_;
  Flow flow_;
  VariableId action_ = 0;
  std::map<std::tuple<FileId, std::uint32_t, std::uint32_t>, std::uint32_t> known_statements_;
  std::optional<std::uint32_t> current_statement_;
  Span current_span_;
  CallStack shared_calls_;                   // of the last node
  std::map<LevelId, VariableId> last_seen_;  // what the last load or store of an entry saw
  std::size_t inlined_ = 0;
};

}  // namespace walkcheck
