#include "model/system/path.hpp"

#include <bit>
#include <functional>
#include <stdexcept>

namespace walkcheck {

namespace {

std::uint64_t full(std::uint32_t size) { return size >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << size) - 1; }

/// `variable == constant` as the membership that it is, if the variable has few enough values.
std::optional<TermNode> as_membership(const Terms& terms, const TermNode& node) {
  if (node.op != Op::equal) return std::nullopt;
  const bool first = terms[node.a].op == Op::variable;
  const TermNode& variable = terms[first ? node.a : node.b];
  const TermNode& constant = terms[first ? node.b : node.a];
  if (variable.op != Op::variable || constant.op != Op::constant || constant.value < 0 || constant.value > 63)
    return std::nullopt;
  return TermNode{Op::member, variable.value, std::uint64_t{1} << constant.value, {}, {}, {}};
}

/// Rebuilds `term` with its leaves (variables and memberships) replaced.
Term rebuild(Terms& terms, Term term, const std::function<Term(const TermNode&)>& leaf) {
  const TermNode node = terms[term];
  if (const auto membership = as_membership(terms, node)) return leaf(*membership);
  const auto again = [&](Term part) { return rebuild(terms, part, leaf); };
  switch (node.op) {
    case Op::constant:
      return term;
    case Op::variable:
    case Op::member:
      return leaf(node);
    case Op::negate:
      return terms.negate(again(node.a));
    case Op::all:
      return terms.all(again(node.a), again(node.b));
    case Op::any:
      return terms.any(again(node.a), again(node.b));
    case Op::equal:
      return terms.equal(again(node.a), again(node.b));
    case Op::less:
      return terms.less(again(node.a), again(node.b));
    case Op::choose:
      return terms.choose(again(node.a), again(node.b), again(node.c));
    default:
      return terms.arithmetic(node.op, again(node.a), again(node.b));
  }
}

/// The first variable that a term mentions, and a set of its values that the term asks about.
std::optional<Split> question(const Terms& terms, Term term, std::span<const std::uint64_t> domains) {
  const TermNode& node = terms[term];
  if (node.op == Op::member) return Split{static_cast<VariableId>(node.value), node.set};
  if (node.op == Op::variable) {
    const auto id = static_cast<VariableId>(node.value);
    return Split{id, std::uint64_t{1} << std::countr_zero(domains[id])};
  }
  if (node.op == Op::constant) return std::nullopt;
  for (const Term part : {node.a, node.b, node.c}) {
    if (part == Term{}) continue;
    if (auto found = question(terms, part, domains)) return found;
  }
  return std::nullopt;
}

}  // namespace

Path::Path(SystemDraft& draft, const Layout& layout) : draft_(&draft), layout_(&layout) {
  for (VariableId id = 0; id < draft.variables.size(); ++id) {
    values_.push_back(draft.terms.variable(id));
    domains_.push_back(full(draft.variables[id].size));
  }
  assumed_ = domains_;
  asked_ = draft.terms.truth(true);
}

Term Path::now(Term term) const {
  if (draft_->terms.is_constant(term)) return term;
  return rebuild(draft_->terms, term, [&](const TermNode& node) {
    const auto id = static_cast<VariableId>(node.value);
    const Term value = values_[id];
    if (node.op == Op::variable) return value;
    const TermNode& inner = draft_->terms[value];
    const std::uint32_t size = draft_->variables[id].size;
    if (inner.op == Op::constant) return draft_->terms.truth(((node.set >> inner.value) & 1) != 0);
    if (inner.op == Op::variable) {
      const auto source = static_cast<VariableId>(inner.value);
      return draft_->terms.member(source, node.set & full(draft_->variables[source].size),
                                  draft_->variables[source].size);
    }
    Term any = draft_->terms.truth(false);
    for (std::uint32_t i = 0; i < size; ++i) {
      if (((node.set >> i) & 1) == 0) continue;
      any = draft_->terms.any(any, draft_->terms.equal(value, draft_->terms.constant(static_cast<std::int32_t>(i))));
    }
    return any;
  });
}

Term Path::under_domains(Term term) const {
  Terms& terms = draft_->terms;
  if (terms.is_constant(term)) return term;
  return rebuild(terms, term, [&](const TermNode& node) {
    const auto id = static_cast<VariableId>(node.value);
    const std::uint64_t domain = domains_[id];
    if (node.op == Op::variable) {
      if (std::has_single_bit(domain)) return terms.constant(std::countr_zero(domain));
      return terms.variable(id);
    }
    if ((domain & node.set) == 0) return terms.truth(false);
    if ((domain & ~node.set) == 0) return terms.truth(true);
    return terms.member(id, node.set, draft_->variables[id].size);
  });
}

bool Path::decide(Term before) const { return settle(before) != 0; }

std::int32_t Path::settle(Term before) const {
  const Term simple = under_domains(before);
  if (draft_->terms.is_constant(simple)) return draft_->terms[simple].value;
  auto split = question(draft_->terms, simple, domains_);
  if (!split) throw std::logic_error("a term without variables is no constant");
  const std::uint64_t domain = domains_[split->variable];
  // A value outside of the domain cannot part it; then any value of the domain does.
  if ((domain & split->set) == 0 || (domain & ~split->set) == 0)
    split->set = std::uint64_t{1} << std::countr_zero(domain);
  throw *split;
}

bool Path::narrow(VariableId id, std::uint64_t set, bool inside) {
  domains_[id] &= inside ? set : ~set;
  return domains_[id] != 0;
}

void Path::assume(VariableId id, std::uint64_t set) {
  domains_[id] &= set;
  assumed_[id] &= set;
}

EntryRef Path::current(LevelId level) const {
  std::size_t index = 0;
  for (LevelId above = 0; above <= level; ++above) {
    if (layout_->folded(above)) continue;
    const auto cursor = layout_->cursor(above);
    const std::size_t at = cursor ? static_cast<std::size_t>(settle(values_[*cursor])) : 0;
    index = index * layout_->entries(above) + at;
  }
  return {level, index};
}

bool Path::is_reachable(EntryRef entry) const {
  for (auto above = layout_->parent(entry); above; above = layout_->parent(*above)) {
    if (!decide(draft_->terms.equal(values_[layout_->entry(*above)], draft_->terms.constant(state_table))))
      return false;
  }
  return true;
}

void Path::require_reachable(EntryRef entry) {
  if (!is_reachable(entry)) throw Impossible{};
}

void Path::clear_below(EntryRef entry) {
  for (const VariableId lock : layout_->locks_below(entry)) {
    // A lock that the walker holds stays held, so that what it does with it is still judged.
    const Term held = draft_->terms.equal(values_[lock], draft_->terms.constant(lock_walker));
    set(lock, decide(held) ? lock_walker : lock_free);
  }
  for (const EntryRef& below : layout_->subtree(entry)) {
    for (const VariableId seen : layout_->seen_at(below)) {
      if (below != entry) set(seen, Value{0});
    }
    if (below != entry) set(layout_->entry(below), Value{0});
  }
}

void Path::make_stale(EntryRef entry, Value gone) {
  for (auto below = layout_->child_level(entry.level); below; below = layout_->child_level(*below)) {
    const VariableId pointer = *layout_->table(*below);
    if (!decide(draft_->terms.equal(values_[pointer], draft_->terms.constant(table_live)))) return;
    if (current(entry.level) != entry) return;
    set(pointer, gone);
  }
}

void Path::write(EntryRef entry, Value state, std::optional<Value> children, std::optional<VariableId> after) {
  const VariableId id = layout_->entry(entry);
  const auto below = layout_->child_level(entry.level);
  if (below) {
    if (decide(draft_->terms.equal(values_[id], draft_->terms.constant(state_table)))) {
      const bool kept = after && decide(draft_->terms.equal(values_[*after], draft_->terms.constant(lock_walker)));
      make_stale(entry, kept ? table_detached : table_stale);
    }
    clear_below(entry);
    // In tables of any size the entries below are chosen when the walker goes there.
    if (state == state_table && children && !layout_->any()) {
      for (std::size_t i = 0; i < layout_->entries(*below); ++i)
        set(layout_->entry(layout_->child(entry, *below, i)), *children);
    }
  }
  set(id, state);
}

void Path::forget(EntryRef entry) {
  const std::vector<EntryRef> gone = layout_->subtree(entry);
  clear_below(entry);
  for (const VariableId seen : layout_->seen_at(entry)) set(seen, Value{0});
  // A rival inside its section there finishes first and frees the lock.
  free_places(gone);
  set(layout_->entry(entry), layout_->passed(entry.level));
}

void Path::leave(LevelId level) {
  const EntryRef entry{level, 0};
  for (const VariableId seen : layout_->seen_at(entry)) set(seen, Value{0});
  free_places({entry});
  set(layout_->entry(entry), Value{0});
}

void Path::free_places(const std::vector<EntryRef>& gone) {
  for (const VariableId lock : layout_->lock_variables()) {
    const std::uint64_t inside = layout_->places(lock, gone);
    if (inside == 0) continue;
    Term standing = draft_->terms.truth(false);
    for (std::int32_t place = 2; place < static_cast<std::int32_t>(draft_->variables[lock].size); ++place) {
      if (((inside >> place) & 1) != 0)
        standing = draft_->terms.any(standing, draft_->terms.equal(values_[lock], draft_->terms.constant(place)));
    }
    if (decide(standing)) set(lock, lock_free);
  }
}

void Path::end() {
  for (VariableId id = 0; id < values_.size(); ++id) set(id, Value{0});
  // Passed entries are beyond every rival, so nothing happens any more.
  for (LevelId level = 0;; ++level) {
    if (layout_->folded(level)) continue;
    for (std::size_t i = 0; i < layout_->entries(level); ++i) set(layout_->entry({level, i}), layout_->passed(level));
    return;
  }
}

Term Path::guard() const {
  Terms& terms = draft_->terms;
  Term result = terms.truth(true);
  for (VariableId id = 0; id < domains_.size(); ++id) {
    const std::uint32_t size = draft_->variables[id].size;
    if (domains_[id] == assumed_[id]) continue;
    const Term asked = std::has_single_bit(domains_[id])
                           ? terms.equal(terms.variable(id), terms.constant(std::countr_zero(domains_[id])))
                           : terms.member(id, domains_[id], size);
    result = terms.all(result, asked);
  }
  return terms.all(result, under_domains(asked_));
}

std::vector<Update> Path::updates() const {
  std::vector<Update> result;
  for (VariableId id = 0; id < values_.size(); ++id) {
    const TermNode& value = draft_->terms[values_[id]];
    if (value.op == Op::variable && static_cast<VariableId>(value.value) == id) continue;
    const Term simple = under_domains(values_[id]);
    const TermNode& node = draft_->terms[simple];
    const bool kept = node.op == Op::constant && node.value < 64 && domains_[id] == std::uint64_t{1} << node.value;
    if (!kept) result.push_back({id, simple});
  }
  return result;
}

}  // namespace walkcheck
