#include "checker/cli/agree.hpp"

#include <fmt/format.h>

namespace walkcheck {

namespace {

bool passes(Status status) { return status == Status::proved || status == Status::holds; }

bool finds_shortest(std::string_view engine) { return engine == "explore" || engine == "bmc"; }

std::string told(const Answer& answer, const Verdict& verdict) {
  std::string text = fmt::format("{} by {}", name(verdict.status), answer.engine);
  if (verdict.bound) text += fmt::format(" up to depth {}", *verdict.bound);
  if (verdict.trace) text += fmt::format(" in {} steps", verdict.trace->rules.size());
  return text;
}

/// What the first says cannot be if what the second says is true.
bool contradicts(const Property& property, const Answer& one, const Verdict& first, const Answer& other,
                 const Verdict& second) {
  if (second.status == Status::violated) {
    if (passes(first.status) || first.status == Status::vacuous) return true;
    if (property.kind != Property::Kind::safety) return false;
    if (first.status == Status::bounded) return first.bound && second.trace->rules.size() <= *first.bound;
    const bool both = finds_shortest(one.engine) && finds_shortest(other.engine);
    return both && first.trace && first.trace->rules.size() != second.trace->rules.size();
  }
  return second.status == Status::vacuous && passes(first.status);
}

}  // namespace

void must_agree(const Job& job, const TransitionSystem& system, std::span<const Answer> answers) {
  for (std::size_t i = 0; i < system->properties.size(); ++i) {
    for (const Answer& one : answers) {
      for (const Answer& other : answers) {
        const Verdict &first = one.verdicts.at(i), &second = other.verdicts.at(i);
        if (!contradicts(system->properties[i], one, first, other, second)) continue;
        const std::string size = job.tables.empty() ? "" : fmt::format(", tables {}, locks {}", job.tables, job.locks);
        throw Disagreement(
            fmt::format("engines disagree about {} in {}{}: {}, {}; to see it again: check '{}' "
                        "--scenario {} --property {}{} --agree",
                        system->properties[i].name, job.scenario, size, told(one, first), told(other, second),
                        job.tasks.at(i).file, job.scenario, system->properties[i].name,
                        job.tables.empty() ? "" : fmt::format(" --tables '{}'", job.tables)));
      }
    }
  }
}

}  // namespace walkcheck
