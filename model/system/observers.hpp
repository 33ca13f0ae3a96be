// Properties as deterministic observers: a few variables per property that follow the walk, all in one search.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/system/events.hpp"
#include "model/system/flow.hpp"
#include "model/system/path.hpp"

namespace walkcheck {

/// What conditions may ask of the walk.
struct WalkFacts {
  VariableId action = 0;
  ValueNames actions, errors;
};

/// Marks of one step.
struct Marks {
  std::map<MarkId, Term> when;  // each is seen, over the state before the step
  std::vector<MarkId> fresh;    // what may have been seen since this was last emptied
};

class Observers {
 public:
  /// Adds the variables, marks and properties of `properties` to `draft`; the walk's own variables are there already.
  Observers(const Model& model, const Scenario& scenario, const Layout& layout,
            const std::vector<const tree::PropertyDeclaration*>& properties, WalkFacts facts, SystemDraft& draft);

  /// An event of the path: judges, then captures, then opens and closes scopes, then judges the conditions on states.
  /// Marks of what is broken or met go to `marks`.
  void raise(Path& path, const Event& event, Marks& marks) const;
  /// Judges the conditions on states in the middle of a step: where it would end without merging, and at each event.
  void look(Path& path, Marks& marks) const;

 private:
  struct Capture {
    std::string name;
    const tree::Capture* what = nullptr;
    VariableId variable = 0;
    ValueNames names;
    std::optional<Value> unset;  // nothing is judged while the capture has this value
    bool scoped = false;         // captured only where its clause's scope begins: put back when the scope ends
  };
  struct Clause {
    const tree::Clause* what = nullptr;
    std::optional<VariableId> open;  // of a scope with a beginning: 1 while it is open; of `before`: 1 once it is over
    std::optional<VariableId> met;   // some, only after: 1 once it was; leads to: 1 while it is owed
    bool on_states = false;          // never or always a condition without events
  };
  struct Instance {  // one per address, or one
    std::optional<std::size_t> address;
    std::vector<Capture> captures;
    std::vector<Clause> clauses;
  };
  struct Observed {
    const tree::PropertyDeclaration* what = nullptr;
    std::optional<MarkId> bad, witness;
    const tree::Expression* antecedent = nullptr;
    std::uint32_t kinds = 0;            // of events at which there is something to do
    std::uint32_t witness_kinds = 0;    // of events that the antecedent mentions
    std::optional<Term> witness_state;  // an antecedent that mentions none
    std::vector<Instance> instances;
  };
  struct Context {
    const Instance* instance = nullptr;
    const Event* event = nullptr;   // null: a condition on states
    std::optional<EntryRef> entry;  // of the event
  };

  void add(const tree::PropertyDeclaration& declaration);
  void add_instance(Observed& observed, std::optional<std::size_t> address);
  void add_capture(Instance& instance, const tree::PropertyDeclaration& property, const tree::Capture& capture,
                   const std::string& owner);
  VariableId add_variable(const std::string& name, std::uint32_t size, ValueNames values);
  [[nodiscard]] Term bad_state(const Instance& instance) const;
  [[nodiscard]] Term bad_now(const Instance& instance, const Clause& clause) const;

  // What an observer knows never splits a path: its variables are written as choices, so that properties do not
  // multiply rules.
  struct Scope {
    Term open, ends;
  };
  void see(Marks& marks, MarkId id, Term when) const;
  [[nodiscard]] Context at(const Path& path, const Event& event, const Instance& instance) const;
  void raise_in(Path& path, const Event& event, const Observed& observed, const Instance& instance, Marks& marks) const;
  [[nodiscard]] Term broken(const Path& path, const Context& context, const Clause& clause, const Scope& scope) const;
  void follow(Path& path, const Context& context, const Clause& clause, const Scope& scope) const;

  // ---- observer_terms.cpp: expressions as terms over the variables as they are now
  [[nodiscard]] Term read(const tree::Expression& e, const Context& context) const;
  [[nodiscard]] Term read_name(const std::string& name, const Context& context) const;
  [[nodiscard]] Term read_call(const tree::Call& call, const Context& context) const;
  [[nodiscard]] Term read_comparison(const tree::Binary& compared, const Context& context) const;
  [[nodiscard]] Term operand(const tree::Expression& e, const tree::Expression& other, const Context& context) const;
  [[nodiscard]] ValueNames names_of(const tree::Expression& e, const Context& context) const;
  [[nodiscard]] std::uint32_t size_of(const tree::Expression& e, const Instance& instance) const;
  [[nodiscard]] std::optional<LevelId> captured_level(const tree::Expression& e, const Context& context) const;
  [[nodiscard]] bool matches(EventKind kind, const std::vector<tree::ExpressionPtr>& arguments, const Context& context,
                             Term& condition) const;
  [[nodiscard]] Term locks_held() const;
  [[nodiscard]] Term held(LockId lock) const;
  [[nodiscard]] Term current_entry(LevelId level) const;
  [[nodiscard]] Term current_address(const Context& context) const;
  [[nodiscard]] Term known(const tree::Expression& e, const Context& context) const;
  [[nodiscard]] Term holds(const Path& path, const tree::ExpressionPtr& e, const Context& context) const;
  [[nodiscard]] const Capture* find_capture(const std::string& name, const Instance& instance) const;

  const Model& model_;
  const Scenario& scenario_;
  const Layout& layout_;
  SystemDraft& draft_;
  WalkFacts facts_;
  std::vector<Observed> observed_;
};

/// The kinds of events that an expression mentions, as bits.
[[nodiscard]] std::uint32_t event_kinds(const tree::Expression& e);

}  // namespace walkcheck
