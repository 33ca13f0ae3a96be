// Systems are taken as they are written, so every instance of every rule is looked at.

#include <set>

#include "model/meaning/checks.hpp"
#include "model/meaning/system_values.hpp"
#include "model/meaning/visit.hpp"

namespace walkcheck {

namespace {

using Kind = SystemValue::Kind;
using tree::Expression;

constexpr std::int64_t largest_domain = 65'535;
constexpr std::int64_t longest_array = 4'096;
constexpr std::size_t most_variables = 65'536;
constexpr std::size_t most_instances = 1'000'000;

class SystemCheck {
 public:
  SystemCheck(const tree::SystemDeclaration& system, Diagnostics& diagnostics)
      : system_(system), diagnostics_(diagnostics), values_(diagnostics) {}

  void run() {
    declarations();
    // What is said of variables that are not there would only repeat the fault.
    if (faulty_) return;
    for (const tree::SystemItem& item : system_.items) {
      std::visit(Overloaded{[&](const tree::StartDeclaration& s) { values_.condition(*s.condition); },
                            [&](const tree::CountDeclaration& s) { values_.condition(*s.condition); },
                            [&](const tree::RuleDeclaration& s) { rule(s); },
                            [&](const tree::SystemProperty& s) { property(s); }, [](const auto&) {}},
                 item);
    }
  }

 private:
  std::nullopt_t fault(std::string code, Span place, std::string message, std::string hint = {}) {
    faulty_ = true;
    diagnostics_.report(std::move(code), place, std::move(message), std::move(hint));
    return std::nullopt;
  }

  // ---------------------------------------------------------------- constants and variables

  void declarations() {
    bool rules = false;
    for (const tree::SystemItem& item : system_.items) {
      if (const auto* constant = std::get_if<tree::ConstantDeclaration>(&item)) add(*constant);
      if (const auto* variable = std::get_if<tree::VariableDeclaration>(&item)) add(*variable);
      rules = rules || std::holds_alternative<tree::RuleDeclaration>(item);
    }
    if (faulty_) return;
    if (values_.variables.empty())
      fault("missing-part", system_.name.span, "system '" + system_.name.text + "' has no variables",
            "add: var x : 0..1 = 0");
    if (!rules)
      fault("missing-part", system_.name.span, "system '" + system_.name.text + "' has no rules",
            "add: rule \"step\" when x == 0 { x = 1 }");
  }

  bool free_name(const tree::Name& name) {
    const std::string& text = name.text;
    const bool word = text == "true" || text == "false" || text == "yes" || text == "no";
    if (!word && !values_.constants.contains(text) && !values_.variables.contains(text)) return true;
    fault("duplicate-name", name.span,
          word ? "'" + text + "' is a word of the language" : "'" + text + "' is declared twice in this system");
    return false;
  }

  void add(const tree::ConstantDeclaration& declaration) {
    const bool free = free_name(declaration.name);
    const auto value = values_.number(*declaration.value);
    if (!value) faulty_ = true;
    if (free && value) values_.constants[declaration.name.text] = *value;
  }

  void add(const tree::VariableDeclaration& declaration) {
    const bool free = free_name(declaration.name);
    SystemVariable variable;
    variable.first = variables_;
    const bool good = length(declaration, variable) && domain(declaration.domain, variable);
    if (!good) faulty_ = true;
    if (!good || !free) return;
    if (declaration.start) start(*declaration.start, variable);
    variables_ += std::max<std::size_t>(variable.length, 1);
    if (variables_ > most_variables)
      fault("too-large", declaration.name.span,
            "this system has more than 65536 variables, elements of arrays counted");
    values_.variables[declaration.name.text] = std::move(variable);
  }

  bool length(const tree::VariableDeclaration& declaration, SystemVariable& variable) {
    if (!declaration.length) return true;
    const auto length = values_.number(*declaration.length);
    if (!length) return false;
    variable.length = static_cast<std::size_t>(*length);
    if (*length >= 1 && *length <= longest_array) return true;
    fault("bad-size", declaration.length->span, "an array has 1 to 4096 elements, not " + std::to_string(*length));
    return false;
  }

  bool domain(const tree::Domain& domain, SystemVariable& variable) {
    if (!domain.low) {
      std::set<std::string> known;
      for (const tree::Name& value : domain.values) {
        if (!known.insert(value.text).second) {
          fault("duplicate-name", value.span, "value '" + value.text + "' is listed twice");
          return false;
        }
        variable.values.push_back(value.text);
      }
      variable.high = static_cast<std::int64_t>(variable.values.size()) - 1;
    } else {
      const auto low = values_.number(*domain.low);
      const auto high = low ? values_.number(*domain.high) : std::nullopt;
      if (!low || !high) return false;
      variable.low = *low;
      variable.high = *high;
    }
    if (variable.low <= variable.high && variable.high - variable.low < largest_domain) return true;
    fault("bad-size", domain.span,
          variable.low > variable.high ? "this range is empty" : "a variable has at most 65535 values");
    return false;
  }

  void start(const Expression& e, const SystemVariable& variable) {
    const auto value = values_.beside(e, &variable);
    if (!value) {
      faulty_ = true;
    } else if (!value->constant) {
      fault("not-constant", e.span, "a variable starts with a constant",
            "a further condition on the start: start CONDITION");
    } else {
      fits(e, *value, variable);
    }
  }

  /// A value of the variable, as far as that is known before the search.
  bool fits(const Expression& e, const SystemValue& value, const SystemVariable& variable) {
    const bool enumeration = !variable.values.empty();
    const bool truths = variable.is_truth() && value.also_truth;
    const bool same = value.kind == Kind::word && enumeration && value.domain->values == variable.values;
    if (!truths && (enumeration ? !same : value.kind != Kind::number)) {
      fault("wrong-type", e.span,
            enumeration ? "one of the variable's words is needed here" : "a number is needed here");
      return false;
    }
    if (!value.constant || (*value.constant >= variable.low && *value.constant <= variable.high)) return true;
    fault("out-of-range", e.span, "the value " + std::to_string(*value.constant) + " is none of the variable's",
          "its values are " + std::to_string(variable.low) + ".." + std::to_string(variable.high));
    return false;
  }

  // ---------------------------------------------------------------- rules

  void rule(const tree::RuleDeclaration& rule) {
    std::set<std::string> names;
    for (const tree::RuleParameter& parameter : rule.parameters) {
      if (!free_name(parameter.name)) return;
      if (names.insert(parameter.name.text).second) continue;
      fault("duplicate-name", parameter.name.span, "'" + parameter.name.text + "' is a parameter already");
      return;
    }
    instances(rule, 0);
    for (const std::string& name : names) values_.constants.erase(name);
  }

  /// False after a fault: the other instances would only repeat it.
  bool instances(const tree::RuleDeclaration& rule, std::size_t parameter) {
    if (parameter == rule.parameters.size()) return instance(rule);
    const tree::RuleParameter& p = rule.parameters[parameter];
    const auto low = values_.number(*p.low);
    const auto high = low ? values_.number(*p.high) : std::nullopt;
    if (!low || !high) return false;
    for (std::int64_t i = *low; i <= *high; ++i) {
      values_.constants[p.name.text] = i;
      if (!instances(rule, parameter + 1)) return false;
      // Inner ranges may be empty: a pass through the outer one counts too.
      if (++instances_ <= most_instances) continue;
      if (instances_ == most_instances + 1)
        fault("too-large", rule.name.span, "the rules of this system have more than 1000000 instances");
      return false;
    }
    values_.constants.erase(p.name.text);
    return true;
  }

  bool instance(const tree::RuleDeclaration& rule) {
    const auto guard = values_.condition(*rule.guard);
    if (!guard) return false;
    if (guard->constant == 0) return true;
    std::set<std::size_t> written;
    for (const tree::SystemAssign& update : rule.updates) {
      const auto place = values_.place(update.target, update.index.get(), update.target.span);
      if (!place) return false;
      if (!written.insert(*place).second) {
        fault("duplicate-name", update.target.span, "'" + update.target.text + "' is written twice by this rule",
              "all updates of a rule happen at once");
        return false;
      }
      const SystemVariable& variable = values_.variables.at(update.target.text);
      const auto value = values_.beside(*update.value, &variable);
      if (!value || !fits(*update.value, *value, variable)) return false;
    }
    return true;
  }

  // ---------------------------------------------------------------- properties

  void property(const tree::SystemProperty& property) {
    if (!properties_.insert(property.name.text).second) {
      fault("duplicate-name", property.name.span,
            "property '" + property.name.text + "' is declared twice in this system");
    }
    const tree::Clause& clause = property.clause;
    switch (clause.body) {
      case tree::Clause::Body::never:
        values_.condition(*clause.event);
        if (clause.condition) values_.condition(*clause.condition);
        break;
      case tree::Clause::Body::always:
        values_.condition(*clause.condition);
        break;
      case tree::Clause::Body::terminates:
      case tree::Clause::Body::no_deadlock:
        break;
      default:
        fault("wrong-part", clause.span, "a system has no events to judge",
              "write: never CONDITION, always CONDITION, terminates when rivals stop, or never deadlock");
    }
    if (property.witness) values_.condition(*property.witness);
    if (property.expectation) check_verdict(property.expectation->verdict, diagnostics_);
  }

  const tree::SystemDeclaration& system_;
  Diagnostics& diagnostics_;
  SystemValues values_;
  std::size_t variables_ = 0;
  std::size_t instances_ = 0;
  std::set<std::string> properties_;
  bool faulty_ = false;
};

}  // namespace

void check_systems(CheckContext context) {
  std::set<std::string> names;
  for (const tree::File& file : context.model.files) {
    for (const tree::Declaration& declaration : file.declarations) {
      if (const auto* scenario = std::get_if<tree::ScenarioDeclaration>(&declaration.what))
        names.insert(scenario->name.text);
    }
  }
  for (const tree::File& file : context.model.files) {
    for (const tree::Declaration& declaration : file.declarations) {
      const auto* system = std::get_if<tree::SystemDeclaration>(&declaration.what);
      if (system == nullptr) continue;
      context.model.systems.push_back({system, declaration.span});
      if (!names.insert(system->name.text).second) {
        context.diagnostics.report("duplicate-name", system->name.span,
                                   "'" + system->name.text + "' is already the name of a system or scenario");
      }
      SystemCheck(*system, context.diagnostics).run();
    }
  }
}

}  // namespace walkcheck
