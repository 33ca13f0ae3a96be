// Levels, predicates, vmas, locks and rivals.
#include <algorithm>

#include <fmt/format.h>

#include "tests/agreement/world.hpp"

namespace walkcheck::testing {

std::vector<std::string> World::predicates_at(std::optional<Depth> level) const {
  std::vector<std::string> found;
  for (const auto& [name, at] : predicates) {
    const bool here = level ? std::find(at.begin(), at.end(), *level) != at.end() : at.size() == levels.size();
    if (here) found.push_back(name);
  }
  return found;
}

std::vector<std::string> World::locks_at(std::optional<Depth> depth) const {
  std::vector<std::string> found;
  for (const LockText& lock : locks) {
    if (!lock.per_table || (depth && *lock.per_table <= *depth)) found.push_back(lock.name);
  }
  return found;
}

std::string World::lock_below(std::optional<Depth> depth) const {
  for (const LockText& lock : locks) {
    if (depth && lock.per_table == *depth + 1) return lock.name;
  }
  return "";
}

std::vector<std::string> World::slots() const {
  std::vector<std::string> all;
  for (const LevelText& level : levels) all.push_back(level.slot());
  all.emplace_back("pte_hole");
  return all;
}

namespace {

void write_levels(World& world, Pick& pick, Writer& out) {
  const std::vector<std::string> names{"pud", "pmd", "pte"};
  const std::size_t count = pick.weighted({28, 52, 20}) + 1;
  const std::size_t first = pick.below(static_cast<std::uint32_t>(names.size() - count + 1));
  for (std::size_t i = 0; i < count; ++i) {
    LevelText level{names[first + i], {"none"}, ""};
    const bool last = i + 1 == count;
    level.states.emplace_back(last ? "present" : "table");
    if (pick.chance(last ? 45 : 65)) level.states.emplace_back(last ? "migration" : "leaf");
    if (pick.chance(20)) level.states.emplace_back("bad");
    out.line("level " + level.name + " { " + join(level.states) + " }");
    world.levels.push_back(std::move(level));
  }
}

void write_predicate(World& world, Pick& pick, Writer& out, const std::string& name, Depth level) {
  const LevelText& at = world.levels[level];
  const std::vector<std::string> states(at.states.begin() + 1, at.states.end());
  const bool empty = pick.chance(4);
  std::vector<std::string> chosen = pick.some(states, 2);
  // As pmd_bad() is true of an empty entry.
  if (pick.chance(10)) chosen.emplace_back("none");
  if (!world.is_last(level) && states.size() > 1 && pick.chance(70)) std::erase(chosen, "table");
  if (chosen.empty()) chosen = {states.back()};
  // A leaf is what a test for huge entries is about.
  if (name == "huge" && states.size() > 1 && pick.chance(75)) chosen = {states[1]};
  out.line("predicate " + name + " at " + at.name + " = {" + (empty ? " " : " " + join(chosen) + " ") + "}");
  world.predicates[name].push_back(level);
}

void write_all_predicates(World& world, Pick& pick, Writer& out) {
  std::vector<std::string> names;
  for (Depth level = 0; level < world.levels.size(); ++level) {
    names.push_back(world.levels[level].name);
    world.predicates["none"].push_back(level);
  }
  out.line("predicate none at " + join(names) + " = { none }");
  const bool young = pick.chance(40);
  for (Depth level = 0; level < world.levels.size(); ++level) {
    if (pick.chance(80)) write_predicate(world, pick, out, "huge", level);
    if (young) write_predicate(world, pick, out, "young", level);
  }
}

void write_locks(World& world, Pick& pick, Writer& out) {
  out.line("lock mm_lock per mm");
  world.locks.push_back({"mm_lock", std::nullopt});
  for (Depth i = 0; i < world.levels.size(); ++i) {
    LevelText& level = world.levels[i];
    level.lock = "mm_lock";
    const std::string name = level.name + "_lock";
    switch (pick.weighted({i == 0 ? 25U : 60U, 10, 30})) {
      case 0:
        out.line("lock " + name + " per " + level.name + " table" + (pick.chance(75) ? " or is mm_lock" : ""));
        world.locks.push_back({name, i});
        level.lock = name;
        break;
      case 1:
        out.line("lock " + name + " is mm_lock");
        world.locks.push_back({name, std::nullopt});
        level.lock = name;
        break;
      default:
        break;
    }
  }
}

// ---------------------------------------------------------------- rivals

class RivalText {
 public:
  RivalText(World& world, Pick& pick, Writer& out) : world_(world), pick_(pick), out_(out) {}

  void write(Depth level, std::uint32_t number, const std::string& from, const std::string& to) {
    level_ = level;
    const std::string name = fmt::format("row{}_{}", number, world_.levels[level].name);
    std::string text = "rival " + name + (pick_.chance(15) ? " as do_" + name : "");
    text += " at " + world_.levels[level].name + ": ";
    const std::size_t form = pick_.weighted({70, 20, 10});
    std::string lock = pick_.chance(85) ? world_.levels[level].lock : pick_.of(world_.locks_at(level));
    if (form == 0) {
      text += from;
      text += " -> " + stage(to);
      if (pick_.chance(12)) lock = "nothing";
    } else if (form == 1) {
      text += from;
      const std::uint32_t middle = pick_.chance(80) ? 1 : 2;
      for (std::uint32_t i = 0; i < middle; ++i) text += " ~ " + stage(state());
      text += " ~ " + stage(to);
    } else {
      text += "sees " + from + " ~ stores " + to;
      lock = pick_.chance(50) ? "nothing" : "";
    }
    if (!lock.empty()) text += " takes " + lock;
    const std::string below = world_.lock_below(level);
    if (form == 0 && lock != "nothing" && !below.empty() && pick_.chance(35)) text += ", " + below;
    const bool takes_table = !world_.is_last(level) && from.find("table") != std::string::npos;
    if (form == 0 && takes_table && pick_.chance(35)) text += " frees after mm_lock";
    text += limits();
    if (pick_.chance(10)) text += " \"at random\"";
    out_.line(text);
    world_.rivals.push_back(name);
  }

  std::string state() { return pick_.of(world_.levels[level_].states); }

 private:
  /// `table { all present }` fills what it makes.
  std::string stage(const std::string& state) {
    if (state != "table" || world_.is_last(level_) || !pick_.chance(40)) return state;
    return "table { all " + pick_.of(world_.levels[level_ + 1].states) + " }";
  }

  std::string limits() {
    std::string text;
    if (pick_.chance(15)) text += " when vma is " + pick_.of(world_.vmas);
    if (pick_.chance(12))
      text += " while mmap in { " + pick_.of({"read", "read, nothing", "vma, i_mmap", "write"}) + " }";
    return text;
  }

  World& world_;
  Pick& pick_;
  Writer& out_;
  Depth level_ = 0;
};

void write_groups(World& world, Pick& pick, Writer& out) {
  const std::vector<std::string> some = pick.some(world.rivals, 3);
  out.line("rivals own_fault = " + join(some));
  std::string others = "rivals others = " + join(world.rivals);
  if (pick.chance(30)) others += " without " + pick.of(world.rivals);
  out.line(others);
}

}  // namespace

void write_tables(World& world, Pick& pick, Writer& out) {
  write_levels(world, pick, out);
  write_all_predicates(world, pick, out);
  world.vmas = pick.chance(40) ? std::vector<std::string>{"anon"} : std::vector<std::string>{"anon", "file"};
  out.line("vma " + join(world.vmas));
  write_locks(world, pick, out);
}

void write_rivals(World& world, Pick& pick, Writer& out) {
  RivalText rows(world, pick, out);
  for (Depth level = 0; level < world.levels.size(); ++level) {
    const std::vector<std::string>& states = world.levels[level].states;
    std::uint32_t number = 0;
    // Without tables a walk never comes below.
    if (!world.is_last(level) || pick.chance(70)) rows.write(level, number++, "none", states[1]);
    const std::uint32_t more = pick.between(1, 3);
    for (std::uint32_t i = 0; i < more; ++i) {
      std::vector<std::string> from = pick.some(states, 2);
      // Tables that never go are what most walks rely on.
      if (!world.is_last(level) && pick.chance(65)) std::erase(from, "table");
      if (from.empty()) from = {"none"};
      const std::string to = pick.of(states);
      rows.write(level, number++, join(from), to);
    }
  }
  if (world.rivals.empty()) rows.write(0, 0, "none", world.levels[0].states[1]);
  write_groups(world, pick, out);
}

}  // namespace walkcheck::testing
