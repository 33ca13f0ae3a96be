#include <algorithm>
#include <functional>

#include "model/system/lower_system.hpp"

namespace walkcheck {

namespace {

void mark_used(const Terms& terms, Term term, std::vector<bool>& seen, std::vector<bool>& used) {
  if (seen[term.index]) return;
  seen[term.index] = true;
  const TermNode& node = terms[term];
  if (node.op == Op::constant) return;
  if (node.op == Op::variable || node.op == Op::member) {
    used[static_cast<std::size_t>(node.value)] = true;
    return;
  }
  for (const Term part : {node.a, node.b, node.c}) mark_used(terms, part, seen, used);
}

/// Calls `visit` on every term of the draft but the updates, and on those.
void each_term(SystemDraft& draft, const std::function<void(Term&)>& visit) {
  for (Rule& rule : draft.rules) {
    visit(rule.guard);
    for (Update& update : rule.updates) visit(update.value);
    for (Mark& mark : rule.marks) visit(mark.when);
    for (auto* notes : {&rule.notes, &rule.observations}) {
      for (Note& note : *notes) {
        for (auto& shown : note.values) visit(shown.value);
      }
    }
  }
  for (Property& property : draft.properties) {
    if (property.bad_state) visit(*property.bad_state);
    if (property.witness_state) visit(*property.witness_state);
  }
  for (Counter& counter : draft.counters) visit(counter.condition);
  if (draft.quiet) visit(*draft.quiet);
  if (draft.ended) visit(*draft.ended);
}

class Renumber {
 public:
  Renumber(const Terms& from, Terms& to, const std::vector<VariableId>& ids)
      : from_(from), to_(to), ids_(ids), known_(from.size()) {}

  Term operator()(Term term) {
    if (known_[term.index]) return *known_[term.index];
    const Term result = make(from_[term]);
    known_[term.index] = result;
    return result;
  }

 private:
  Term make(const TermNode& node) {
    const auto id = [&] { return ids_[static_cast<std::size_t>(node.value)]; };
    switch (node.op) {
      case Op::constant:
        return to_.constant(node.value);
      case Op::variable:
        return to_.variable(id());
      case Op::member:
        return to_.member(id(), node.set, 64);
      case Op::negate:
        return to_.negate((*this)(node.a));
      case Op::all:
        return to_.all((*this)(node.a), (*this)(node.b));
      case Op::any:
        return to_.any((*this)(node.a), (*this)(node.b));
      case Op::equal:
        return to_.equal((*this)(node.a), (*this)(node.b));
      case Op::less:
        return to_.less((*this)(node.a), (*this)(node.b));
      case Op::choose:
        return to_.choose((*this)(node.a), (*this)(node.b), (*this)(node.c));
      default:
        return to_.arithmetic(node.op, (*this)(node.a), (*this)(node.b));
    }
  }

  const Terms& from_;
  Terms& to_;
  const std::vector<VariableId>& ids_;
  std::vector<std::optional<Term>> known_;
};

/// Levels with an entry that is gone cannot be drawn, nor can what lies below them.
void renumber_tables(TableTree& tables, const std::vector<bool>& used, const std::vector<VariableId>& ids) {
  const auto gone = [&used](VariableId id) { return !used[id]; };
  const auto whole = std::find_if(tables.levels.begin(), tables.levels.end(), [&](const TableTree::Level& level) {
    return std::any_of(level.entries.begin(), level.entries.end(), gone);
  });
  tables.levels.erase(whole, tables.levels.end());
  for (auto& level : tables.levels) {
    for (VariableId& entry : level.entries) entry = ids[entry];
    for (auto* const id : {&level.cursor, &level.pointer}) {
      if (*id) *id = gone(**id) ? std::nullopt : std::optional(ids[**id]);
    }
  }
  std::erase_if(tables.locks, [&](const TableTree::Lock& lock) {
    return gone(lock.variable) || (lock.level && *lock.level >= tables.levels.size());
  });
  for (auto& lock : tables.locks) lock.variable = ids[lock.variable];
}

}  // namespace

SystemDraft drop_unused_variables(SystemDraft draft) {
  std::vector<bool> seen(draft.terms.size(), false), used(draft.variables.size(), false);
  each_term(draft, [&](Term& term) { mark_used(draft.terms, term, seen, used); });
  // A start condition that ties two variables together needs both; one about a variable alone says nothing once that is
  // gone.
  for (const Term term : draft.initial) {
    std::vector<bool> in_term(draft.variables.size(), false), visited(draft.terms.size(), false);
    mark_used(draft.terms, term, visited, in_term);
    if (std::count(in_term.begin(), in_term.end(), true) < 2) continue;
    for (VariableId id = 0; id < in_term.size(); ++id) used[id] = used[id] || in_term[id];
  }
  std::vector<VariableId> ids(draft.variables.size(), 0);
  std::vector<Variable> kept;
  for (VariableId id = 0; id < draft.variables.size(); ++id) {
    ids[id] = static_cast<VariableId>(kept.size());
    if (used[id]) kept.push_back(draft.variables[id]);
  }
  std::vector<Term> initial;
  for (const Term term : draft.initial) {
    std::vector<bool> in_term(draft.variables.size(), false), visited(draft.terms.size(), false);
    mark_used(draft.terms, term, visited, in_term);
    bool needed = false;
    for (VariableId id = 0; id < in_term.size(); ++id) needed = needed || (in_term[id] && used[id]);
    if (needed) initial.push_back(term);
  }
  for (Rule& rule : draft.rules) {
    std::erase_if(rule.updates, [&](const Update& update) { return !used[update.variable]; });
    for (Update& update : rule.updates) update.variable = ids[update.variable];
  }
  renumber_tables(draft.tables, used, ids);
  for (auto& rule : draft.rules) {
    for (Note& note : rule.notes) {
      if (note.entry) note.entry = used[*note.entry] ? std::optional(ids[*note.entry]) : std::nullopt;
    }
  }
  Terms terms;
  Renumber renumber(draft.terms, terms, ids);
  each_term(draft, [&](Term& term) { term = renumber(term); });
  for (Term& term : initial) term = renumber(term);
  draft.initial = std::move(initial);
  draft.variables = std::move(kept);
  draft.terms = std::move(terms);
  return draft;
}

}  // namespace walkcheck
