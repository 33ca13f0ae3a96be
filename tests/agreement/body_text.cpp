#include "tests/agreement/body_text.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace walkcheck::testing {

using Returns = PrimitiveText::Returns;

BodyText::BodyText(World& world, Pick& pick, Writer& out, Place place)
    : world_(world), pick_(pick), out_(out), place_(std::move(place)), entries_{place_.entry} {
  if (place_.kind == Kind::steps) codes_.insert("err");
}

void BodyText::label() { label(fmt::format("{}{}", place_.letter, ++labels_)); }

void BodyText::label(const std::string& name) {
  out_.line(name + ":");
  world_.steps.push_back({name, place_.name, false});
  if (nesting_ == 0) above_.push_back(name);
}

// ---------------------------------------------------------------- conditions

std::string BodyText::state_of(std::optional<Depth> level) {
  return level ? pick_.of(world_.levels[*level].states) : "none";
}

std::string BodyText::about(const std::string& value, std::optional<Depth> level) {
  const std::string predicate = pick_.of(world_.predicates_at(level));
  const std::string one = state_of(level);
  const std::string other = state_of(level);
  switch (pick_.weighted({55, 15, 20, 10})) {
    case 0:
      return predicate + "(" + value + ")";
    case 1:
      return value + " is " + one;
    case 2:
      // Most of what is not a table is to be kept away from.
      return value + " is not " + (level && !world_.is_last(*level) && pick_.chance(60) ? "table" : one);
    default:
      return value + (pick_.chance(30) ? " not" : "") + " in { " + one + (one == other ? "" : ", " + other) + " }";
  }
}

std::string BodyText::condition() {
  const EntryText entry = some_entry();
  std::string text = about("*" + entry.name, entry.level);
  switch (pick_.weighted({40, 20, 12, 10, 8, 10})) {
    case 0:
      break;
    case 1:
      if (snapshots_.empty()) break;
      {
        const EntryText snapshot = pick_.of(snapshots_);
        text = about(snapshot.name, snapshot.level);
        if (snapshot.level == entry.level && pick_.chance(30)) text = "*" + entry.name + " == " + snapshot.name;
      }
      break;
    case 2:
      text += pick_.of({" or ", " and "});
      text += about("*" + entry.name, entry.level);
      break;
    case 3:
      if (!truths_.empty()) text = *truths_.begin();
      break;
    case 4:
      text = "vma is " + pick_.of(world_.vmas);
      break;
    default:
      if (!codes_.empty()) text = *codes_.rbegin();
      break;
  }
  if (!pick_.chance(20)) return text;
  return text.find(' ') == std::string::npos ? "not " + text : "not (" + text + ")";
}

// ---------------------------------------------------------------- statements

void BodyText::statements(std::uint32_t count) {
  for (std::uint32_t i = 0; i < count; ++i) {
    if (nesting_ == 0 && pick_.chance(70)) label();
    statement();
  }
}

void BodyText::statement() {
  switch (pick_.weighted({14, 24, 12, 8, 10, 9, 14, 4, 12, 5})) {
    case 0:
      return snapshot();
    case 1:
      return branch();
    case 2:
      return section();
    case 3:
      return store();
    case 4:
      return choice();
    case 5:
      return loop();
    case 6:
      return call();
    case 7:
      return wait();
    case 8:
      return small();
    default:
      return jump_back();
  }
}

void BodyText::inner(std::uint32_t most) {
  ++nesting_;
  const std::uint32_t count = pick_.between(1, most);
  for (std::uint32_t i = 0; i < count; ++i) {
    // Deep texts grow fast, and say nothing that shallow ones do not.
    if (nesting_ > 2) {
      small();
    } else {
      statement();
    }
  }
  --nesting_;
}

/// A line that makes a local known.
void BodyText::declare(const std::string& text) {
  out_.line(text);
  if (!world_.steps.empty()) world_.steps.back().declares = true;
}

void BodyText::snapshot() {
  const EntryText entry = some_entry();
  const std::string name = "v_" + (entry.level ? world_.levels[*entry.level].name : "any");
  declare("let " + name + " = *" + entry.name);
  const auto same = [&](const EntryText& known) { return known.name == name; };
  if (std::none_of(snapshots_.begin(), snapshots_.end(), same)) snapshots_.push_back({name, entry.level});
}

void BodyText::branch() {
  const std::string asked = condition();
  out_.open("if " + asked);
  const bool leaves = pick_.chance(45);
  if (!leaves || pick_.chance(40)) inner(2);
  if (leaves) leave();
  if (pick_.chance(18)) {
    out_.otherwise();
    inner(1);
  }
  out_.close();
}

/// A critical section, mostly closed on every way out.
void BodyText::section() {
  if (pick_.chance(25)) return section_below();
  Depth depth = 0;
  bool any = true;
  for (const EntryText& entry : entries_) {
    if (!entry.level) continue;
    any = false;
    depth = std::max(depth, *entry.level);
  }
  const std::vector<std::string> known = world_.locks_at(any ? std::nullopt : std::optional(depth));
  std::string lock = any || pick_.chance(25) ? pick_.of(known) : world_.levels[depth].lock;
  if (std::find(known.begin(), known.end(), lock) == known.end()) lock = "mm_lock";
  if ((avoided_.contains(lock) || !held_.empty()) && !pick_.chance(8)) return small();
  out_.line("acquire " + lock);
  held_.push_back(lock);
  inner(2);
  held_.pop_back();
  if (!pick_.chance(4)) out_.line("release " + lock);
}

/// The same under the lock of the table below.
void BodyText::section_below() {
  const EntryText entry = entries_.back();
  const std::string lock = world_.lock_below(entry.level);
  if (lock.empty() || ((avoided_.contains(lock) || !held_.empty()) && !pick_.chance(8))) return small();
  const bool leaves = pick_.chance(50);
  out_.open((leaves ? "if not lock_below(" : "if lock_below(") + entry.name + ", " + lock + ")");
  if (leaves) {
    leave();
    out_.close();
  }
  held_.push_back(lock);
  inner(2);
  held_.pop_back();
  if (!pick_.chance(4)) out_.line("release " + lock);
  if (!leaves) out_.close();
}

void BodyText::store() {
  const EntryText entry = some_entry();
  const std::string state = state_of(entry.level);
  if (held_.empty() && pick_.chance(70)) return small();
  std::string text = "*" + entry.name + " = " + state;
  if (state == "table" && pick_.chance(40)) text += " { all " + pick_.of(world_.levels[*entry.level + 1].states) + " }";
  out_.line(text);
}

void BodyText::choice() {
  if (pick_.chance(70)) {
    declare("choose need in { no, yes }");
    truths_.insert("need");
    out_.open(pick_.chance(70) ? "if need" : "if not need");
    inner(1);
    if (pick_.chance(40)) leave();
    return out_.close();
  }
  if (place_.kind == Kind::edge) return small();
  declare("choose answer in { " + pick_.of({"SUBTREE, CONTINUE", "CONTINUE, AGAIN", "SUBTREE, AGAIN"}) + " }");
  out_.line("action = answer");
}

void BodyText::loop() {
  const EntryText entry = entries_.back();
  const bool may = entry.level && !world_.is_last(*entry.level) && (loops_ == 0 || entries_.size() > 1);
  const bool primitive = place_.kind == Kind::primitive || place_.kind == Kind::edge;
  if (!may || primitive || nesting_ > 1 || loops_ > 1) return small();
  const std::string child = "child_" + world_.levels[*entry.level + 1].name;
  out_.open("for each " + world_.levels[*entry.level + 1].name + " " + child + " below " + entry.name);
  ++loops_;
  entries_.push_back({child, *entry.level + 1});
  inner(2);
  entries_.pop_back();
  --loops_;
  if (pick_.chance(40)) {
    out_.otherwise();
    inner(1);
  }
  out_.close();
}

// ---------------------------------------------------------------- calls

void BodyText::call() {
  if (world_.primitives.empty() || place_.kind == Kind::edge) return small();
  const PrimitiveText what = pick_.of(world_.primitives);
  for (const EntryText& entry : entries_) {
    const bool fits = !what.level || what.level == entry.level;
    // A loop goes over the table below the deepest entry only.
    const bool deepest = entry.name == entries_.back().name && entry.level == what.level;
    if (fits && (!what.loops || (deepest && place_.kind != Kind::primitive))) return call(what, entry);
  }
  small();
}

void BodyText::call(const PrimitiveText& what, const EntryText& entry) {
  const std::string text = what.name + "(" + entry.name + ")";
  switch (what.returns) {
    case Returns::nothing:
      return out_.line(text);
    case Returns::truth:
      out_.open("if " + std::string(pick_.chance(20) ? "not " : "") + text);
      inner(1);
      if (pick_.chance(60)) leave();
      return out_.close();
    case Returns::code:
      declare("let r = " + text);
      codes_.insert("r");
      out_.open("if r");
      leave();
      return out_.close();
    case Returns::lock:
      return locked_call(what, entry);
  }
}

void BodyText::locked_call(const PrimitiveText& what, const EntryText& entry) {
  if (!held_.empty() || !avoided_.empty()) return small();
  declare("let ptl = " + what.name + "(" + entry.name + ")");
  if (pick_.chance(60)) {
    out_.open("if not ptl");
    leave();
    out_.close();
    held_.emplace_back("ptl");
    inner(2);
    held_.pop_back();
    if (!pick_.chance(5)) out_.line("release ptl");
    return;
  }
  out_.open("if ptl");
  held_.emplace_back("ptl");
  inner(2);
  held_.pop_back();
  if (!pick_.chance(5)) out_.line("release ptl");
  out_.close();
}

/// An entry is waited for by the name `entry` only.
void BodyText::wait() {
  if (place_.entry.name != "entry" || !pick_.chance(60)) return small();
  const std::vector<std::string> known = world_.predicates_at(place_.entry.level);
  std::string text = pick_.chance(50) ? "not " : "";
  text += pick_.of(known) + "(*entry)";
  if (pick_.chance(20)) {
    text += pick_.of({" or ", " and "});
    text += pick_.of(known) + "(*entry)";
  }
  out_.line("await " + text);
}

void BodyText::small() {
  const EntryText entry = some_entry();
  switch (pick_.weighted({30, 25, 15, 15, 15})) {
    case 0:
      return out_.line("sleeps \"" + pick_.of({"a notifier", "a fault", "memory"}) + "\"");
    case 1:
      return snapshot();
    case 2:
      return out_.line("perform any of own_fault at " + entry.name);
    case 3:
      // At the last level nothing is a table, and the walk would always end here.
      if (entry.level && !world_.is_last(*entry.level)) return out_.line("deref " + entry.name);
      return out_.line("sleeps \"a fault\"");
    default:
      if (is_walker() && pick_.chance(60)) return out_.line("hole");
      return out_.line("action = " + pick_.of({"SUBTREE", "CONTINUE", "CONTINUE", "AGAIN"}));
  }
}

// ---------------------------------------------------------------- ways out

void BodyText::jump_back() {
  if (above_.empty() || place_.kind == Kind::edge || nesting_ > 2) return small();
  const std::string asked = condition();
  const std::string target = pick_.chance(60) ? above_.back() : pick_.of(above_);
  out_.open("if " + asked);
  release_all();
  out_.line("goto " + target);
  out_.close();
}

void BodyText::release_all() {
  for (std::size_t i = held_.size(); i-- > 0;) {
    if (!pick_.chance(5)) out_.line("release " + held_[i]);
  }
}

void BodyText::leave() {
  if (place_.kind == Kind::edge || (place_.kind == Kind::steps && loops_ > 0)) return small();
  release_all();
  if (place_.kind == Kind::steps) return out_.line(pick_.chance(70) ? "next" : "stop");
  const std::string value = result();
  out_.line(value.empty() ? "return" : "return " + value);
}

std::string BodyText::result() {
  switch (place_.returns) {
    case Returns::nothing:
      return "";
    case Returns::truth:
      return pick_.of({"yes", "no"});
    case Returns::code:
      if (codes_.contains("r") && pick_.chance(20)) return "r";
      return pick_.of({"0", "0", "0", "0", "0", "-EBUSY", "-EFAULT", "1"});
    case Returns::lock:
      return "null";
  }
  return "";
}

}  // namespace walkcheck::testing
