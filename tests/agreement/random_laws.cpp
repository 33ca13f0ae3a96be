// Properties whose verdict is known without a search: what is true of every walk, and pairs that say the same in two
// ways. What all engines agree about may be wrong all the same, where the mistake lies in what they are asked.
#include <algorithm>

#include "tests/agreement/world.hpp"

namespace walkcheck::testing {

namespace {

class LawText {
 public:
  LawText(const World& world, Pick& pick, Writer& out) : world_(world), pick_(pick), out_(out) {}

  /// Never violated, whatever the walk.
  void truth(std::uint32_t number) {
    begin("true" + std::to_string(number));
    const LevelText& level = pick_.of(world_.levels);
    const std::string states = " in { " + join(level.states) + " }";
    const std::string lock = pick_.of(world_.locks).name;
    switch (pick_.below(10)) {
      case 0:
        return end("always *" + level.name + states);
      case 1:
        return end("at " + pick_.of({"load(", "hole(", "store("}) + level.name + ") always value" + states);
      case 2:
        return end("release(" + lock + ") only after lock(" + lock + ")");
      case 3:
        return end("from lock(" + lock + ") until release(" + lock + ") always held(" + lock + ") and locks_held > 0");
      case 4:
        return end("call leads to returned");
      case 5:
        return end("after " + pick_.of({"end", "error"}) + " never load or store or lock or release or end or error");
      case 6:
        return end("at " + pick_.of({"next", "load", "call", "end"}) +
                   " always action in { SUBTREE, CONTINUE, AGAIN } and locks_held >= 0");
      case 7: {
        const StepText& step = pick_.of(world_.steps);
        return end("retry(" + level.name + ", " + step.label + ") only after visited(" + step.label + ")");
      }
      case 8:
        return end("returned only after call");
      default:
        out_.line("  let x = *" + level.name + " at next or load");
        return end("always x" + states);
    }
  }

  /// Violated both, or none of them.
  void pair(std::uint32_t number) {
    const std::string name = "same" + std::to_string(number);
    const auto [one, other] = two_ways();
    begin(name + "a");
    end(one);
    begin(name + "b");
    end(other);
  }

 private:
  using Two = std::pair<std::string, std::string>;

  void begin(const std::string& name) { out_.line("property " + name); }
  void end(const std::string& text) {
    out_.line("  " + text);
    if (text.find("never ") != std::string::npos) out_.line("  witness load or end");
    out_.line("  in " + join(world_.scenarios) + " expect holds");
  }

  /// Events of different kinds: no two of them happen at once.
  std::vector<std::string> events() {
    const std::string level = pick_.of(world_.levels).name;
    const std::string slot = pick_.of(world_.slots());
    std::vector<std::string> all{"load(" + level + ")",
                                 "next(" + level + ")",
                                 "hole",
                                 "descend",
                                 "store",
                                 "lock",
                                 "release",
                                 "sleep",
                                 "retry",
                                 "call(" + slot + ")",
                                 "returned(" + slot + ")",
                                 "end",
                                 "error"};
    for (std::size_t i = all.size(); i > 1; --i) std::swap(all[i - 1], all[pick_.below(static_cast<std::uint32_t>(i))]);
    return all;
  }

  std::string condition() {
    const LevelText& level = pick_.of(world_.levels);
    const std::string state = pick_.of(level.states);
    const std::string lock = pick_.of(world_.locks).name;
    switch (pick_.below(5)) {
      case 0:
        return "*" + level.name + " is " + state;
      case 1:
        return "none(*" + level.name + ") or held(" + lock + ")";
      case 2:
        return "locks_held > 0";
      case 3:
        return "action == " + pick_.of({"SUBTREE", "CONTINUE", "AGAIN"});
      default:
        return "held(" + lock + ") and *" + level.name + " is not " + state;
    }
  }

  Two two_ways() {
    const std::vector<std::string> e = events();
    const std::string asked = condition();
    switch (pick_.below(9)) {
      case 0:
        return {"never " + asked, "always not (" + asked + ")"};
      case 1:
        return {"never " + e[0] + " while " + asked, "at " + e[0] + " always not (" + asked + ")"};
      case 2:
        return {"never " + e[0] + " or " + e[1], "never " + e[0] + "\n  never " + e[1]};
      case 3:
        return {"after " + e[0] + " never " + e[1] + " until " + e[2],
                "from " + e[0] + " until " + e[2] + " never " + e[1]};
      case 4:
        return {e[0] + " only after " + e[1], "before " + e[1] + " never " + e[0]};
      case 5:
        return {"some " + e[0] + " before " + e[1], e[1] + " only after " + e[0]};
      case 6:
        return {e[0] + " only after " + e[1],
                "let x = yes at " + e[1] + " initially no\n  never " + e[0] + " while x == no"};
      case 7:
        return {"after " + e[0] + " never " + e[1] + " until " + e[2],
                "let x = yes at " + e[0] + ", no at " + e[2] + " initially no\n  never " + e[1] + " while x == yes"};
      default:
        return {"never " + e[0], "for each address a\n  never " + e[0]};
    }
  }

  const World& world_;
  Pick& pick_;
  Writer& out_;
};

}  // namespace

void write_laws(const World& world, Pick& pick, Writer& out) {
  LawText laws(world, pick, out);
  const std::uint32_t truths = pick.between(0, 2);
  for (std::uint32_t i = 0; i < truths; ++i) laws.truth(i);
  const std::uint32_t pairs = pick.between(0, 1);
  for (std::uint32_t i = 0; i < pairs; ++i) laws.pair(i);
}

}  // namespace walkcheck::testing
