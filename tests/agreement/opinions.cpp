#include "tests/agreement/opinions.hpp"

#include <fmt/format.h>

#include "tests/checker/support/naive.hpp"

namespace walkcheck::testing {

namespace {

/// What an answer comes to, if it decides.
std::optional<Status> decided(Status status) {
  switch (status) {
    case Status::proved:
    case Status::holds:
      return Status::holds;
    case Status::violated:
    case Status::vacuous:
      return status;
    case Status::bounded:
    case Status::unknown:
      break;
  }
  return std::nullopt;
}

bool is_safety(const TransitionSystem& system, std::size_t property) {
  return system->properties[property].kind == Property::Kind::safety;
}

/// `one` found no run of so many steps, `other` has one.
bool overlooked(const Opinion& one, const Opinion& other, std::size_t property) {
  const Verdict& verdict = one.audited.answer().verdicts[property];
  const auto length = length_of(other.audited, property);
  return verdict.status == Status::bounded && verdict.bound && length && *length <= *verdict.bound;
}

std::optional<Disagreement> compare(const TransitionSystem& system, std::size_t property, const Opinion& one,
                                    const Opinion& other) {
  const Status first = one.audited.verdicts()[property].status;
  const Status second = other.audited.verdicts()[property].status;
  const std::string who = one.engine + ", " + other.engine;
  const std::string what = in_words(one.audited, property) + "; " + in_words(other.audited, property);
  if (contradict(first, second)) return Disagreement{Disagreement::Kind::status, who, "", what};
  if (!is_safety(system, property)) return std::nullopt;
  if (overlooked(one, other, property) || overlooked(other, one, property))
    return Disagreement{Disagreement::Kind::status, who, "", what};
  const bool both = first == Status::violated && second == Status::violated && one.shortest && other.shortest;
  if (both && length_of(one.audited, property) != length_of(other.audited, property))
    return Disagreement{Disagreement::Kind::length, who, "", what};
  return std::nullopt;
}

}  // namespace

bool contradict(Status one, Status other) {
  const auto first = decided(one);
  const auto second = decided(other);
  return first && second && *first != *second;
}

std::optional<std::size_t> length_of(const Audited& audited, std::size_t property) {
  const auto& replayed = audited.verdicts()[property].replayed;
  return replayed ? std::optional(replayed->trace.rules.size()) : std::nullopt;
}

std::string in_words(const Audited& audited, std::size_t property) {
  std::string text(name(audited.verdicts()[property].status));
  if (const auto length = length_of(audited, property)) text += fmt::format(" in {} steps", *length);
  if (const auto bound = audited.answer().verdicts[property].bound) text += fmt::format(" {}", *bound);
  return text;
}

std::vector<Disagreement> contradictions(const TransitionSystem& system, const std::string& where,
                                         const std::vector<Opinion>& opinions) {
  std::vector<Disagreement> found;
  for (std::size_t property = 0; property < system->properties.size(); ++property) {
    for (std::size_t i = 0; i < opinions.size(); ++i) {
      for (std::size_t j = i + 1; j < opinions.size(); ++j) {
        auto fault = compare(system, property, opinions[i], opinions[j]);
        if (!fault) continue;
        fault->where = where + " " + system->properties[property].name;
        found.push_back(std::move(*fault));
      }
    }
  }
  return found;
}

std::vector<Disagreement> against_naive(const TransitionSystem& system, const std::string& where,
                                        const Audited& audited) {
  const NaiveAnswer naive = search_naively(*system);
  const Answer& answer = audited.answer();
  std::vector<Disagreement> found;
  const auto add = [&](const std::string& at, const std::string& what) {
    found.push_back({Disagreement::Kind::naive, "the naive search", where + " " + at, what});
  };
  const auto same = [&](const char* what, std::uint64_t searched, std::uint64_t expected) {
    if (searched != expected) add("", fmt::format("{} {}, naively {}", searched, what, expected));
  };
  same("states", answer.statistics.states, naive.states);
  same("transitions", answer.statistics.transitions, naive.transitions);
  same("levels", answer.statistics.depth, naive.depth);
  if (answer.counts != naive.counts) add("", "the counts differ");
  if (answer.fired != naive.fired) add("", "other rules fire");
  for (std::size_t i = 0; i < naive.statuses.size(); ++i) {
    const auto length = length_of(audited, i);
    const bool other_length = naive.lengths[i] && length && *naive.lengths[i] != *length;
    if (answer.verdicts[i].status == naive.statuses[i] && !other_length) continue;
    add(system->properties[i].name,
        fmt::format("{}, naively {} {}", in_words(audited, i), name(naive.statuses[i]), naive.lengths[i].value_or(0)));
  }
  return found;
}

bool few_starts(const SystemDraft& system, std::uint64_t most) {
  std::uint64_t starts = 1;
  for (VariableId id = 0; id < system.variables.size() && starts <= most; ++id) {
    const auto pins = [&](Term term) {
      const TermNode& node = system.terms[term];
      return node.op == Op::equal && system.terms[node.a].op == Op::variable &&
             static_cast<VariableId>(system.terms[node.a].value) == id && system.terms.is_constant(node.b);
    };
    if (std::none_of(system.initial.begin(), system.initial.end(), pins)) starts *= system.variables[id].size;
  }
  return starts <= most;
}

}  // namespace walkcheck::testing
