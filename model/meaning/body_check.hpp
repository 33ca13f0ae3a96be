// One body: a level of a walker, or a primitive or callback called with entries of certain levels.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/meaning/model.hpp"
#include "model/meaning/slot_guard.hpp"
#include "model/meaning/types.hpp"

namespace walkcheck {

/// A call that a body makes.
struct BodyCall {
  std::string callee;                          // a slot or a procedure
  std::vector<std::optional<LevelId>> levels;  // of the entries that it passes; empty: any
  std::optional<LevelId> depth;                // the deepest table that the walk has entered there, if that is known
};

enum class BodyKind { steps, edge, primitive, callback };  // edge: `enter` and `leave` of a level

class BodyCheck {
 public:
  /// `scope` holds the entries and values that are there before the body. `depth`: the deepest table that the walk has
  /// entered.
  BodyCheck(const Model& model, Diagnostics& diagnostics, Scope scope, std::optional<LevelId> depth)
      : model_(model), diagnostics_(diagnostics), scope_(std::move(scope)), depth_(depth) {}

  /// Bodies that share their locals are checked one after the other. `level` is that of a walker's text; `result` what
  /// is returned.
  void check(const tree::Block& text, BodyKind kind, std::optional<LevelId> level, Type result);
  [[nodiscard]] const std::vector<BodyCall>& calls() const { return calls_; }

 private:
  void block(const tree::Block& block, const Guards& guards);
  void statement(const tree::Statement& statement, const Guards& guards);
  void visit(const tree::Let& s, Span place);
  void visit(const tree::Assign& s, Span place);
  void visit(const tree::Choose& s, Span place);
  void visit(const tree::StoreEntry& s, Span place);
  void visit(const tree::Return& s, Span place);
  void visit(const tree::Release& s, Span place);
  void visit(const tree::Await& s, Span place);
  void visit(const tree::Perform& s, Span place);
  void visit(const tree::Do& s, Span place);
  void branch(const tree::If& s, const Guards& guards);
  void for_each(const tree::ForEach& s, const Guards& guards);

  void only_in_steps(std::string_view word, Span place, bool in_edge);
  void declare(const tree::Name& name, Type type);
  bool free_name(const tree::Name& name);
  bool known_entry(const tree::Name& name);
  void known_lock(const tree::Name& name);
  void state_of(const tree::Name& state, std::optional<LevelId> level);
  /// The type of a value: faults of one that has none.
  Type value(const tree::Expression& e);
  void condition(const tree::Expression& e);
  void awaited(const tree::Expression& e);
  void calls_in(const tree::Expression& e, const Guards& guards);
  [[nodiscard]] std::vector<std::string> locals() const;

  const Model& model_;
  Diagnostics& diagnostics_;
  Scope scope_;
  std::optional<LevelId> depth_;
  std::map<std::string, std::optional<LevelId>, std::less<>> children_;  // of all for-each loops so far
  std::vector<BodyCall> calls_;
  BodyKind kind_ = BodyKind::steps;
  std::optional<LevelId> level_;
  Type result_;
  std::size_t loops_ = 0;
};

/// Labels are unique and gotos lead to one of the same body, never into a loop. `labels` are those of the bodies before
/// it.
void check_labels(const tree::Block& block, std::map<std::string, Span>& labels, Diagnostics& diagnostics);

/// False if the end of the block can be reached: its last statement is no return, no goto and no `if` that always
/// leaves.
[[nodiscard]] bool always_leaves(const tree::Block& block);

}  // namespace walkcheck
