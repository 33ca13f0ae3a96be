#include "model/system/lower_system.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>

#include "model/system/binary_term.hpp"

namespace walkcheck {

namespace {

using tree::BinaryOp;
using tree::Expression;

struct Known {
  VariableId first = 0;
  std::size_t length = 0;  // 0: no array
  std::int64_t low = 0;    // the value that is stored as 0
  std::int64_t high = 0;
  ValueNames names;
};

class SystemLowering {
 public:
  SystemLowering(const Model& model, const tree::SystemDeclaration& declaration)
      : model_(model), declaration_(declaration) {}

  SystemDraft run(const Job& job) {
    draft_.name = declaration_.name.text;
    for (const auto& item : declaration_.items) {
      if (const auto* constant = std::get_if<tree::ConstantDeclaration>(&item))
        constants_[constant->name.text] = number(*constant->value);
      if (const auto* variable = std::get_if<tree::VariableDeclaration>(&item)) add_variable(*variable);
    }
    for (const auto& item : declaration_.items) {
      if (const auto* start = std::get_if<tree::StartDeclaration>(&item))
        draft_.initial.push_back(term(*start->condition));
      if (const auto* count = std::get_if<tree::CountDeclaration>(&item))
        draft_.counters.push_back({count->name.text, term(*count->condition)});
      if (const auto* rule = std::get_if<tree::RuleDeclaration>(&item)) add_rule(*rule);
    }
    for (const Task& task : job.tasks) add_property(task.property);
    return std::move(draft_);
  }

 private:
  std::int64_t number(const Expression& e) {
    const Term value = term(e);
    if (!draft_.terms.is_constant(value)) throw std::logic_error("a constant is not constant");
    return draft_.terms[value].value;
  }

  void add_variable(const tree::VariableDeclaration& declaration) {
    Known known;
    known.first = static_cast<VariableId>(draft_.variables.size());
    known.length = declaration.length ? static_cast<std::size_t>(number(*declaration.length)) : 0;
    std::uint32_t size = 0;
    if (declaration.domain.low) {
      known.low = number(*declaration.domain.low);
      known.high = number(*declaration.domain.high);
      std::vector<std::string> names;
      for (std::int64_t i = known.low; i <= known.high; ++i) names.push_back(std::to_string(i));
      size = static_cast<std::uint32_t>(names.size());
      number_names_[declaration.name.text] = std::make_shared<const std::vector<std::string>>(std::move(names));
    } else {
      std::vector<std::string> names;
      for (const tree::Name& value : declaration.domain.values) names.push_back(value.text);
      size = static_cast<std::uint32_t>(names.size());
      known.high = size - 1;
      known.names = std::make_shared<const std::vector<std::string>>(std::move(names));
    }
    variables_[declaration.name.text] = known;
    for (std::size_t i = 0; i < std::max<std::size_t>(known.length, 1); ++i) {
      const std::string name = declaration.name.text + (known.length == 0 ? "" : "[" + std::to_string(i) + "]");
      draft_.variables.push_back(
          {name, size, known.names ? known.names : number_names_[declaration.name.text], Variable::Kind::entry, {}});
      if (!declaration.start) continue;
      const Term value = draft_.terms.constant(
          static_cast<std::int32_t>(draft_.terms[operand(*declaration.start, known.names)].value - known.low));
      draft_.initial.push_back(
          draft_.terms.equal(draft_.terms.variable(known.first + static_cast<VariableId>(i)), value));
    }
  }

  void add_rule(const tree::RuleDeclaration& declaration) { instantiate(declaration, 0); }

  void instantiate(const tree::RuleDeclaration& declaration, std::size_t parameter) {
    if (parameter == declaration.parameters.size()) {
      add_instance(declaration);
      return;
    }
    const tree::RuleParameter& p = declaration.parameters[parameter];
    const std::int64_t high = number(*p.high);
    for (std::int64_t i = number(*p.low); i <= high; ++i) {
      constants_[p.name.text] = i;
      instantiate(declaration, parameter + 1);
    }
    constants_.erase(p.name.text);
  }

  void add_instance(const tree::RuleDeclaration& declaration) {
    Rule rule;
    rule.guard = term(*declaration.guard);
    if (draft_.terms.is_false(rule.guard)) return;  // excluded by its parameters
    rule.actor = declaration.rival ? Actor::rival : Actor::walker;
    rule.name = declaration.name.text;
    for (const tree::RuleParameter& p : declaration.parameters)
      rule.name += " " + p.name.text + "=" + std::to_string(constants_.at(p.name.text));
    rule.origin = origin(declaration);
    rule.group = group(declaration, rule.origin);
    Note note{rule.origin, rule.name, {}};
    note.origin.function.clear();  // it would only say the rule's name again
    for (const tree::SystemAssign& assign : declaration.updates) {
      const Known& known = variables_.at(assign.target.text);
      const Term value = operand(*assign.value, known.names);
      const Term stored = known.low == 0
                              ? value
                              : draft_.terms.arithmetic(Op::subtract, value,
                                                        draft_.terms.constant(static_cast<std::int32_t>(known.low)));
      rule.updates.push_back({place(assign.target, assign.index.get()), stored});
    }
    rule.notes.push_back(std::move(note));
    draft_.rules.push_back(std::move(rule));
  }

  Origin origin(const tree::RuleDeclaration& declaration) const {
    const Position position = model_.sources->position(declaration.span);
    return {model_.sources->path(declaration.span.file), position.line, position.column, "", declaration.name.text};
  }

  std::uint32_t group(const tree::RuleDeclaration& declaration, const Origin& where) {
    const auto [known, fresh] = groups_.emplace(&declaration, static_cast<std::uint32_t>(draft_.groups.size()));
    if (fresh) draft_.groups.push_back({declaration.name.text, where});
    return known->second;
  }

  VariableId place(const tree::Name& name, const Expression* index) {
    const Known& known = variables_.at(name.text);
    if (index == nullptr) return known.first;
    const std::int64_t i = number(*index);
    if (i < 0 || i >= static_cast<std::int64_t>(known.length))
      throw std::logic_error("an index is out of range: " + name.text);
    return known.first + static_cast<VariableId>(i);
  }

  void add_property(const std::string& name) {
    for (const auto& item : declaration_.items) {
      const auto* property = std::get_if<tree::SystemProperty>(&item);
      if (property == nullptr || property->name.text != name) continue;
      Property added;
      added.name = name;
      const tree::Clause& clause = property->clause;
      switch (clause.body) {
        case tree::Clause::Body::terminates:
          added.kind = Property::Kind::terminates;
          break;
        case tree::Clause::Body::no_deadlock:
          added.kind = Property::Kind::no_deadlock;
          break;
        case tree::Clause::Body::always:
          added.bad_state = draft_.terms.negate(term(*clause.condition));
          break;
        default:
          added.bad_state = term(*clause.event);
          if (clause.condition) added.bad_state = draft_.terms.all(*added.bad_state, term(*clause.condition));
      }
      if (property->witness) added.witness_state = term(*property->witness);
      draft_.properties.push_back(std::move(added));
      return;
    }
    throw std::logic_error("a system has no such property: " + name);
  }

  ValueNames names_beside(const Expression& e) const {
    const std::string* name = nullptr;
    if (const auto* reference = std::get_if<tree::Reference>(&e.what)) name = &reference->name;
    if (const auto* element = std::get_if<tree::Element>(&e.what)) name = &element->array.text;
    if (name == nullptr) return nullptr;
    const auto known = variables_.find(*name);
    return known == variables_.end() ? nullptr : known->second.names;
  }

  /// A name of a value beside a variable that has it.
  Term operand(const Expression& e, const ValueNames& names) {
    const auto* reference = std::get_if<tree::Reference>(&e.what);
    if (reference != nullptr && names) {
      const auto found = std::find(names->begin(), names->end(), reference->name);
      if (found != names->end()) return draft_.terms.constant(static_cast<std::int32_t>(found - names->begin()));
    }
    return term(e);
  }

  Term variable(VariableId id, const Known& known) {
    const Term value = draft_.terms.variable(id);
    if (known.low == 0) return value;
    return draft_.terms.arithmetic(Op::add, value, draft_.terms.constant(static_cast<std::int32_t>(known.low)));
  }

  Term term(const Expression& e) {
    Terms& terms = draft_.terms;
    if (const auto* literal = std::get_if<tree::Integer>(&e.what))
      return terms.constant(static_cast<std::int32_t>(literal->value));
    if (const auto* reference = std::get_if<tree::Reference>(&e.what)) {
      if (reference->name == "true" || reference->name == "yes") return terms.truth(true);
      if (reference->name == "false" || reference->name == "no") return terms.truth(false);
      if (const auto constant = constants_.find(reference->name); constant != constants_.end()) {
        return terms.constant(static_cast<std::int32_t>(constant->second));
      }
      const Known& known = variables_.at(reference->name);
      return variable(known.first, known);
    }
    if (const auto* element = std::get_if<tree::Element>(&e.what)) {
      return variable(place(element->array, element->index.get()), variables_.at(element->array.text));
    }
    if (const auto* negated = std::get_if<tree::Unary>(&e.what)) return terms.negate(term(*negated->operand));
    if (const auto* among = std::get_if<tree::Membership>(&e.what)) {
      Term any = terms.truth(false);
      for (const auto& value : among->values)
        any = terms.any(any, terms.equal(term(*among->operand), operand(*value, names_beside(*among->operand))));
      return any;
    }
    if (const auto* binary = std::get_if<tree::Binary>(&e.what)) return combined(*binary);
    throw std::logic_error("an expression that systems do not have was let pass");
  }

  Term combined(const tree::Binary& binary) {
    Terms& terms = draft_.terms;
    if (binary.op == BinaryOp::any || binary.op == BinaryOp::all) {
      const Term left = term(*binary.left);
      // Parameters may exclude what stands right, an index out of range for one.
      if (binary.op == BinaryOp::all && terms.is_false(left)) return left;
      if (binary.op == BinaryOp::any && terms.is_true(left)) return left;
      return binary.op == BinaryOp::any ? terms.any(left, term(*binary.right)) : terms.all(left, term(*binary.right));
    }
    const Term left = operand(*binary.left, names_beside(*binary.right));
    const Term right = operand(*binary.right, names_beside(*binary.left));
    return binary_term(terms, binary.op, left, right);
  }

  const Model& model_;
  const tree::SystemDeclaration& declaration_;
  SystemDraft draft_;
  std::map<std::string, std::int64_t> constants_;
  std::map<std::string, Known> variables_;
  std::map<std::string, ValueNames> number_names_;
  std::map<const tree::RuleDeclaration*, std::uint32_t> groups_;
};

}  // namespace

TransitionSystem lower_system(const Model& model, const Job& job) {
  for (const SystemEntry& system : model.systems) {
    if (system.declaration->name.text == job.scenario) return seal(SystemLowering(model, *system.declaration).run(job));
  }
  throw std::logic_error("a job names a system that is not there");
}

}  // namespace walkcheck
