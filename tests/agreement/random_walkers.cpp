// Walkers in the manner of walk_pud_range(), with steps left out or changed; scenarios.
#include <algorithm>

#include <fmt/format.h>

#include "tests/agreement/body_text.hpp"
#include "tests/agreement/world.hpp"

namespace walkcheck::testing {

namespace {

using Returns = PrimitiveText::Returns;

class WalkerText {
 public:
  WalkerText(World& world, Pick& pick, Writer& out) : world_(world), pick_(pick), out_(out) {}

  void write() {
    out_.open(pick_.chance(40) ? "walker walk \"in the manner of mm/pagewalk.c\"" : "walker walk");
    for (Depth level = 0; level < world_.levels.size(); ++level) write_level(level);
    out_.close();
    world_.walkers.emplace_back("walk");
    if (pick_.chance(25)) variant();
  }

 private:
  static std::string letter(Depth level) { return std::string{"UMT"[level]}; }
  std::string place(Depth level) { return "walk_" + world_.levels[level].name + "_range"; }

  void write_level(Depth level) {
    out_.open("level " + world_.levels[level].name + " as " + place(level));
    const bool last = world_.is_last(level);
    BodyText body(world_, pick_, out_, {BodyText::Kind::steps, place(level), letter(level), {"entry", level}, {}});
    const bool locked = pick_.chance(last ? 35 : 4);
    const std::string lock = world_.levels[level].lock;
    if (locked) {
      out_.open("enter");
      out_.line("acquire " + lock);
      out_.close();
      body.avoid(lock);
    } else if (pick_.chance(4)) {
      edge("enter", level);
    }
    if (!last || pick_.chance(25)) body.label(again(level));
    steps(body, level);
    if (locked && pick_.chance(96)) {
      out_.open("leave");
      out_.line("release " + lock);
      out_.close();
    } else if (!locked && pick_.chance(4)) {
      edge("leave", level);
    }
    out_.close();
  }

  std::string again(Depth level) const { return level == 0 ? "again" : "again_" + world_.levels[level].name; }

  void edge(const std::string& which, Depth level) {
    out_.open(which);
    BodyText body(world_, pick_, out_,
                  {BodyText::Kind::edge, place(level), which == "enter" ? "E" : "L", {"entry", level}, {}});
    body.statements(1);
    out_.close();
  }

  void steps(BodyText& body, Depth level) {
    const bool last = world_.is_last(level);
    // Properties name some step.
    if (pick_.chance(80) || (last && world_.steps.empty())) hole(body);
    if (!last && pick_.chance(85)) {
      body.label();
      out_.line("action = SUBTREE");
    }
    ask(body, level);
    if (!last) answers(body, level);
    if (pick_.chance(last ? 35 : 25)) body.statements(pick_.between(1, last ? 3 : 2));
    if (!last) down(body, level);
  }

  void hole(BodyText& body) {
    body.label();
    out_.open("if none(*entry)");
    out_.line("hole");
    if (pick_.chance(60)) {
      out_.open("if has(pte_hole)");
      out_.line("err = pte_hole(entry)");
      out_.open("if err");
      out_.line("stop");
      out_.close();
      out_.close();
    }
    if (pick_.chance(92)) out_.line("next");
    out_.close();
  }

  void ask(BodyText& body, Depth level) {
    const std::string slot = world_.levels[level].slot();
    const bool there = std::any_of(world_.callbacks.begin(), world_.callbacks.end(),
                                   [&](const CallbackText& callback) { return callback.slot == slot; });
    if (!pick_.chance(there ? 95 : 30)) return;
    body.label();
    out_.open("if has(" + slot + ")");
    out_.line("err = " + slot + "(entry)");
    if (pick_.chance(90)) {
      out_.open("if err");
      out_.line("stop");
      out_.close();
    }
    out_.close();
  }

  void answers(BodyText& body, Depth level) {
    if (pick_.chance(75)) {
      body.label();
      out_.open("if action == AGAIN");
      out_.line("goto " + again(level));
      out_.close();
    }
    if (!pick_.chance(80)) return;
    body.label();
    const std::string below = world_.levels[level + 1].slot();
    const std::string or_no = pick_.chance(15) ? " or not has(" + below + ")" : "";
    out_.open("if action == CONTINUE" + or_no);
    out_.line("next");
    out_.close();
  }

  void down(BodyText& body, Depth level) {
    const std::string name = world_.levels[level].name;
    if (const PrimitiveText* split = find("split_huge_" + name); split != nullptr && pick_.chance(85)) {
      body.label();
      out_.line("split_huge_" + name + "(entry)");
    }
    if (pick_.chance(88)) {
      body.label();
      const bool unstable = find("unstable_" + name) != nullptr && pick_.chance(70);
      std::string test = "none(*entry)";
      if (pick_.chance(55)) test = "*entry is not table";
      if (pick_.chance(20)) test = body.about("*entry", level);
      if (unstable) test = "unstable_" + name + "(entry)";
      out_.open("if " + test);
      out_.line(pick_.chance(35) ? "goto " + again(level) : "next");
      out_.close();
    }
    body.label();
    if (pick_.chance(8)) out_.line("deref entry");
    out_.line("descend");
    if (!pick_.chance(85)) return;
    body.label();
    out_.open("if err");
    out_.line(pick_.chance(90) ? "stop" : "next");
    out_.close();
    if (pick_.chance(10)) body.statements(1);
  }

  [[nodiscard]] const PrimitiveText* find(const std::string& name) const {
    const auto found = std::find_if(world_.primitives.begin(), world_.primitives.end(),
                                    [&](const PrimitiveText& each) { return each.name == name; });
    return found == world_.primitives.end() ? nullptr : &*found;
  }

  void variant() {
    const Depth level = pick_.below(static_cast<std::uint32_t>(world_.levels.size()));
    std::vector<std::string> labels, free;
    for (const StepText& step : world_.steps) {
      // The edits below need a step of the text itself, not of an edge.
      if (step.place != place(level) || step.label[0] != letter(level)[0]) continue;
      labels.push_back(step.label);
      if (!step.declares) free.push_back(step.label);
    }
    if (labels.empty()) return;
    out_.open("walker other_walk = walk");
    out_.open("level " + world_.levels[level].name);
    // What later steps know must stay, and stay in front of them.
    const bool all_free = free.size() == labels.size() && labels.size() > 1;
    const std::size_t edit =
        pick_.weighted({30, 25, free.empty() ? 0U : 20U, free.empty() ? 0U : 15U, all_free ? 20U : 0U});
    const std::string step = pick_.of(edit < 2 || edit == 4 ? labels : free);
    const std::string& other = step == labels[0] ? labels.back() : labels[0];
    const std::string edits[] = {"insert before " + step + ": V1: if none(*entry) { next }",
                                 "insert after " + step + ": sleeps \"at random\"", "drop " + step,
                                 "replace " + step + ": if none(*entry) { next }", "swap " + step + " " + other};
    out_.line(edits[edit]);
    out_.close();
    out_.close();
    world_.walkers.emplace_back("other_walk");
  }

  World& world_;
  Pick& pick_;
  Writer& out_;
};

class ScenarioText {
 public:
  ScenarioText(World& world, Pick& pick, Writer& out) : world_(world), pick_(pick), out_(out) {}

  void write(bool any_size) {
    out_.open("scenario small");
    out_.line("walker walk");
    for (const std::string& slot : world_.slots()) callback(slot);
    if (pick_.chance(20)) out_.line("caller holds mmap " + pick_.of({"read", "write", "nothing", "vma"}));
    vmas_ = pick_.some(world_.vmas, 2);
    out_.line("vma " + join(vmas_));
    out_.line("rivals others");
    if (pick_.chance(30)) out_.line("locks " + pick_.of({"split, single", "single"}));
    tables(!any_size);
    if (any_size) {
      // What holds of any size holds of those in which the same levels are there.
      tables(false);
      out_.line("tables any");
    }
    if (pick_.chance(5)) out_.line("assume \"nothing else\"");
    out_.close();
    world_.scenarios.emplace_back("small");
    if (pick_.chance(30)) variant();
    if (pick_.chance(25)) less();
  }

 private:
  /// The same with fewer rivals, or in fewer vmas.
  void less() {
    out_.open("scenario less = small");
    if (vmas_.size() > 1 && pick_.chance(30)) {
      out_.line("vma " + pick_.of(vmas_));
    } else {
      out_.line("rivals others without " + pick_.of(world_.rivals));
    }
    out_.close();
    world_.scenarios.emplace_back("less");
  }

  void callback(const std::string& slot) {
    std::vector<std::string> known;
    for (const CallbackText& each : world_.callbacks) {
      if (each.slot == slot) known.push_back(each.name);
    }
    if (known.empty() || pick_.chance(8)) return;
    out_.line("callback " + slot + " = " + pick_.of(known));
  }

  /// One or two entries in a table; in all few enough to be searched, above all where there are many levels.
  void tables(bool may_fold) {
    const std::size_t levels = world_.levels.size();
    const std::size_t folded = may_fold && levels > 1 && pick_.chance(8) ? 1 : 0;
    const std::size_t there = levels - folded;
    std::uint32_t larger = there > 2 && pick_.chance(70) ? 1 : 2;
    std::string text;
    for (Depth level = folded; level < levels; ++level) {
      const bool large = larger > 0 && pick_.chance(60);
      if (large) --larger;
      const std::uint32_t entries = !large ? 1 : there == 1 ? pick_.between(2, 4) : 2;
      text += fmt::format(" {}[{}]", world_.levels[level].name, entries);
    }
    out_.line("tables" + text);
  }

  void variant() {
    out_.open("scenario other = small");
    std::vector<std::string> uses;
    for (const PrimitiveText& one : world_.primitives) {
      for (const PrimitiveText& two : world_.primitives) {
        const bool same = one.level == two.level && one.returns == two.returns && one.loops == two.loops;
        // What stands in must not lead back to what it stands for.
        if (&one != &two && same && two.name.rfind("do_", 0) != 0) uses.push_back(two.name + " for " + one.name);
      }
    }
    switch (pick_.weighted({50, 25, 25})) {
      case 0:
        if (world_.walkers.size() > 1) {
          out_.line("walker other_walk");
          break;
        }
        [[fallthrough]];
      case 1:
        if (!world_.callbacks.empty()) {
          out_.line("callback " + pick_.of(world_.callbacks).slot + " = null");
          break;
        }
        [[fallthrough]];
      case 2:
        if (!uses.empty()) {
          out_.line("use " + pick_.of(uses));
          break;
        }
        [[fallthrough]];
      default:
        out_.line("caller holds mmap " + pick_.of({"write", "i_mmap", "late_write"}));
        break;
    }
    out_.close();
    world_.scenarios.emplace_back("other");
  }

  World& world_;
  Pick& pick_;
  Writer& out_;
  std::vector<std::string> vmas_;
};

}  // namespace

void write_walkers(World& world, Pick& pick, Writer& out) { WalkerText(world, pick, out).write(); }

void write_scenarios(World& world, Pick& pick, Writer& out, bool any_size) {
  ScenarioText(world, pick, out).write(any_size);
}

}  // namespace walkcheck::testing
