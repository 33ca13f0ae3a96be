#include "tests/oracle/pud_walk.hpp"

namespace walkcheck::oracle {
namespace {

using Steps = std::vector<Step>;

bool huge(Entry entry) { return entry == Entry::leaf || entry == Entry::devmap; }
bool present(Entry entry) { return entry != Entry::none; }
bool trans_unstable(Entry entry) { return entry != Entry::table; }  // there is no bad entry to clear here

Entry at(const State& state) { return state.pud.at(state.index); }

State moved(State state, Place place) {
  state.place = place;
  return state;
}

Step go(const State& state, std::string_view text, Place place, Event event = Event::none) {
  return {text, moved(state, place), event};
}

/// The end of whatever was called from two places: the callback and the walker's own text.
Place back(const State& state, Place in_callback, Place in_walker) {
  return state.in_callback ? in_callback : in_walker;
}

/// A new visit of the same entry: what the last one remembered is of no interest.
Step again(State state, std::string_view text) {
  state.split_asked = false;
  state.told_to_skip = false;
  return go(state, text, Place::none_test, Event::retry);
}

Step take_lock(State state, std::string_view text, Place place) {
  if (state.locked) return go(state, text, Place::failed, Event::self_deadlock);
  state.locked = true;
  return go(state, text, place);
}

Step release_lock(State state, std::string_view text, Place place) {
  state.locked = false;
  state.lock_returned = false;
  state.locked_class = Entry::none;
  return go(state, text, place);
}

Step next_entry(State state, std::size_t entries) {
  state.split_asked = false;
  state.told_to_skip = false;
  ++state.index;
  if (state.index < entries) return go(state, "next", Place::none_test);
  state.index = 0;
  return go(state, "done", Place::done);
}

/// walk_pud_range, up to the callback's return.
Steps before_callback(const Scenario& scenario, const State& state) {
  switch (state.place) {
    case Place::none_test:
      if (at(state) != Entry::none) {
        return {go(state, "U1 not none", scenario.before_patch ? Place::call_before : Place::reset_action)};
      }
      return {go(state, "U1 none: hole", scenario.has_callbacks ? Place::hole : Place::next)};
    case Place::hole:  // hmm_vma_walk_hole; under the callback's lock if the callback came here
      return {go(state, "hole: a fault is needed", Place::fault_sleep),
              go(state, "hole: filled", back(state, Place::cb_unlock, Place::next))};
    case Place::reset_action: {
      State reset = state;
      reset.action = Action::subtree;
      return {go(reset, "U2 action = SUBTREE", scenario.has_callbacks ? Place::call : Place::after_call)};
    }
    case Place::call: {
      State called = state;
      called.in_callback = true;
      return {go(called, "U3 pud_entry()", Place::lock_test_huge)};
    }
    case Place::call_before:
      return {go(state, "U3 pud_trans_huge_lock()", Place::lock_test_huge)};
    default:
      return {};
  }
}

/// walk_pud_range, from the callback's return.
Steps after_callback(const Scenario& scenario, const State& state, std::size_t entries) {
  switch (state.place) {
    case Place::unlock_after_call:
      return {release_lock(state, "U3 unlock", state.error ? Place::failed : Place::next)};
    case Place::after_call:
      if (state.error) return {go(state, "U3 error", Place::failed)};
      if (state.action == Action::again) return {again(state, "U4 again")};
      if (state.action == Action::skip) return {go(state, "U5 continue", Place::next)};
      return {go(state, "U5 pmd_entry is wanted", Place::split_wanted)};
    case Place::split_wanted:
      return {go(state, "U6 split_huge_pud()", Place::split_huge)};
    case Place::recheck:
      if (scenario.recheck_unstable ? trans_unstable(at(state)) : at(state) == Entry::none) {
        return {again(state, "U7 again")};
      }
      return {go(state, "U7 goes on", Place::descend)};
    case Place::descend:
      if (at(state) != Entry::table) return {go(state, "U8 pmd_offset() of no table", Place::failed, Event::bad_deref)};
      return {go(state, "U8 pmd_offset()", Place::below_use, Event::descend)};
    case Place::next:
      return {next_entry(state, entries)};
    default:
      return {};
  }
}

/// walk_pmd_range, or what the old callback does with its pmds: any use of the table may come late.
Steps below(const Scenario& scenario, const State& state) {
  State up = state;
  up.stale = false;
  State broken = up;
  broken.error = true;
  switch (state.place) {
    case Place::below_use:
    case Place::below_use_again:
      if (state.stale) return {go(state, "use of a wiped table", Place::failed, Event::stale_use)};
      return {go(state, "use of the table", state.place == Place::below_use ? Place::below_sleep : Place::below_end)};
    case Place::below_sleep:
      if (!scenario.has_callbacks) return {go(state, "pmd_entry", Place::below_use_again)};
      return {go(state, "pmd_entry sleeps", Place::below_use_again, Event::sleep),
              go(state, "pmd_entry does not sleep", Place::below_use_again)};
    case Place::below_end:
      return {go(up, "U9 no error", back(state, Place::cb_unlock, Place::next)),
              go(broken, "U9 error", back(state, Place::cb_unlock, Place::failed))};
    default:
      return {};
  }
}

/// pud_trans_huge_lock: called by the callback, before the patch by the walker.
Steps lock_if_huge(const Scenario& scenario, const State& state) {
  const bool is_leaf = at(state) == Entry::leaf;
  const bool is_devmap = at(state) == Entry::devmap;
  switch (state.place) {
    case Place::lock_test_huge:
      return {go(state, "pud_trans_huge?", is_leaf ? Place::lock_take : Place::lock_test_devmap)};
    case Place::lock_test_devmap:
      return {go(state, "pud_devmap?", is_devmap ? Place::lock_take : Place::lock_failed)};
    case Place::lock_take:
      return {take_lock(state, "lock", Place::lock_huge)};
    case Place::lock_huge:
      return {go(state, "locked: pud_trans_huge?", is_leaf ? Place::lock_return : Place::lock_devmap)};
    case Place::lock_devmap:
      return {go(state, "locked: pud_devmap?", is_devmap ? Place::lock_return : Place::lock_give_up)};
    case Place::lock_give_up:
      return {release_lock(state, "neither: unlock", Place::lock_failed)};
    case Place::lock_return: {
      State held = state;
      held.lock_returned = true;
      held.locked_class = at(state);
      held.got_lock = true;
      held.in_callback = true;
      return {go(held, "returns the lock", scenario.before_patch ? Place::cb_again : Place::cb_skip)};
    }
    case Place::lock_failed:
      if (scenario.before_patch) return {go(state, "returns NULL", Place::split_wanted)};
      return {go(state, "returns NULL", scenario.retry_on_unstable ? Place::cb_unstable : Place::cb_return)};
    default:
      return {};
  }
}

/// hmm_vma_walk_pud, its tests.
Steps callback_tests(const Scenario& scenario, const State& state) {
  State changed = state;
  switch (state.place) {
    case Place::cb_unstable:
      if (scenario.again_always || trans_unstable(at(state))) changed.action = Action::again;
      return {go(changed, "1 pud_trans_unstable?", Place::cb_return)};
    case Place::cb_skip:
      changed.action = Action::skip;
      return {go(changed, "2 action = CONTINUE", Place::cb_snapshot)};
    case Place::cb_again:
    case Place::cb_snapshot:
      changed.snapshot = at(state);
      return {go(changed, "3 pud = *pudp", scenario.dead_tests ? Place::cb_none : Place::cb_devmap)};
    case Place::cb_none:
      return {go(state, "4 pud_none?", state.snapshot == Entry::none ? Place::hole : Place::cb_devmap)};
    case Place::cb_devmap:
      if (state.snapshot != Entry::devmap) {
        return {go(state, "5 not devmap", scenario.before_patch ? Place::split_huge : Place::cb_subtree)};
      }
      return {go(state, "5 devmap", scenario.dead_tests ? Place::cb_present : Place::cb_need)};
    case Place::cb_present:
      return {go(state, "5a pud_present?", present(state.snapshot) ? Place::cb_need : Place::hole)};
    default:
      return {};
  }
}

/// hmm_vma_walk_pud, what it does.
Steps callback_acts(const Scenario& scenario, const State& state) {
  State changed = state;
  switch (state.place) {
    case Place::cb_need:
      return {
          go(state, "5b a fault is needed", scenario.unlock_before_fault ? Place::cb_unlock_fault : Place::fault_sleep),
          go(state, "5b no fault is needed", Place::cb_pagemap)};
    case Place::cb_unlock_fault:
      return {release_lock(state, "5b unlock", Place::fault_sleep)};
    case Place::cb_pagemap:
      changed.error = true;
      return {go(state, "5c filled", Place::cb_unlock), go(changed, "5c -EBUSY", Place::cb_unlock)};
    case Place::cb_subtree:
      changed.action = Action::subtree;
      return {go(changed, "6 action = SUBTREE", Place::cb_unlock)};
    case Place::cb_recheck:  // before the patch: after its own split, then its own walk of the pmds
      if (at(state) == Entry::none) return {go(state, "5 none: again", Place::cb_again)};
      return {go(state, "6 walks the pmds", Place::descend)};
    case Place::cb_unlock:
      if (scenario.before_patch) return {go(state, "returns", Place::cb_return)};
      if (!state.locked) return {go(state, "returns", Place::cb_return)};
      return {release_lock(state, "9 unlock", Place::cb_return)};
    case Place::cb_return: {
      changed.in_callback = false;
      changed.got_lock = false;
      changed.snapshot = Entry::none;
      if (scenario.before_patch) return {go(changed, "pud_entry returns", Place::unlock_after_call)};
      changed.told_to_skip = !state.error && state.action == Action::skip;
      changed.split_asked = !state.error && state.action == Action::subtree && state.got_lock;
      return {go(changed, "pud_entry returns", Place::after_call)};
    }
    default:
      return {};
  }
}

/// split_huge_pud: from the walker, before the patch from the callback too.
Steps split(const State& state) {
  const bool is_leaf = at(state) == Entry::leaf;
  const bool is_devmap = at(state) == Entry::devmap;
  State stored = state;
  switch (state.place) {
    case Place::split_huge:
      return {go(state, "split: pud_trans_huge?", is_leaf ? Place::split_notify : Place::split_devmap)};
    case Place::split_devmap:
      return {go(state, "split: pud_devmap?", is_devmap ? Place::split_notify : Place::split_end)};
    case Place::split_notify:
      return {go(state, "split: notifiers sleep", Place::split_take, Event::sleep)};
    case Place::split_take:
      return {take_lock(state, "split: lock", Place::split_locked_huge)};
    case Place::split_locked_huge:
      return {go(state, "split: locked, pud_trans_huge?", is_leaf ? Place::split_store : Place::split_locked_devmap)};
    case Place::split_locked_devmap:
      return {go(state, "split: locked, pud_devmap?", is_devmap ? Place::split_store : Place::split_unlock)};
    case Place::split_store:
      stored.pud.at(state.index) = Entry::none;
      return {go(stored, "split: pud = none", Place::split_unlock, Event::split)};
    case Place::split_unlock:
      return {release_lock(state, "split: unlock", Place::split_end)};
    case Place::split_end:
      return {go(state, "split: ends", back(state, Place::cb_recheck, Place::recheck))};
    default:
      return {};
  }
}

/// handle_mm_fault may do nothing, or one row: fill an empty entry, split a leaf that must not be written.
Steps fault(const State& state) {
  State changed = state;
  switch (state.place) {
    case Place::fault_sleep:
      return {go(state, "fault: sleeps", Place::fault_choose, Event::sleep)};
    case Place::fault_choose: {
      Steps steps{go(state, "fault: maps nothing", Place::fault_end)};
      const auto to = [&](Entry goal) {
        changed.goal = goal;
        steps.push_back(go(changed, "fault: goes for one row", Place::fault_take));
      };
      if (huge(at(state))) to(Entry::none);
      if (at(state) != Entry::none) return steps;
      to(Entry::table);
      if (state.kind != Kind::dax) return steps;
      to(Entry::leaf);
      to(Entry::devmap);
      return steps;
    }
    case Place::fault_take:
      return {take_lock(state, "fault: lock", Place::fault_store)};
    case Place::fault_store:
      if (state.goal == Entry::none ? huge(at(state)) : at(state) == Entry::none)
        changed.pud.at(state.index) = state.goal;
      changed.goal = Entry::none;
      return {go(changed, "fault: stores, if it still may", Place::fault_unlock)};
    case Place::fault_unlock:
      return {release_lock(state, "fault: unlock", Place::fault_end)};
    case Place::fault_end:
      changed.error = true;
      return {go(changed, "fault: -EBUSY or -EFAULT", back(state, Place::cb_unlock, Place::failed))};
    default:
      return {};
  }
}

void store(Steps& steps, const State& state, std::size_t entry, Entry value, std::string_view text) {
  State after = state;
  const bool is_below = state.place >= Place::below_use && state.place <= Place::below_end;
  if (is_below && entry == state.index && at(state) == Entry::table) after.stale = true;
  after.pud.at(entry) = value;
  steps.push_back({text, after, Event::none});
}

}  // namespace

std::vector<State> start_states(std::size_t entries) {
  std::vector<State> states;
  for (const Kind kind : {Kind::anon, Kind::file, Kind::dax}) {
    const std::uint8_t values = kind == Kind::dax ? 4 : 2;
    const std::uint8_t seconds = entries > 1 ? values : 1;
    for (std::uint8_t first = 0; first < values; ++first) {
      for (std::uint8_t second = 0; second < seconds; ++second) {
        State state;
        state.kind = kind;
        state.pud = {static_cast<Entry>(first), static_cast<Entry>(second)};
        states.push_back(state);
      }
    }
  }
  return states;
}

std::vector<Step> walker_steps(const Scenario& scenario, const State& state, std::size_t entries) {
  for (Steps steps : {before_callback(scenario, state), after_callback(scenario, state, entries),
                      below(scenario, state), lock_if_huge(scenario, state), callback_tests(scenario, state),
                      callback_acts(scenario, state), split(state), fault(state)}) {
    if (!steps.empty()) return steps;
  }
  return {};
}

std::vector<Step> rival_steps(const Scenario& scenario, const State& state, std::size_t entries) {
  Steps steps;
  for (std::size_t entry = 0; entry < entries; ++entry) {
    const Entry value = state.pud.at(entry);
    if (!state.locked && value == Entry::none) {
      store(steps, state, entry, Entry::table, "rival: pmd_alloc, none -> table");
      if (state.kind == Kind::dax) {
        store(steps, state, entry, Entry::devmap, "rival: huge_fault, none -> devmap");
        store(steps, state, entry, Entry::leaf, "rival: huge_fault, none -> leaf");
      }
    }
    if (!state.locked && huge(value)) store(steps, state, entry, Entry::none, "rival: zap or split, leaf -> none");
    if (!scenario.clear_bad) continue;
    if (huge(value)) {
      store(steps, state, entry, value, "rival: sees a leaf, without a lock");
      steps.back().after.seen_bad.at(entry) = true;
    }
    if (state.seen_bad.at(entry)) store(steps, state, entry, Entry::none, "rival: pud = none, without a lock");
  }
  return steps;
}

}  // namespace walkcheck::oracle
