// Most queries speak of one state, and of what a rule makes of it (`Script::call_after`). In those that speak of
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

Parts guard_of(const Script& script, const Rule& rule, std::string_view state) {
  Parts parts;
  parts.add(script.in(rule.guard, state), script.reads(rule.guard));
  return parts;
}

/// The values that the updates give are in range.
Parts fits_after(const Script& script, const std::vector<Update>& updates, std::string_view state) {
  Parts parts;
  for (const Update& update : updates) {
    // Compared without a sign, so that a negative value is too large as well (soundness needs it).
    parts.add(fmt::format("(bvult {} {})", script.terms().number(update.value, kWord, state),
                          bit_vector(script.system().variables[update.variable].size, kWord)),
              script.reads(update.value));
  }
  return parts;
}

std::string all_of(const Parts& parts) { return nary("and", parts.texts, "true"); }
std::string any_of(const Parts& parts) { return nary("or", parts.texts, "false"); }

/// The value of the variable in the next state; the rules that write it are told apart by the one that fires.
std::string next_value(const Script& script, VariableId id, std::string_view state) {
  const SystemDraft& system = script.system();
  std::vector<std::pair<Term, std::vector<std::string>>> cases;  // a value, and the rules that give it
  for (std::uint32_t rule = 0; rule < system.rules.size(); ++rule) {
    for (const Update& update : system.rules[rule].updates) {
      if (update.variable != id) continue;
      const auto same = [&update](const auto& one) { return one.first == update.value; };
      auto place = std::find_if(cases.begin(), cases.end(), same);
      if (place == cases.end()) place = cases.insert(place, {update.value, {}});
      place->second.push_back(script.is_rule(rule, state));
    }
  }
  std::string text;
  for (const auto& [value, rules] : cases) {
    text += fmt::format("(ite {} {}\n  ", nary("or", rules, "false"),
                        script.terms().number(value, bits_of(system.variables[id].size), state));
  }
  return text + script.terms().variable(id, state) + std::string(cases.size(), ')');
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
  return define({fmt::format("|{}|", name), parts.reads}, all_of(parts));
}

Function Script::define_any(std::string_view name, const Parts& parts) {
  return define({fmt::format("|{}|", name), parts.reads}, any_of(parts));
}

Function Script::define(Function function, std::string_view body) {
  std::vector<std::string> parameters;
  for (const VariableId id : function.reads)
    parameters.push_back(fmt::format("({} {})", terms_.variable(id, kHere), terms_.sort(id)));
  line(fmt::format("(define-fun {} ({}) Bool\n  {})", function.symbol, fmt::join(parameters, " "), body));
  return function;
}

std::string Script::define_in(std::string_view state, std::string_view name, std::string_view condition) {
  std::string symbol = fmt::format("|in {}: {}|", state, name);
  line(fmt::format("(define-fun {} () Bool\n  {})", symbol, condition));
  return symbol;
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
  for (const VariableId id : function.reads) words.push_back(terms_.variable(id, state));
  return words.size() == 1 ? function.symbol : fmt::format("({})", fmt::join(words, " "));
}

std::string Script::next(const Update& update, std::string_view state) const {
  return terms_.number(update.value, bits_of(system().variables[update.variable].size), state);
}

std::string Script::call_after(const Function& function, const Rule& rule, std::string_view state) const {
  std::vector<std::string> words = {function.symbol};
  for (const VariableId id : function.reads) {
    const auto writes = [id](const Update& update) { return update.variable == id; };
    const auto update = std::find_if(rule.updates.begin(), rule.updates.end(), writes);
    words.push_back(update == rule.updates.end() ? terms_.variable(id, state) : next(*update, state));
  }
  return words.size() == 1 ? function.symbol : fmt::format("({})", fmt::join(words, " "));
}

std::string Script::after(const Rule& rule, std::string_view state, std::string_view condition) const {
  std::vector<std::string> values;  // `let` binds all of them at once: each is a value before the rule
  for (const Update& update : rule.updates)
    values.push_back(fmt::format("({} {})", terms_.variable(update.variable, state), next(update, state)));
  return fmt::format("(let ({}) {})", fmt::join(values, " "), condition);
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

Function define_ranges(Script& script) {
  Parts parts;
  for (VariableId id = 0; id < script.system().variables.size(); ++id) {
    const std::uint32_t size = script.system().variables[id].size;
    const std::uint32_t bits = bits_of(size);
    if (size == 1U << bits) continue;
    parts.add(fmt::format("(bvult {} {})", script.terms().variable(id, kHere), bit_vector(size, bits)), {id});
  }
  script.comment("Every variable has one of its values.");
  return script.define_all("in range", parts);
}

std::string define_start(Script& script, std::string_view state) {
  std::vector<std::string> conditions;
  for (const Term term : script.system().initial) conditions.push_back(script.in(term, state));
  script.comment("A run may start here.");
  return script.define_in(state, "a start", nary("and", conditions, "true"));
}

StateText define_state(Script& script, std::string_view state) {
  const SystemDraft& system = script.system();
  StateText text{std::string(state), {}, {}};
  std::vector<std::string> faults;
  script.comment(fmt::format("Which rules can fire in state {}.", state));
  for (std::uint32_t number = 0; number < system.rules.size(); ++number) {
    const Rule& rule = system.rules[number];
    const std::string name = fmt::format("rule {}: {}", number, plain_name(rule.name));
    std::string condition = all_of(guard_of(script, rule, state));
    const std::vector<Update> doubtful = doubtful_updates(system, rule);
    if (!doubtful.empty()) {
      const std::string guard = script.define_in(state, fmt::format("guard of rule {}", number), condition);
      const std::string fits = script.define_in(state, fmt::format("values of rule {} fit", number),
                                                all_of(fits_after(script, doubtful, state)));
      condition = fmt::format("(and {} {})", guard, fits);
      faults.push_back(fmt::format("(and {} (not {}))", guard, fits));
    }
    text.rules.push_back(script.define_in(state, name, condition));
  }
  if (!faults.empty()) {
    script.comment("A rule gives a variable a value that it has not got.");
    text.fault = script.define_in(state, "a fault", nary("or", faults, "false"));
  }
  return text;
}

Parts can_fire(const Script& script, const Rule& rule, std::string_view state) {
  Parts parts = guard_of(script, rule, state);
  const Parts fits = fits_after(script, doubtful_updates(script.system(), rule), state);
  for (const std::string& text : fits.texts) parts.add(text, fits.reads);
  return parts;
}

std::string target_term(const Script& script, const StateText& state, const Target& target) {
  std::vector<std::string> ways;
  if (target.state) ways.push_back(script.in(*target.state, state.name));
  for (std::uint32_t rule = 0; rule < state.rules.size(); ++rule) {
    for (const Mark& mark : script.system().rules[rule].marks) {
      if (target.mark == mark.id)
        ways.push_back(fmt::format("(and {} {})", state.rules[rule], script.in(mark.when, state.name)));
    }
  }
  if (state.fault) ways.push_back(*state.fault);
  return nary("or", ways, "false");
}

std::vector<std::string> step(const Script& script, const StateText& from, const Variables& followed,
                              std::string_view to) {
  std::vector<std::string> fires;
  for (std::uint32_t rule = 0; rule < from.rules.size(); ++rule)
    fires.push_back(fmt::format("(and {} {})", script.is_rule(rule, from.name), from.rules[rule]));
  std::vector<std::string> parts = {nary("or", fires, "false")};
  for (const VariableId id : followed) {
    parts.push_back(fmt::format("(= {} {})", script.terms().variable(id, to), next_value(script, id, from.name)));
  }
  return parts;
}

}  // namespace walkcheck::symbolic
