// Systems as text, for people who debug a lowering: nothing reads it back.
#include <cctype>
#include <iterator>
#include <string_view>
#include <unordered_map>

#include <fmt/format.h>

#include "model/system/transition_system.hpp"

namespace walkcheck {

namespace {

std::string value_name(const ValueNames& names, std::int32_t value) {
  const bool named = names && value >= 0 && static_cast<std::size_t>(value) < names->size();
  return named ? (*names)[static_cast<std::size_t>(value)] : fmt::format("{}", value);
}

/// How tightly the operation of a term binds; what binds less than its surroundings asks for stands in parentheses.
enum class Strength { choice, any, all, negation, comparison, sum, product, atom };

class Printer {
 public:
  explicit Printer(const SystemDraft& system) : system_(system) {}

  /// Constants are shown by `names` where the term gives a value of a named kind.
  std::string show(Term term, const ValueNames& names, Strength outer = Strength::choice) const {
    const TermNode& node = system_.terms[term];
    const auto part = [&](Term t, Strength strength) { return show(t, nullptr, strength); };
    const auto wrap = [outer](Strength own, std::string text) {
      return own < outer ? "(" + std::move(text) + ")" : text;
    };
    switch (node.op) {
      case Op::constant:
        return value_name(names, node.value);
      case Op::variable:
        return variable(node).name;
      case Op::member:
        return wrap(Strength::comparison, membership(node, "in"));
      case Op::negate:
        return wrap(Strength::negation, negation(node.a));
      case Op::all:
        return wrap(Strength::all, part(node.a, Strength::all) + " and " + part(node.b, Strength::all));
      case Op::any:
        return wrap(Strength::any, part(node.a, Strength::any) + " or " + part(node.b, Strength::any));
      case Op::equal:
        return wrap(Strength::comparison, comparison(node, "=="));
      case Op::less:
        return wrap(Strength::comparison, comparison(node, "<"));
      case Op::add:
        return wrap(Strength::sum, part(node.a, Strength::sum) + " + " + part(node.b, Strength::product));
      case Op::subtract:
        return wrap(Strength::sum, part(node.a, Strength::sum) + " - " + part(node.b, Strength::product));
      case Op::multiply:
        return wrap(Strength::product, part(node.a, Strength::product) + " * " + part(node.b, Strength::atom));
      case Op::divide:
        return wrap(Strength::product, part(node.a, Strength::product) + " / " + part(node.b, Strength::atom));
      case Op::remainder:
        return wrap(Strength::product, part(node.a, Strength::product) + " % " + part(node.b, Strength::atom));
      case Op::choose:
        return wrap(Strength::choice, "if " + part(node.a, Strength::any) + " then " +
                                          show(node.b, names, Strength::any) + " else " +
                                          show(node.c, names, Strength::choice));
    }
    return {};
  }

 private:
  const Variable& variable(const TermNode& node) const {
    return system_.variables[static_cast<VariableId>(node.value)];
  }

  ValueNames names_of(Term term) const {
    const TermNode& node = system_.terms[term];
    if (node.op == Op::variable) return variable(node).values;
    if (node.op != Op::choose) return nullptr;
    const ValueNames names = names_of(node.b);
    return names ? names : names_of(node.c);
  }

  std::string membership(const TermNode& node, std::string_view word) const {
    std::string values;
    for (std::uint32_t value = 0; value < variable(node).size; ++value) {
      if ((node.set >> value & 1U) == 0) continue;
      values += (values.empty() ? "" : ", ") + value_name(variable(node).values, static_cast<std::int32_t>(value));
    }
    return fmt::format("{} {} {{{}}}", variable(node).name, word, values);
  }

  std::string comparison(const TermNode& node, std::string_view word) const {
    const ValueNames left = names_of(node.a);
    const ValueNames names = left ? left : names_of(node.b);
    return fmt::format("{} {} {}", show(node.a, names, Strength::sum), word, show(node.b, names, Strength::sum));
  }

  std::string negation(Term denied) const {
    const TermNode& node = system_.terms[denied];
    if (node.op == Op::equal) return comparison(node, "!=");
    if (node.op == Op::less) return comparison(node, ">=");
    if (node.op == Op::member) return membership(node, "not in");
    return "not " + show(denied, nullptr, Strength::negation);
  }

  const SystemDraft& system_;
};

std::string show_place(const Origin& origin) {
  std::string text = origin.file.empty() ? "" : fmt::format("  {}:{}:{}", origin.file, origin.line, origin.column);
  if (!origin.step.empty()) text += fmt::format("  step {}", origin.step);
  if (!origin.function.empty()) text += fmt::format("  in {}", origin.function);
  return text;
}

void print_variables(const SystemDraft& system, std::string& out) {
  static constexpr std::string_view kinds[] = {"control", "cursor", "entry", "lock", "local", "observer", "choice"};
  out += "variables\n";
  for (const Variable& variable : system.variables) {
    std::string domain = fmt::format("0..{}", variable.size - 1);
    if (variable.values) {
      const auto begin = variable.values->begin();
      domain = fmt::format("{{{}}}", fmt::join(begin, begin + static_cast<std::ptrdiff_t>(variable.size), ", "));
    }
    out += fmt::format("  {} {} : {}\n", kinds[static_cast<std::size_t>(variable.kind)], variable.name, domain);
  }
}

void print_effect(const SystemDraft& system, const Rule& rule, std::string& out) {
  const Printer printer(system);
  auto to = std::back_inserter(out);
  fmt::format_to(to, "    when {}\n", printer.show(rule.guard, nullptr));
  for (const Update& update : rule.updates) {
    const Variable& variable = system.variables[update.variable];
    fmt::format_to(to, "    {} = {}\n", variable.name, printer.show(update.value, variable.values));
  }
  for (const Mark& mark : rule.marks)
    fmt::format_to(to, "    mark {} if {}\n", mark.id, printer.show(mark.when, nullptr));
  if (rule.retry) fmt::format_to(to, "    retries {}\n", system.retries[*rule.retry].name);
  for (const RetryId left : rule.leaves) fmt::format_to(to, "    leaves {}\n", system.retries[left].name);
}

void print_rule(const SystemDraft& system, std::uint32_t index, std::string& out) {
  const Rule& rule = system.rules[index];
  auto to = std::back_inserter(out);
  const std::string_view actor = rule.actor == Actor::walker ? "walker" : "rival";
  fmt::format_to(to, "  {} {} \"{}\"{}", index, actor, rule.name, show_place(rule.origin));
  if (rule.group < system.groups.size()) fmt::format_to(to, "  ({})", system.groups[rule.group].name);
  fmt::format_to(to, "\n");
  print_effect(system, rule, out);
  for (const Note& note : rule.notes) fmt::format_to(to, "    note \"{}\"{}\n", note.text, show_place(note.origin));
}

void print_start(const SystemDraft& system, std::string& out) {
  out += "start\n";
  for (const Term term : system.initial) out += "  " + show(system, term) + "\n";
  if (system.quiet) out += "quiet " + show(system, *system.quiet) + "\n";
  if (system.ended) out += "ended " + show(system, *system.ended) + "\n";
}

/// `variable == 0`, where the variable has no other value.
bool is_trivial(const SystemDraft& system, Term term) {
  const TermNode& node = system.terms[term];
  if (node.op != Op::equal || system.terms[node.a].op != Op::variable) return false;
  return system.variables[static_cast<VariableId>(system.terms[node.a].value)].size == 1;
}

/// The values of `control` by number only, as "@17".
void number_places(SystemDraft& system) {
  for (Variable& variable : system.variables) {
    if (variable.kind != Variable::Kind::control) continue;
    std::vector<std::string> names;
    for (std::uint32_t value = 0; value < variable.size; ++value) names.push_back(fmt::format("@{}", value));
    variable.values = std::make_shared<const std::vector<std::string>>(std::move(names));
  }
}

/// "@17" becomes "@0" if it is the first that the text names, and so on.
std::string renumbered(const std::string& text) {
  std::unordered_map<std::string, std::size_t> numbers;
  std::string made;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] != '@') {
      made += text[at++];
      continue;
    }
    std::size_t end = at + 1;
    while (end < text.size() && std::isdigit(static_cast<unsigned char>(text[end])) != 0) ++end;
    const auto [known, fresh] = numbers.emplace(text.substr(at, end - at), numbers.size());
    made += fmt::format("@{}", known->second);
    at = end;
  }
  return made;
}

void print_property(const SystemDraft& system, const Property& property, std::string& out) {
  static constexpr std::string_view kinds[] = {"safety", "terminates when rivals stop", "never deadlock"};
  out += fmt::format("  {} : {}\n", property.name, kinds[static_cast<std::size_t>(property.kind)]);
  if (property.bad_state) out += fmt::format("    never {}\n", show(system, *property.bad_state));
  if (property.bad_mark) out += fmt::format("    never mark {}\n", *property.bad_mark);
  if (property.witness_state) out += fmt::format("    witness {}\n", show(system, *property.witness_state));
  if (property.witness_mark) out += fmt::format("    witness mark {}\n", *property.witness_mark);
}

}  // namespace

std::string show_value(const Variable& variable, Value value) {
  return variable.name + " = " + value_name(variable.values, value);
}

std::string show(const SystemDraft& system, Term term) { return Printer(system).show(term, nullptr); }

std::string print(const SystemDraft& system) {
  std::string out = fmt::format("system {}\n", system.name);
  print_variables(system, out);
  print_start(system, out);
  out += "rules\n";
  for (std::uint32_t rule = 0; rule < system.rules.size(); ++rule) print_rule(system, rule, out);
  out += "properties\n";
  for (const Property& property : system.properties) print_property(system, property, out);
  for (const Counter& counter : system.counters) {
    out += fmt::format("count \"{}\" {}\n", counter.name, show(system, counter.condition));
  }
  return out;
}

std::string what_happens(SystemDraft system, const std::vector<bool>& fired) {
  number_places(system);
  std::string out;
  // What can have one value only says nothing.
  std::erase_if(system.initial, [&system](Term term) { return is_trivial(system, term); });
  for (const Variable& variable : system.variables) {
    const bool place = variable.kind == Variable::Kind::control;
    if (variable.size == 1) continue;
    out += variable.name + (place ? "\n" : fmt::format(" {}\n", variable.size));
  }
  print_start(system, out);
  for (std::size_t rule = 0; rule < system.rules.size(); ++rule) {
    if (!fired[rule]) continue;
    const Rule& fires = system.rules[rule];
    out += fmt::format("  {} {}\n", fires.actor == Actor::walker ? "walker" : "rival", fires.group);
    print_effect(system, fires, out);
  }
  for (const Property& property : system.properties) print_property(system, property, out);
  return renumbered(out);
}

}  // namespace walkcheck
