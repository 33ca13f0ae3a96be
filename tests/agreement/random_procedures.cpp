// Primitives in the manner of the kernel's (lock and test, split, unstable, fault, wait, look below), and callbacks.
#include <algorithm>

#include <fmt/format.h>

#include "tests/agreement/body_text.hpp"
#include "tests/agreement/world.hpp"

namespace walkcheck::testing {

namespace {

using Returns = PrimitiveText::Returns;

class Primitives {
 public:
  Primitives(World& world, Pick& pick, Writer& out) : world_(world), pick_(pick), out_(out) {}

  void write() {
    // One that faults is what `perform` is for, one that splits what a walk of huge entries needs.
    if (pick_.chance(45)) fault();
    for (Depth level = 0; level < world_.levels.size(); ++level) {
      const bool last = world_.is_last(level);
      if (pick_.chance(last ? 15 : 40)) lock_and_test(level);
      if (pick_.chance(last ? 10 : 40)) split(level);
      if (pick_.chance(last ? 10 : 35)) unstable(level);
      if (pick_.chance(20)) wait_for(level);
      if (!last && pick_.chance(20)) look_below(level);
      if (pick_.chance(15)) any_body(level);
    }
    if (pick_.chance(20)) is_empty();
  }

 private:
  BodyText begin(const std::string& name, std::optional<Depth> level, Returns returns, bool loops = false) {
    const std::string of = level ? world_.levels[*level].name : "any";
    std::string head = "primitive " + name + "(" + of + " entry)";
    if (pick_.chance(20)) head += " as __" + name + " \"at random\"";
    out_.open(head);
    made_ = {name, level, returns, loops};
    return {world_, pick_, out_, {BodyText::Kind::primitive, name, "P", {"entry", level}, returns}};
  }

  void end() {
    out_.close();
    world_.primitives.push_back(made_);
  }

  std::string name(const std::string& what, Depth level) { return what + "_" + world_.levels[level].name; }

  void leave_if(const std::string& condition, const std::string& way) {
    out_.open("if " + condition);
    out_.line(way);
    out_.close();
  }

  /// Returns with the lock held, or null.
  void lock_and_test(Depth level) {
    BodyText body = begin(name("lock", level), level, Returns::lock);
    const std::string test = body.about("*entry", level);
    const std::string again = pick_.chance(80) ? test : body.about("*entry", level);
    const std::string lock = pick_.chance(85) ? world_.levels[level].lock : "mm_lock";
    if (pick_.chance(60)) {
      body.label();
      leave_if("not (" + test + ")", "return null");
    }
    body.label();
    out_.line("acquire " + lock);
    body.label();
    leave_if(again, "return " + lock);
    body.label();
    out_.line("release " + lock);
    out_.line("return null");
    end();
  }

  /// As split_huge_pmd(): under the lock the entry becomes something else, by way of another state perhaps.
  void split(Depth level) {
    BodyText body = begin(name("split_huge", level), level, Returns::nothing);
    const LevelText& at = world_.levels[level];
    const std::string test = body.about("*entry", level);
    if (pick_.chance(70)) leave_if("not (" + test + ")", "return");
    if (pick_.chance(40)) out_.line("sleeps \"a notifier\"");
    body.label();
    out_.line("acquire " + at.lock);
    if (pick_.chance(85)) leave_if("not (" + test + ")", "goto out");
    body.label();
    if (pick_.chance(35)) out_.line("*entry = " + pick_.of(at.states));
    std::string to = pick_.of(at.states);
    if (to == "table" && pick_.chance(50)) to += " { all " + pick_.of(world_.levels[level + 1].states) + " }";
    out_.line("*entry = " + to);
    body.label("out");
    out_.line("release " + at.lock);
    end();
  }

  /// One snapshot decides, and what looks bad may be cleared.
  void unstable(Depth level) {
    BodyText body = begin(name("unstable", level), level, Returns::truth);
    body.label();
    out_.line("let v = *entry");
    leave_if(body.about("v", level), "return yes");
    if (pick_.chance(50)) {
      body.label();
      out_.open("if " + body.about("v", level));
      if (pick_.chance(60)) out_.line("*entry = none");
      out_.line("return yes");
      out_.close();
    }
    out_.line("return no");
    end();
  }

  void fault() {
    const bool any = pick_.chance(60);
    const Depth level = pick_.below(static_cast<std::uint32_t>(world_.levels.size()));
    BodyText body = begin("fault", any ? std::nullopt : std::optional(level), Returns::code);
    if (pick_.chance(70)) out_.line("sleeps \"a fault\"");
    body.label();
    out_.line("perform any of own_fault at entry");
    if (pick_.chance(60)) {
      out_.line("choose result in { -EBUSY, 0 }");
      out_.line("return result");
    } else {
      out_.line("return " + pick_.of({"-EBUSY", "0", "1"}));
    }
    end();
  }

  void wait_for(Depth level) {
    BodyText body = begin(name("wait", level), level, Returns::nothing);
    const std::string predicate = pick_.of(world_.predicates_at(level));
    const std::string test = (pick_.chance(60) ? "not " : "") + predicate + "(*entry)";
    const std::string lock = world_.levels[level].lock;
    if (pick_.chance(60)) {
      body.label();
      out_.line("acquire " + lock);
      out_.open("if " + test);
      out_.line("release " + lock);
      out_.line("return");
      out_.close();
      out_.line("release " + lock);
    }
    out_.line("sleeps \"a folio\"");
    body.label();
    out_.line("await " + test);
    end();
  }

  void look_below(Depth level) {
    BodyText body = begin(name("look", level), level, Returns::code, true);
    if (pick_.chance(60)) leave_if("*entry is not table", "return 0");
    const std::string child = "child_" + world_.levels[level + 1].name;
    out_.open("for each " + world_.levels[level + 1].name + " " + child + " below entry");
    leave_if(body.about("*" + child, level + 1), "return -EFAULT");
    out_.close();
    out_.line("return 0");
    end();
  }

  void is_empty() {
    BodyText body = begin("is_empty", std::nullopt, Returns::truth);
    leave_if(body.about("*entry", std::nullopt), "return yes");
    out_.line("return no");
    end();
  }

  void any_body(Depth level) {
    const bool code = pick_.chance(50);
    BodyText body = begin(name("do", level), level, code ? Returns::code : Returns::nothing);
    body.statements(pick_.between(1, 3));
    if (code) out_.line("return " + body.result());
    end();
  }

  World& world_;
  Pick& pick_;
  Writer& out_;
  PrimitiveText made_;
};

void write_callback(World& world, Pick& pick, Writer& out, const std::string& slot, std::optional<Depth> level) {
  const std::string name = "on_" + slot;
  std::string head = "callback " + name + " for " + slot;
  if (pick.chance(20)) head += " as hook_" + slot;
  out.open(head);
  BodyText body(world, pick, out, {BodyText::Kind::callback, name, "K", {"entry", level}, Returns::code});
  const std::size_t form = pick.weighted({55, 25, 20});
  if (form == 0) body.statements(pick.between(1, 3));
  if (form == 1) {
    body.label();
    out.line("choose answer in { SUBTREE, CONTINUE }");
    out.line("action = answer");
    body.label();
    out.line("choose result in { 0, -EFAULT }");
  }
  if (form == 2) {
    body.label();
    out.open("if " + body.condition());
    out.line("action = " + pick.of({"AGAIN", "AGAIN", "CONTINUE"}));
    if (pick.chance(30)) body.leave();
    out.close();
  }
  body.label();
  out.line("return " + (form == 1 ? std::string("result") : body.result()));
  out.close();
  world.callbacks.push_back({name, slot});
}

/// The same callback without its first step, or with something in front of it.
void write_variant(World& world, Pick& pick, Writer& out) {
  const CallbackText base = pick.of(world.callbacks);
  const auto first = std::find_if(world.steps.begin(), world.steps.end(),
                                  [&](const StepText& step) { return step.place == base.name; });
  const CallbackText made{"other_" + base.slot, base.slot};
  out.open("callback " + made.name + " = " + base.name + " \"at random\"");
  switch (pick.weighted({40, 30, 30})) {
    case 0:
      out.line("insert before " + first->label + ": action = " + pick.of({"CONTINUE", "SUBTREE"}));
      break;
    case 1:
      out.line("insert before " + first->label + ": sleeps \"at random\"");
      break;
    default:
      out.line("insert before " + first->label + ": N1: if none(*entry) { return 0 }");
      break;
  }
  out.close();
  world.callbacks.push_back(made);
}

}  // namespace

void write_primitives(World& world, Pick& pick, Writer& out) { Primitives(world, pick, out).write(); }

void write_callbacks(World& world, Pick& pick, Writer& out) {
  for (Depth level = 0; level < world.levels.size(); ++level) {
    if (pick.chance(60)) write_callback(world, pick, out, world.levels[level].slot(), level);
  }
  if (pick.chance(20)) write_callback(world, pick, out, "pte_hole", std::nullopt);
  if (!world.callbacks.empty() && pick.chance(20)) write_variant(world, pick, out);
}

}  // namespace walkcheck::testing
