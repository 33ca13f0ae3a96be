// A page-table walk at the pud level, written by hand as plain steps: an oracle for walkcheck that shares no code with
// it. Every textual load of a pud is one step; nothing is merged, nothing is forgotten. What is below a pud is a black
// box that uses the table it was given and returns 0 or an error.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace walkcheck::oracle {

enum class Entry : std::uint8_t { none, table, leaf, devmap };
enum class Kind : std::uint8_t { anon, file, dax };
enum class Action : std::uint8_t { subtree, again, skip };  // skip is the kernel's ACTION_CONTINUE

/// What is walked with what: the walker's version, hmm's pud callback and the rivals that are not always there.
struct Scenario {
  std::string_view name;
  bool before_patch = false;       // walker and callback as they were before the patch
  bool has_callbacks = true;       // pud_entry and pte_hole; pmd_entry is always there
  bool dead_tests = true;          // the callback's none and not-present tests under the lock
  bool retry_on_unstable = false;  // the callback answers AGAIN if it got no lock and the pud is unstable
  bool again_always = false;       // a mistake: it does so whenever it got no lock (with retry_on_unstable)
  bool recheck_unstable = false;   // the walker tests pud_trans_unstable after the split, not pud_none
  bool unlock_before_fault = false;
  bool clear_bad = false;  // rivals that load a leaf, and later store none without a lock
};

/// Where the walker stands: the step that it takes next.
enum class Place : std::uint8_t {
  none_test,
  hole,
  reset_action,
  call,
  call_before,
  after_call,
  unlock_after_call,
  split_wanted,
  recheck,
  descend,
  lock_test_huge,
  lock_test_devmap,
  lock_take,
  lock_huge,
  lock_devmap,
  lock_give_up,
  lock_failed,
  lock_return,
  cb_again,
  cb_unstable,
  cb_skip,
  cb_snapshot,
  cb_none,
  cb_devmap,
  cb_present,
  cb_need,
  cb_pagemap,
  cb_unlock_fault,
  cb_subtree,
  cb_recheck,
  cb_unlock,
  cb_return,
  split_huge,
  split_devmap,
  split_notify,
  split_take,
  split_locked_huge,
  split_locked_devmap,
  split_store,
  split_unlock,
  split_end,
  fault_sleep,
  fault_choose,
  fault_take,
  fault_store,
  fault_unlock,
  fault_end,
  below_use,
  below_sleep,
  below_use_again,
  below_end,
  next,
  done,
  failed
};

constexpr std::size_t most_entries = 2;

struct State {
  std::array<Entry, most_entries> pud{};
  std::array<bool, most_entries> seen_bad{};  // a rival saw a leaf there and may store none at any later time
  Kind kind = Kind::anon;
  Place place = Place::none_test;
  std::uint8_t index = 0;
  bool locked = false;  // by the walker; a rival's critical section is one step
  Action action = Action::subtree;
  bool in_callback = false;
  bool error = false;
  bool stale = false;            // the table below was wiped since the walker went there
  Entry snapshot = Entry::none;  // the callback's local
  Entry goal = Entry::none;      // what the walker's own fault is about to store
  // What the properties remember.
  bool lock_returned = false;        // pud_trans_huge_lock succeeded and the lock is still held
  Entry locked_class = Entry::none;  // the entry when it succeeded
  bool got_lock = false;             // in this call of pud_entry
  bool split_asked = false;          // this visit's pud_entry answered SUBTREE after it got the lock
  bool told_to_skip = false;         // this visit's pud_entry answered CONTINUE
  friend bool operator==(const State&, const State&) = default;
};

enum class Event : std::uint8_t { none, retry, split, sleep, descend, bad_deref, stale_use, self_deadlock };

struct Step {
  std::string_view text;
  State after;
  Event event = Event::none;
};

/// Every state in which a walk over `entries` puds (1 or 2) may begin.
[[nodiscard]] std::vector<State> start_states(std::size_t entries);

/// What the walker may do next; empty at its end and where it waits (it never waits here: rivals are atomic).
[[nodiscard]] std::vector<Step> walker_steps(const Scenario& scenario, const State& state, std::size_t entries);

/// What any rival may do next.
[[nodiscard]] std::vector<Step> rival_steps(const Scenario& scenario, const State& state, std::size_t entries);

}  // namespace walkcheck::oracle
