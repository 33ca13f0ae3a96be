// Most queries speak of one state, and of what a rule makes of it (`Script::call_after`). For those that speak of
// several states in a row, the number of the rule that fires is a variable of its own, and the next value of a variable
// is a case distinction over the rules that write it. What no query asks of the next state is left out; that makes more
// steps possible, never fewer, so nothing is proved that would not be with it.
#include "checker/symbolic/system_text.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "checker/symbolic/show_proof.hpp"

namespace walkcheck::symbolic {

namespace {

constexpr std::uint32_t kWord = 32;
constexpr std::string_view kHere = "s";

/// The value is in 0 .. size-1, whatever the state: so plainly that nobody need ask a solver.
bool surely_fits(const SystemDraft& system, Term term, std::uint32_t size) {
  const TermNode& node = system.terms[term];
  switch (node.op) {
    case Op::constant:
      return node.value >= 0 && static_cast<std::uint32_t>(node.value) < size;
    case Op::variable:
      return system.variables[static_cast<VariableId>(node.value)].size <= size;
    case Op::member:
    case Op::negate:
    case Op::all:
    case Op::any:
    case Op::equal:
    case Op::less:
      return size >= 2;
    case Op::choose:
      return surely_fits(system, node.b, size) && surely_fits(system, node.c, size);
    case Op::add:
    case Op::subtract:
    case Op::multiply:
    case Op::divide:
    case Op::remainder:
      return false;
  }
  return false;
}

std::vector<Update> doubtful_updates(const SystemDraft& system, const Rule& rule) {
  std::vector<Update> found;
  std::copy_if(rule.updates.begin(), rule.updates.end(), std::back_inserter(found), [&](const Update& update) {
    return !surely_fits(system, update.value, system.variables[update.variable].size);
  });
  return found;
}

/// Defines the functions of a system, one kind after the other.
class Definitions {
 public:
  explicit Definitions(Script& script) : script_(script), system_(script.system()) {}

  SystemText all() {
    ranges();
    start();
    script_.comment("One function a rule: it can fire.");
    for (std::uint32_t rule = 0; rule < system_.rules.size(); ++rule) can_fire(rule);
    if (!faults_.texts.empty()) {
      script_.comment("A rule gives a variable a value that it has not got.");
      text_.fault = script_.define_any("a fault", faults_);
    }
    return std::move(text_);
  }

 private:
  void ranges() {
    Parts parts;
    for (VariableId id = 0; id < system_.variables.size(); ++id) {
      const std::uint32_t size = system_.variables[id].size;
      const std::uint32_t bits = bits_of(size);
      if (size == 1U << bits) continue;
      parts.add(fmt::format("(bvult {} {})", script_.terms().variable(id, kHere), bit_vector(size, bits)), {id});
    }
    script_.comment("Every variable has one of its values.");
    text_.in_range = script_.define_all("in range", parts);
  }

  void start() {
    Parts parts;
    for (const Term term : system_.initial) parts.add(script_.here(term), script_.reads(term));
    script_.comment("A run may start here.");
    text_.start = script_.define_all("a start", parts);
  }

  void can_fire(std::uint32_t number) {
    const Rule& rule = system_.rules[number];
    Parts parts;
    parts.add(script_.here(rule.guard), script_.reads(rule.guard));
    const std::vector<Update> doubtful = doubtful_updates(system_, rule);
    if (!doubtful.empty()) {
      const Function guard = script_.define_all(fmt::format("guard of rule {}", number), parts);
      const Function fits = fits_after(number, doubtful);
      parts = {};
      parts.add(script_.here(guard), guard.reads);
      parts.add(script_.here(fits), fits.reads);
      faults_.add(fmt::format("(and {} (not {}))", script_.here(guard), script_.here(fits)), parts.reads);
    }
    text_.rules.push_back(script_.define_all(fmt::format("rule {}: {}", number, plain_name(rule.name)), parts));
  }

  Function fits_after(std::uint32_t number, const std::vector<Update>& updates) {
    Parts parts;
    for (const Update& update : updates) {
      // Compared without a sign, so that a negative value is too large as well (soundness needs it).
      parts.add(fmt::format("(bvult {} {})", script_.terms().number(update.value, kWord, kHere),
                            bit_vector(system_.variables[update.variable].size, kWord)),
                script_.reads(update.value));
    }
    return script_.define_all(fmt::format("values of rule {} fit", number), parts);
  }

  Script& script_;
  const SystemDraft& system_;
  SystemText text_;
  Parts faults_;
};

Function define_some_rule(Script& script, const std::vector<Function>& rules) {
  Parts parts;
  for (std::uint32_t rule = 0; rule < rules.size(); ++rule) {
    const Function& can_fire = rules[rule];
    parts.add(fmt::format("(and {} {})", script.is_rule(rule, kHere), script.here(can_fire)), can_fire.reads);
  }
  script.comment("The rule that is the argument can fire.");
  return script.define_of_rule("can fire", "Bool", parts.reads, nary("or", parts.texts, "false"));
}

/// The value of the variable after the rule that is the argument, if any rule writes it.
std::optional<Function> define_next(Script& script, VariableId id) {
  const SystemDraft& system = script.system();
  std::vector<std::pair<Term, std::vector<std::string>>> cases;  // a value, and the rules that give it
  for (std::uint32_t rule = 0; rule < system.rules.size(); ++rule) {
    for (const Update& update : system.rules[rule].updates) {
      if (update.variable != id) continue;
      const auto same = [&update](const auto& one) { return one.first == update.value; };
      auto place = std::find_if(cases.begin(), cases.end(), same);
      if (place == cases.end()) place = cases.insert(place, {update.value, {}});
      place->second.push_back(script.is_rule(rule, kHere));
    }
  }
  if (cases.empty()) return std::nullopt;
  Variables reads = {id};
  std::string body;
  for (const auto& [value, rules] : cases) {
    body += fmt::format("(ite {} {}\n  ", nary("or", rules, "false"),
                        script.terms().number(value, bits_of(system.variables[id].size), kHere));
    reads.merge(script.reads(value));
  }
  body += script.terms().variable(id, kHere) + std::string(cases.size(), ')');
  const std::string name = "next " + script.terms().name(id);
  return script.define_of_rule(name, script.terms().sort(id), reads, body);
}

}  // namespace

void Parts::add(std::string text, const Variables& variables) {
  texts.push_back(std::move(text));
  reads.insert(variables.begin(), variables.end());
}

Script::Script(const SystemDraft& system) : terms_(system, std::vector<std::string>{"rule"}) {}

Variables Script::reads(Term term) const {
  const std::vector<VariableId> variables = terms_.reads(term);
  return {variables.begin(), variables.end()};
}

Function Script::define_all(std::string_view name, const Parts& parts) {
  return define({fmt::format("|{}|", name), parts.reads}, "Bool", nary("and", parts.texts, "true"));
}

Function Script::define_any(std::string_view name, const Parts& parts) {
  return define({fmt::format("|{}|", name), parts.reads}, "Bool", nary("or", parts.texts, "false"));
}

Function Script::define_of_rule(std::string_view name, std::string_view sort, const Variables& reads,
                                std::string_view body) {
  return define({fmt::format("|{}|", name), reads, true}, sort, body);
}

Function Script::define(Function function, std::string_view sort, std::string_view body) {
  std::vector<std::string> parameters;
  if (function.of_rule) parameters.push_back(fmt::format("(|rule@{}| (_ BitVec {}))", kHere, rule_bits()));
  for (const VariableId id : function.reads)
    parameters.push_back(fmt::format("({} {})", terms_.variable(id, kHere), terms_.sort(id)));
  line(fmt::format("(define-fun {} ({}) {}\n  {})", function.symbol, fmt::join(parameters, " "), sort, body));
  return function;
}

void Script::comment(std::string_view text) { text_ += fold("; ", text); }

void Script::line(std::string_view text) {
  text_ += text;
  text_ += '\n';
}

void Script::declare(const Variables& variables, std::string_view state) {
  for (const VariableId id : variables)
    line(fmt::format("(declare-const {} {})", terms_.variable(id, state), terms_.sort(id)));
}

void Script::declare_rule(std::string_view state) {
  line(fmt::format("(declare-const |rule@{}| (_ BitVec {}))", state, rule_bits()));
}

std::string Script::call(const Function& function, std::string_view state) const {
  std::vector<std::string> words = {function.symbol};
  if (function.of_rule) words.push_back(fmt::format("|rule@{}|", state));
  for (const VariableId id : function.reads) words.push_back(terms_.variable(id, state));
  return words.size() == 1 ? function.symbol : fmt::format("({})", fmt::join(words, " "));
}

std::string Script::call_after(const Function& function, const Rule& rule, std::string_view state) const {
  std::vector<std::string> words = {function.symbol};
  for (const VariableId id : function.reads) {
    const auto writes = [id](const Update& update) { return update.variable == id; };
    const auto update = std::find_if(rule.updates.begin(), rule.updates.end(), writes);
    words.push_back(update == rule.updates.end()
                        ? terms_.variable(id, state)
                        : terms_.number(update->value, bits_of(system().variables[id].size), state));
  }
  return words.size() == 1 ? function.symbol : fmt::format("({})", fmt::join(words, " "));
}

std::string Script::is_rule(std::uint32_t rule, std::string_view state) const {
  return fmt::format("(= |rule@{}| {})", state, bit_vector(rule, rule_bits()));
}

std::uint32_t Script::rule_bits() const { return bits_of(static_cast<std::uint32_t>(system().rules.size())); }

Variables decisive(const Script& script) {
  Variables found;
  for (const Rule& rule : script.system().rules) {
    found.merge(script.reads(rule.guard));
    for (const Update& update : doubtful_updates(script.system(), rule)) found.merge(script.reads(update.value));
  }
  return found;
}

Variables closed(const Script& script, Variables variables) {
  for (std::size_t before = 0; before < variables.size();) {
    before = variables.size();
    for (const Rule& rule : script.system().rules) {
      for (const Update& update : rule.updates) {
        if (variables.contains(update.variable)) variables.merge(script.reads(update.value));
      }
    }
  }
  return variables;
}

SystemText define_system(Script& script) { return Definitions(script).all(); }

void define_steps(Script& script, SystemText& system, const Variables& followed) {
  system.some_rule = define_some_rule(script, system.rules);
  script.comment("One function a variable: its value after the rule that is the argument.");
  for (const VariableId id : followed) {
    if (auto next = define_next(script, id)) system.next.emplace(id, std::move(*next));
  }
}

std::string target_term(const Script& script, const SystemText& system, const Target& target, std::string_view state) {
  std::vector<std::string> ways;
  if (target.state) ways.push_back(script.in(*target.state, state));
  for (std::uint32_t rule = 0; rule < system.rules.size(); ++rule) {
    for (const Mark& mark : script.system().rules[rule].marks) {
      if (target.mark == mark.id)
        ways.push_back(fmt::format("(and {} {})", script.call(system.rules[rule], state), script.in(mark.when, state)));
    }
  }
  if (system.fault) ways.push_back(script.call(*system.fault, state));
  return nary("or", ways, "false");
}

std::vector<std::string> step(const Script& script, const SystemText& system, const Variables& followed,
                              std::string_view from, std::string_view to) {
  std::vector<std::string> parts = {script.call(system.some_rule, from)};
  for (const VariableId id : followed) {
    const auto next = system.next.find(id);
    const bool written = next != system.next.end();
    const std::string value = written ? script.call(next->second, from) : script.terms().variable(id, from);
    parts.push_back(fmt::format("(= {} {})", script.terms().variable(id, to), value));
  }
  return parts;
}

}  // namespace walkcheck::symbolic
