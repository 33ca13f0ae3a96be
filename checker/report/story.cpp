#include "checker/report/story.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "checker/report/cpus.hpp"

namespace walkcheck {
namespace {

bool has_entries(const SystemDraft& system) {
  return std::any_of(system.variables.begin(), system.variables.end(),
                     [](const Variable& variable) { return variable.kind == Variable::Kind::entry; });
}

bool is_hidden(const Variable& variable, Value value) { return variable.hidden == value; }

Told told(const Note& note, const SystemDraft& system, std::span<const Value> state) {
  Told made{note.origin.function,
            note.origin.step,
            note.inside,
            filled(note, system.terms, state),
            note.weight,
            note.remark,
            {},
            {},
            {},
            note.lock};
  if (note.calls) made.calls = *note.calls;
  if (!note.entry || note.values.empty()) return made;
  made.entry = system.variables[*note.entry].name;
  const auto& [seen, names] = note.values.front();
  made.value = value_text(names, evaluate(system.terms, seen, state));
  if (note.weight == Note::Weight::change && made.text.ends_with(fmt::format("{} -> {}", made.value, made.value)))
    made.text = fmt::format("{} = {}, as it was", made.entry, made.value);
  return made;
}

std::vector<Change> changes(const SystemDraft& system, std::span<const Value> before, std::span<const Value> after) {
  using Kind = Variable::Kind;
  const bool all = !has_entries(system);
  std::vector<Change> found;
  for (std::size_t i = 0; i < system.variables.size(); ++i) {
    const auto& variable = system.variables[i];
    const bool shared = variable.kind == Kind::entry || variable.kind == Kind::lock;
    if (before[i] == after[i] || !(all || shared)) continue;
    if (is_hidden(variable, before[i]) || is_hidden(variable, after[i])) continue;
    found.push_back({variable.name, value_text(variable.values, before[i]), value_text(variable.values, after[i])});
  }
  return found;
}

/// The notes of the run's last step until its property broke, or all.
std::size_t notes_until_broken(const Evidence& evidence, const Rule& last) {
  std::size_t notes = last.notes.size();
  const SystemDraft& system = **evidence.system;
  const auto bad = evidence.property ? system.properties[*evidence.property].bad_mark : std::nullopt;
  if (!bad || last.notes.empty()) return notes;
  const auto& before = evidence.replayed.states.at(evidence.replayed.states.size() - 2);
  const bool by_mark = std::any_of(last.marks.begin(), last.marks.end(), [&](const Mark& mark) {
    return mark.id == *bad && evaluate(system.terms, mark.when, before) != 0;
  });
  if (!by_mark) return notes;
  // Of several moments only the last one is sure not to be too early.
  for (const Moment& moment : last.moments) {
    if (moment.mark == *bad) notes = std::max<std::size_t>(moment.notes, 1);
  }
  return notes;
}

}  // namespace

std::string whole(const Told& told) {
  const auto words = told.inside.empty() ? told.text : fmt::format("{}(): {}", told.inside, told.text);
  return told.step.empty() ? words : fmt::format("{} {}", told.step, words);
}

std::vector<Step> tell(const Evidence& evidence) {
  const SystemDraft& system = **evidence.system;
  const auto& [trace, states] = evidence.replayed;
  const auto on = cpus(evidence);
  std::vector<Step> steps;
  for (std::size_t i = 0; i < trace.rules.size(); ++i) {
    const auto& rule = system.rules.at(trace.rules[i]);
    const auto group = rule.group < system.groups.size() ? system.groups[rule.group].name : rule.name;
    Step step{rule.actor, on[i], rule.name, group, rule.origin, {}, changes(system, states.at(i), states.at(i + 1))};
    const auto notes = i + 1 == trace.rules.size() ? notes_until_broken(evidence, rule) : rule.notes.size();
    for (std::size_t k = 0; k < notes; ++k) step.told.push_back(told(rule.notes[k], system, states[i]));
    steps.push_back(std::move(step));
  }
  return steps;
}

std::string tell_start(const Evidence& evidence) {
  using Kind = Variable::Kind;
  const SystemDraft& system = **evidence.system;
  const bool all = !has_entries(system);
  std::string text;
  for (std::size_t i = 0; i < system.variables.size(); ++i) {
    const auto& variable = system.variables[i];
    const auto value = evidence.replayed.trace.start.at(i);
    const bool wanted = all || variable.kind == Kind::entry || variable.kind == Kind::choice;
    if (!wanted || value == 0 || is_hidden(variable, value)) continue;
    if (!text.empty()) text += ", ";
    text += fmt::format("{} is {}", variable.name, value_text(variable.values, value));
  }
  return text;
}

}  // namespace walkcheck
