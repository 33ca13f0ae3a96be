// Draws are made one after the other, each into a name of its own: the arguments of a call are evaluated in an order
// that differs between compilers.
#include "tests/agreement/random_system_text.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace walkcheck::testing {

namespace {

struct SystemVariableText {
  std::string name;
  std::uint32_t length = 0;         // 0: no array
  std::vector<std::string> values;  // empty: a range
  int low = 0, high = 0;

  [[nodiscard]] std::uint32_t size() const {
    return values.empty() ? static_cast<std::uint32_t>(high - low + 1) : static_cast<std::uint32_t>(values.size());
  }
  [[nodiscard]] std::string value(std::uint32_t index) const {
    return values.empty() ? std::to_string(low + static_cast<int>(index)) : values[index];
  }
  [[nodiscard]] bool like(const SystemVariableText& other) const {
    return values == other.values && low == other.low && high == other.high;
  }
};

class SystemText {
 public:
  SystemText(Pick& pick, Writer& out) : pick_(pick), out_(out) {}

  void write() {
    out_.open(pick_.chance(30) ? "system s \"at random\"" : "system s");
    variables();
    if (pick_.chance(free_.empty() ? 3 : 60)) out_.line("start " + (free_.empty() ? condition(1) : start()));
    // Every variable moves, or most of the others' conditions would never be met.
    std::uint32_t number = 0;
    for (const SystemVariableText& each : variables_) {
      const std::uint32_t count = pick_.between(1, 2);
      for (std::uint32_t i = 0; i < count; ++i) mover(number++, each);
    }
    const std::uint32_t more = pick_.between(1, 5);
    for (std::uint32_t i = 0; i < more; ++i) rule(number++, pick_.of(variables_));
    if (pick_.chance(40)) out_.line("count \"some\" " + condition(1));
    const std::uint32_t properties = pick_.between(3, 6);
    for (std::uint32_t i = 0; i < properties; ++i) property(i);
    out_.close();
  }

 private:
  // ---------------------------------------------------------------- variables

  void variables() {
    has_constant_ = pick_.chance(40);
    if (has_constant_) out_.line("const LAST = 2 - 1");
    const std::uint32_t count = pick_.between(3, 6);
    std::uint64_t states = 1;
    for (std::uint32_t i = 0; i < count; ++i) {
      SystemVariableText made = variable(i);
      std::uint64_t with = states;
      for (std::uint32_t j = 0; j < std::max(made.length, 1U); ++j) with *= made.size();
      if (with > 60'000) continue;
      states = with;
      declare(made);
      variables_.push_back(std::move(made));
    }
  }

  SystemVariableText variable(std::uint32_t number) {
    SystemVariableText made;
    made.name = fmt::format("x{}", number);
    switch (pick_.weighted({35, 25, 15, 25})) {
      case 0:
        made.high = static_cast<int>(pick_.between(1, 4));
        break;
      case 1:
        made.values = {"idle", "busy", "done"};
        break;
      case 2:
        made.values = {"no", "yes"};
        break;
      default:
        made.low = -1;
        made.high = static_cast<int>(pick_.between(0, 2));
        break;
    }
    if (pick_.chance(35)) made.length = 2;
    return made;
  }

  void declare(const SystemVariableText& made) {
    std::string text = "var " + made.name;
    if (made.length != 0) text += has_constant_ ? "[LAST + 1]" : "[2]";
    text += " : ";
    if (made.values.empty()) {
      text += fmt::format("{}..{}", made.low, made.high);
    } else {
      text += "{ " + join(made.values) + " }";
    }
    if (pick_.chance(85)) {
      text += " = " + any_value(made);
    } else {
      free_.push_back(made);
    }
    out_.line(text);
  }

  // ---------------------------------------------------------------- expressions

  std::string any_value(const SystemVariableText& of) { return of.value(pick_.below(of.size())); }

  /// The variable, or one of its elements.
  std::string place(const SystemVariableText& of) {
    if (of.length == 0) return of.name;
    if (parameters_.empty() || pick_.chance(25)) {
      return fmt::format("{}[{}]", of.name, pick_.below(of.length));
    }
    const std::string parameter = pick_.of(parameters_);
    return of.name + (pick_.chance(80) ? "[" + parameter + "]" : "[(" + parameter + " + 1) % 2]");
  }

  std::string atom() {
    const SystemVariableText& one = pick_.of(variables_);
    const SystemVariableText& other = pick_.of(variables_);
    const std::string left = place(one);
    const std::string right = place(other);
    const std::string value = any_value(one);
    const bool numbers = one.values.empty() && other.values.empty();
    switch (pick_.weighted({45, 12, 13, 15, 10, 5})) {
      case 0:
        return left + " == " + value;
      case 1:
        return left + " != " + value;
      case 2:
        return left + " in { " + join(pick_.some(all_values(one), one.size() - 1)) + " }";
      case 3:
        return one.values.empty() ? left + pick_.of({" < ", " <= ", " > ", " >= "}) + value : left + " == " + value;
      case 4:
        return one.like(other) && left != right ? left + pick_.of({" == ", " != "}) + right : left + " != " + value;
      default:
        return numbers ? arithmetic(left, right) : left + " == " + value;
    }
  }

  /// Each of so many variables has one of its values.
  std::string exactly(std::uint32_t count) {
    std::string text;
    for (std::uint32_t i = 0; i < count; ++i) {
      const SystemVariableText& of = pick_.of(variables_);
      const std::string at = place(of);
      text += (text.empty() ? "" : " and ") + at + " == " + any_value(of);
    }
    return text;
  }

  /// Something that the variables without a first value can meet.
  std::string start() {
    const SystemVariableText& of = pick_.of(free_);
    const std::string value = any_value(of);
    const std::string at = place(of);
    return at + pick_.of({" != ", " != ", " == "}) + value;
  }

  std::string arithmetic(const std::string& left, const std::string& right) {
    const std::string op = pick_.of({" + ", " - ", " * ", " / ", " % "});
    return left + op + right + pick_.of({" > 1", " == 0", " != 1", " < 2"});
  }

  static std::vector<std::string> all_values(const SystemVariableText& of) {
    std::vector<std::string> all;
    for (std::uint32_t i = 0; i < of.size(); ++i) all.push_back(of.value(i));
    return all;
  }

  std::string condition(std::uint32_t depth) {
    if (depth == 0 || pick_.chance(35)) return atom();
    const std::string left = condition(depth - 1);
    if (pick_.chance(12)) return "not (" + left + ")";
    const std::string right = condition(depth - 1);
    return pick_.chance(70) ? "(" + left + ") and (" + right + ")" : "(" + left + ") or (" + right + ")";
  }

  // ---------------------------------------------------------------- rules

  /// One value to another one, or round and round, if some other variable lets it.
  void mover(std::uint32_t number, const SystemVariableText& moved) {
    std::string head = pick_.chance(30) ? "rival rule" : "rule";
    head += fmt::format(" \"m{}\"", number);
    if (moved.length != 0) head += parameter("i", " for ");
    const std::string target = moved.length == 0 ? moved.name : moved.name + "[i]";
    const bool round = moved.values.empty() && moved.low == 0 && pick_.chance(60);
    const std::string to = any_value(moved);
    std::string guard = round ? target + " >= 0" : target + " != " + to;
    if (pick_.chance(65)) guard += " and " + (pick_.chance(70) ? exactly(1) : atom());
    const std::string next = "(" + target + " + 1) % " + std::to_string(moved.high + 1);
    out_.line(head + " when " + guard + " { " + target + " = " + (round ? next : to) + " }");
    parameters_.clear();
  }

  void rule(std::uint32_t number, const SystemVariableText& moved) {
    std::string head = pick_.chance(30) ? "rival rule" : "rule";
    head += fmt::format(" \"r{}\"", number);
    if (pick_.chance(40)) head += parameter("i", " for ");
    if (!parameters_.empty() && pick_.chance(25)) head += parameter("j", ", ");
    std::string guard = condition(pick_.chance(65) ? 0 : 1);
    std::string updates = update(moved, guard);
    if (parameters_.size() == 2 && pick_.chance(60)) guard = "i != j and (" + guard + ")";
    if (pick_.chance(30)) {
      const SystemVariableText& second = pick_.of(variables_);
      if (updates.rfind(second.name, 0) != 0) updates += "  " + update(second, guard);
    }
    out_.line(head + " when " + guard + " { " + updates + " }");
    parameters_.clear();
  }

  std::string parameter(const std::string& name, const std::string& before) {
    parameters_.push_back(name);
    return before + name + (has_constant_ ? " in 0..LAST" : " in 0..1");
  }

  /// `x = E`, with what must be so for E to be one of x's values added to the guard.
  std::string update(const SystemVariableText& of, std::string& guard) {
    const std::string target = place(of);
    const SystemVariableText& other = pick_.of(variables_);
    const std::string source = place(other);
    const std::string high = std::to_string(of.high);
    switch (pick_.weighted({38, 22, 25, 15})) {
      case 0:
        break;
      case 1:
        if (!of.values.empty()) break;
        guard = "(" + guard + ") and " + target + " < " + high;
        return target + " = " + target + " + 1";
      case 2:
        if (!of.values.empty() || of.low != 0) break;
        return target + " = (" + target + " + 1) % " + std::to_string(of.high + 1);
      default: {
        const bool fits = of.values.empty() && other.values.empty() && other.low >= of.low && other.high <= of.high;
        if (fits || of.like(other)) return target + " = " + source;
        break;
      }
    }
    return target + " = " + any_value(of);
  }

  // ---------------------------------------------------------------- properties

  void property(std::uint32_t number) {
    std::string text = fmt::format("property p{} ", number);
    switch (pick_.weighted({50, 12, 14, 12, 12})) {
      case 0:
        text += "never " + exactly(pick_.between(2, 3));
        if (pick_.chance(40)) text += " and (" + atom() + ")";
        break;
      case 1:
        text += "always " + condition(1);
        break;
      case 2:
        text += "never " + exactly(1);
        text += " while " + condition(1);
        break;
      case 3:
        text += "terminates when rivals stop";
        break;
      default:
        text += "never deadlock";
        break;
    }
    if (pick_.chance(55)) text += " witness " + exactly(pick_.between(1, 3));
    if (pick_.chance(20)) text += " expect holds because \"at random\"";
    out_.line(text);
  }

  Pick& pick_;
  Writer& out_;
  std::vector<SystemVariableText> variables_, free_;
  std::vector<std::string> parameters_;
  bool has_constant_ = false;
};

}  // namespace

void write_system(Pick& pick, Writer& out) { SystemText(pick, out).write(); }

}  // namespace walkcheck::testing
