// Properties of every kind: judgements, scopes, captures, addresses, witnesses.
#include <algorithm>

#include <fmt/format.h>

#include "tests/agreement/property_events.hpp"
#include "tests/agreement/world.hpp"

namespace walkcheck::testing {

namespace {

class PropertyText {
 public:
  PropertyText(const World& world, Pick& pick, Writer& out, EventTexts& events, std::uint32_t number)
      : world_(world), pick_(pick), out_(out), events_(events), number_(number) {}

  void write() {
    out_.line(fmt::format("property p{}", number_) + (pick_.chance(10) ? " \"at random\"" : ""));
    switch (pick_.weighted({11, 9, 80})) {
      case 0:
        out_.line("  terminates when rivals stop");
        if (pick_.chance(30)) witness();
        break;
      case 1:
        out_.line("  never deadlock");
        if (pick_.chance(30)) witness();
        break;
      default:
        judged();
        break;
    }
    if (pick_.chance(4)) out_.line("  locks split, single");
    std::vector<std::string> targets = world_.scenarios;
    if (pick_.chance(30)) targets = pick_.some(targets, 2);
    out_.line("  in " + join(targets) + " expect holds");
  }

 private:
  void judged() {
    if (pick_.chance(15)) out_.line("  for each address a");
    const bool two = pick_.chance(10);
    if (pick_.chance(18)) {
      captured();
    } else {
      judgement(!two);
    }
    if (two) judgement(true);
    // Whoever only forbids events needs a witness; others may have one.
    if (needs_witness_ || pick_.chance(15)) witness();
  }

  void witness() {
    if (pick_.chance(12)) {
      out_.line("  witness " + events_.condition());
    } else {
      const EventText one = pick_.chance(60) ? events_.likely() : events_.event();
      out_.line("  witness " + one.text);
    }
  }

  // ---------------------------------------------------------------- judgements

  struct Scope {
    std::string before, after;  // what stands in front of the body and behind it
    bool any = false, ends = false;
  };

  Scope scope(std::uint32_t with_scope) {
    Scope made;
    if (!pick_.chance(with_scope)) return made;
    made.any = true;
    const EventText begin = pick_.chance(40) ? events_.likely() : events_.event();
    const EventText end = events_.event();
    switch (pick_.weighted({30, 25, 25, 20})) {
      case 0:
        made.before = "after " + begin.text + " ";
        return made;
      case 1:
        made.before = "after " + begin.text + " ";
        made.after = " until " + end.text;
        break;
      case 2:
        made.before = "from " + begin.text + " until " + end.text + " ";
        break;
      default:
        made.before = "before " + end.text + " ";
        made.any = false;
        break;
    }
    made.ends = true;
    return made;
  }

  void body(const Scope& scope, const std::string& text) { out_.line("  " + scope.before + text + scope.after); }

  void judgement(bool last) {
    const Scope around = scope(40);
    const EventText one = events_.event();
    const EventText other = events_.event();
    switch (pick_.weighted({16, 16, 18, 14, 10, 12, 14})) {
      case 0:
        needs_witness_ = needs_witness_ || !around.any;
        return body(around, "never " + (pick_.chance(50) ? events_.rare() : one.text));
      case 1:
        needs_witness_ = needs_witness_ || !around.any;
        return body(around, "never " + one.text + " while " + events_.condition(&one));
      case 2:
        return states(around);
      case 3:
        return body(around, "at " + one.text + " always " + events_.condition(&one));
      case 4:
        return some(around, one, last);
      case 5:
        return body(around, one.text + " only after " + other.text);
      default:
        return body(around, one.text + " leads to " + other.text);
    }
  }

  /// Of states; what a single one must be is mostly wrong at the start already.
  void states(const Scope& around) {
    const Depth level = events_.some_level();
    const std::string entry = "*" + world_.levels[level].name;
    switch (pick_.weighted({45, 25, 30})) {
      case 0: {
        const std::string first = events_.condition();
        const std::string seen = events_.state_question(entry, level);
        return body(around, "never (" + first + ") and " + seen + " and held(" + world_.levels[level].lock + ")");
      }
      case 1: {
        const std::string seen = events_.state_question(entry, level);
        return body(around, "always " + seen + " or action == SUBTREE or locks_held > 0");
      }
      default: {
        const std::string how = pick_.of({"never ", "always "});
        return body(around, how + events_.condition());
      }
    }
  }

  /// Without the end of a scope there is no time at which it could be missed.
  void some(const Scope& around, const EventText& one, bool last) {
    if (around.ends) return body(around, "some " + one.text);
    const EventText before = pick_.chance(50) ? EventText{"end", false, false, true, std::nullopt} : events_.event();
    // Behind a body the scope would be taken for that of the next one.
    if (last) return out_.line("  some " + one.text + " before " + before.text);
    out_.line("  before " + before.text + " some " + one.text);
  }

  void captured() {
    const EventText begin = events_.event();
    const Depth level = events_.some_level();
    const std::string name = world_.levels[level].name;
    switch (pick_.weighted({40, 20, 20, 20})) {
      case 0: {
        const EventText end = events_.event();
        out_.line("  let x = *" + name + " at " + begin.text);
        if (pick_.chance(70)) {
          out_.line("  from " + begin.text + " until " + end.text + " always *" + name + " == x");
        } else {
          out_.line("  at " + end.text + " always " +
                    (pick_.chance(50) ? "*" + name + " == x" : events_.state_question("x", level)));
        }
        return;
      }
      case 1: {
        const EventText call = events_.at_entry(pick_.of({"load", "next", "descend", "hole"}), 60, false);
        out_.line("  let x = address at " + call.text);
        out_.line("  at " + call.text + " always address " + pick_.of({">", ">=", "!="}) + " x");
        return;
      }
      case 2: {
        const EventText other = events_.event();
        const EventText at = events_.event();
        out_.line("  let x = yes at " + begin.text + ", no at " + other.text + " initially no");
        out_.line("  at " + at.text + " always x == " + pick_.of({"yes", "no"}));
        return;
      }
      default: {
        const EventText at = events_.event();
        const std::string what = pick_.of({"action", "locks_held"});
        out_.line("  let x = " + what + " at " + begin.text);
        out_.line("  never " + at.text + " while x != " + what);
        needs_witness_ = true;
        return;
      }
    }
  }

  const World& world_;
  Pick& pick_;
  Writer& out_;
  EventTexts& events_;
  std::uint32_t number_;
  bool needs_witness_ = false;
};

}  // namespace

void write_properties(const World& world, Pick& pick, Writer& out) {
  EventTexts events(world, pick, out.text());
  const std::uint32_t count = pick.between(3, 7);
  for (std::uint32_t i = 0; i < count; ++i) PropertyText(world, pick, out, events, i).write();
}

}  // namespace walkcheck::testing
