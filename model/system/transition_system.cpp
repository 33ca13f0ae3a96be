#include "model/system/transition_system.hpp"

#include <stdexcept>
#include <utility>

#include <fmt/format.h>

namespace walkcheck {

namespace {

constexpr std::uint32_t kLargestSize = 65535;

/// Looks a draft through; the first fault ends it.
class Inspection {
 public:
  explicit Inspection(const SystemDraft& draft) : draft_(draft) {}

  void all() const {
    variables();
    terms();
    for (const Term term : draft_.initial) boolean(term, "the initial condition");
    for (const Rule& one : draft_.rules) rule(one);
    for (const Property& one : draft_.properties) property(one);
    for (const Counter& counter : draft_.counters) boolean(counter.condition, counter.name);
    if (draft_.quiet) boolean(*draft_.quiet, "quiet");
    if (draft_.ended) boolean(*draft_.ended, "ended");
  }

 private:
  void require(bool condition, std::string_view where, std::string_view what) const {
    if (!condition) throw std::logic_error(fmt::format("system {}: {}: {}", draft_.name, where, what));
  }

  void known(Term term, std::string_view where) const {
    require(term.index < draft_.terms.size(), where, "a term of another system");
  }

  void boolean(Term term, std::string_view where) const {
    known(term, where);
    const TermNode& node = draft_.terms[term];
    switch (node.op) {
      case Op::constant:
        return require(node.value == 0 || node.value == 1, where, "a truth value is 0 or 1");
      case Op::variable: {
        const auto id = static_cast<VariableId>(node.value);
        require(id < draft_.variables.size(), where, "a variable that is not declared");
        return require(draft_.variables[id].size <= 2, where, "a variable that is not a Boolean is used as one");
      }
      case Op::add:
      case Op::subtract:
      case Op::multiply:
      case Op::divide:
      case Op::remainder:
        return require(false, where, "a number is used as a Boolean");
      case Op::choose:
        boolean(node.b, where);
        return boolean(node.c, where);
      case Op::member:
      case Op::negate:
      case Op::all:
      case Op::any:
      case Op::equal:
      case Op::less:
        return;
    }
  }

  void variables() const {
    for (const Variable& variable : draft_.variables) {
      require(variable.size >= 1 && variable.size <= kLargestSize, variable.name, "a variable has 1 to 65,535 values");
      require(!variable.values || variable.values->size() >= variable.size, variable.name, "a value has no name");
      require(!variable.hidden || *variable.hidden < variable.size, variable.name, "the hidden value is out of range");
    }
  }

  void terms() const {
    for (std::uint32_t index = 0; index < draft_.terms.size(); ++index) {
      const TermNode& node = draft_.terms[Term{index}];
      const std::string where = fmt::format("term {}", index);
      if (node.op == Op::variable || node.op == Op::member) {
        const auto id = static_cast<VariableId>(node.value);
        require(id < draft_.variables.size(), where, "a variable that is not declared");
        require(node.op == Op::variable || draft_.variables[id].size <= 64, where,
                "a set of values of a large variable");
      }
      if (node.op == Op::negate || node.op == Op::all || node.op == Op::any || node.op == Op::choose)
        boolean(node.a, where);
      if (node.op == Op::all || node.op == Op::any) boolean(node.b, where);
    }
  }

  void rule(const Rule& rule) const {
    boolean(rule.guard, rule.name);
    require(rule.group < draft_.groups.size() || (draft_.groups.empty() && rule.group == 0), rule.name,
            "an unknown group");
    for (const std::uint32_t group : rule.also) require(group < draft_.groups.size(), rule.name, "an unknown group");
    std::vector<bool> written(draft_.variables.size());
    for (const Update& update : rule.updates) {
      known(update.value, rule.name);
      require(update.variable < draft_.variables.size(), rule.name, "writes a variable that is not declared");
      const Variable& variable = draft_.variables[update.variable];
      require(!written[update.variable], rule.name, "writes " + variable.name + " twice");
      written[update.variable] = true;
      if (!draft_.terms.is_constant(update.value)) continue;
      const std::int32_t value = draft_.terms[update.value].value;
      require(value >= 0 && static_cast<std::uint32_t>(value) < variable.size, rule.name,
              fmt::format("gives {} the value {}", variable.name, value));
    }
    for (const Mark& mark : rule.marks) {
      require(mark.id < draft_.marks, rule.name, "an unknown mark");
      boolean(mark.when, rule.name);
    }
    for (const std::uint32_t statement : rule.statements) {
      require(statement < draft_.statements.size(), rule.name, "an unknown statement");
    }
    for (const auto* notes : {&rule.notes, &rule.observations}) {
      for (const Note& note : *notes) {
        for (const Note::Shown& shown : note.values) known(shown.value, rule.name);
      }
    }
    require(!rule.retry || *rule.retry < draft_.retries.size(), rule.name, "an unknown retry");
    for (const RetryId left : rule.leaves) require(left < draft_.retries.size(), rule.name, "an unknown retry");
  }

  void property(const Property& property) const {
    if (property.bad_state) boolean(*property.bad_state, property.name);
    if (property.witness_state) boolean(*property.witness_state, property.name);
    require(!property.bad_mark || *property.bad_mark < draft_.marks, property.name, "an unknown mark");
    require(!property.witness_mark || *property.witness_mark < draft_.marks, property.name, "an unknown mark");
    const bool judged = property.bad_state || property.bad_mark;
    require(judged == (property.kind == Property::Kind::safety), property.name,
            "a safety property, and no other, has a bad state or mark");
  }

  const SystemDraft& draft_;
};

}  // namespace

TransitionSystem seal(SystemDraft draft) {
  Inspection(draft).all();
  return TransitionSystem(std::move(draft));
}

}  // namespace walkcheck
