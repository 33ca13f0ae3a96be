// Tables of any size: what is known of an entry that the walker comes to, and what is lost when it leaves one. Only the
// entries on the walker's path are variables; every other one may hold whatever somebody could have made of it.

#include <stdexcept>

#include "model/system/walker_rules.hpp"

namespace walkcheck {

bool WalkerRules::is_at(const Step& step, VariableId position, Value where) const {
  return step.path.decide(draft_.terms.equal(step.path.value(position), draft_.terms.constant(where)));
}

std::size_t WalkerRules::fresh_ways(LevelId level) const {
  const std::size_t marks = std::size_t{1} << layout_.seen_at({level, 0}).size();
  return model_.levels[level].states.size() * marks * (layout_.position(level) ? 2 : 1);
}

void WalkerRules::come_to_fresh(Step& step, LevelId level, bool entering, std::size_t way) const {
  const std::size_t states = model_.levels[level].states.size();
  const std::size_t state = way % states;
  way /= states;
  std::uint64_t kinds = 0;
  for (std::size_t kind = 0; kind < fresh_.made.size(); ++kind) {
    if (((fresh_.made[kind][level] >> state) & 1) != 0) kinds |= std::uint64_t{1} << kind;
  }
  step.path.require(draft_.terms.member(layout_.vma, kinds, draft_.variables[layout_.vma].size));
  step.path.set(layout_.entry({level, 0}), static_cast<Value>(state));
  for (const VariableId seen : layout_.seen_at({level, 0})) {
    step.path.set(seen, static_cast<Value>(way % 2));
    way /= 2;
  }
  if (layout_.position(level)) choose_position(step, level, entering, way != 0);
}

Term WalkerRules::position_is(const Step& step, LevelId level, Value where) const {
  return draft_.terms.equal(step.path.value(*layout_.position(level)), draft_.terms.constant(where));
}

/// Entries come in the order of their addresses. `at` asks for an entry that covers the chosen address. Positions are
/// written as terms, so that they do not multiply rules.
void WalkerRules::choose_position(Step& step, LevelId level, bool entering, bool at) const {
  Terms& terms = draft_.terms;
  const auto parent = layout_.parent({level, 0});
  const Term inside = parent ? position_is(step, parent->level, at_address) : terms.truth(true);
  const auto first_in = [&](LevelId above) {
    return terms.less(terms.variable(layout_.aligned), terms.constant(static_cast<std::int32_t>(above) + 1));
  };
  Term may_be_at = inside, must_be_at = terms.truth(false), otherwise = terms.constant(before_address);
  if (entering && parent) {
    // The first entry of this table covers the address if that is the first one of the entry above; if it is the first
    // of an entry here but not above, another entry does.
    must_be_at = terms.all(inside, first_in(parent->level));
    may_be_at = terms.all(inside, terms.any(first_in(parent->level), terms.negate(first_in(level))));
  } else {
    const Term before = position_is(step, level, before_address);
    may_be_at = terms.all(inside, before);
    otherwise = terms.choose(before, terms.constant(before_address), terms.constant(after_address));
  }
  if (parent) otherwise = terms.choose(inside, otherwise, step.path.value(*layout_.position(parent->level)));
  const Term asked = at ? may_be_at : terms.negate(must_be_at);
  if (terms.is_false(asked)) throw Impossible{};
  step.path.ask(asked);
  step.path.set(*layout_.position(level), at ? terms.constant(at_address) : otherwise);
}

/// A table does not end before an address that lies in it.
void WalkerRules::end_after_address(Step& step, LevelId level) const {
  if (layout_.folded(level) || !layout_.position(level)) return;
  Terms& terms = draft_.terms;
  const auto parent = layout_.parent({level, 0});
  const Term inside = parent ? position_is(step, parent->level, at_address) : terms.truth(true);
  const Term asked = terms.negate(terms.all(inside, position_is(step, level, before_address)));
  if (terms.is_false(asked)) throw Impossible{};
  step.path.ask(asked);
}

/// The walker leaves its entry of the level, and with it what is known of the table below.
void WalkerRules::leave_locks_below(const Step& step, LevelId level) const {
  const auto below = layout_.child_level(level);
  if (!below) return;
  for (const VariableId lock : layout_.locks_of_table(*below)) {
    if (step.path.decide(draft_.terms.equal(step.path.value(lock), draft_.terms.constant(lock_walker))))
      throw std::domain_error("the walk leaves a " + model_.levels[*below].name +
                              " table whose lock it holds; of tables left behind no lock is kept");
  }
}

void WalkerRules::leave_table(Step& step, LevelId level) const {
  leave_locks_below(step, level);
  if (!layout_.table(level)) return;
  // Whoever leaves a table may still stand at the entry above, and hold the table's lock.
  for (const VariableId lock : layout_.locks_of_table(level)) {
    if (!step.path.decide(draft_.terms.equal(step.path.value(lock), draft_.terms.constant(lock_walker))))
      step.path.set(lock, lock_free);
  }
  step.path.leave(level);
  if (const auto position = layout_.position(level)) step.path.set(*position, before_address);
}

bool WalkerRules::is_kept(const Step& step, LevelId level) const {
  const auto table = layout_.table(level);
  return !layout_.any() || !table || is_at(step, *table, table_live);
}

void WalkerRules::remember_write(const Step& step, LevelId level, std::size_t state, std::optional<Value> children) {
  const std::uint64_t kinds = step.path.domain(layout_.vma);
  written_.insert({level, state, kinds});
  const auto below = layout_.child_level(level);
  if (below && state == state_table) written_.insert({*below, children.value_or(state_none), kinds});
}

}  // namespace walkcheck
