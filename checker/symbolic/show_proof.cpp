#include "checker/symbolic/show_proof.hpp"

#include <algorithm>
#include <tuple>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace walkcheck::symbolic {

namespace {

constexpr std::size_t kWidth = 75;
constexpr std::string_view kIndent = "    ";

std::vector<Value> complement(const SystemDraft& system, const Literal& literal) {
  std::vector<Value> rest;
  for (std::uint32_t value = 0; value < system.variables[literal.variable].size; ++value) {
    if (!std::binary_search(literal.values.begin(), literal.values.end(), value))
      rest.push_back(static_cast<Value>(value));
  }
  return rest;
}

std::vector<std::string> value_names(const Variable& variable, const std::vector<Value>& values) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (variable.values) {
      names.push_back(variable.values->at(values[i]));
      continue;
    }
    std::size_t last = i;
    while (last + 1 < values.size() && values[last + 1] == values[last] + 1) ++last;
    if (last < i + 2) last = i;
    names.push_back(last == i ? fmt::format("{}", values[i]) : fmt::format("{}..{}", values[i], values[last]));
    i = last;
  }
  return names;
}

std::string alternatives(const std::vector<std::string>& names) {
  return names.empty() ? "nothing" : fmt::format("{}", fmt::join(names, " or "));
}

/// "pud[0] is leaf or none", whichever way takes fewer values.
std::string statement(const SystemDraft& system, VariableId id, const std::vector<Value>& values,
                      const std::vector<Value>& others) {
  const Variable& variable = system.variables[id];
  const bool denied = others.size() < values.size();
  const std::string named = alternatives(value_names(variable, denied ? others : values));
  if (variable.kind == Variable::Kind::control)
    return fmt::format("{}{} {}", denied ? "not " : "", variable.name, named);
  return fmt::format("{} is {}{}", variable.name, denied ? "not " : "", named);
}

struct Side {
  const Literal* literal;
  std::vector<Value> rest;  // the values for which it is false
  bool left() const { return rest.size() <= literal->values.size(); }
};

/// Moves one literal to the right, if none is there: the one with the most values on the left, the control last.
void fill_right(const SystemDraft& system, std::vector<Side>& left, std::vector<Side>& right) {
  if (!right.empty() || left.empty()) return;
  const auto weight = [&system](const Side& side) {
    const bool control = system.variables[side.literal->variable].kind == Variable::Kind::control;
    return std::pair(!control, side.rest.size());
  };
  auto chosen = left.begin();
  for (auto side = left.begin(); side != left.end(); ++side) {
    if (weight(*side) >= weight(*chosen)) chosen = side;
  }
  right.push_back(std::move(*chosen));
  left.erase(chosen);
}

std::string_view words(Proof::Claim claim) {
  switch (claim) {
    case Proof::Claim::never_bad:
      return "no reachable state or step is bad";
    case Proof::Claim::never_shown:
      return "no reachable state or step shows the witness";
    case Proof::Claim::no_cycle:
      return "left alone, the walk never comes back to a state that it was in";
    case Proof::Claim::few_retries:
      return "left alone, the walk retries only so often";
    case Proof::Claim::can_go_on:
      return "where the walk has not ended, it can go on";
  }
  return {};
}

/// How it is shown, after the claim.
std::string method(const Proof& proof) {
  const std::size_t count = proof.invariant.size();
  const std::string invariant = fmt::format("an inductive invariant of {} clause{}", count, count == 1 ? "" : "s");
  if (proof.k <= 1 && !proof.simple_path) return count == 0 ? ": every state keeps to it" : ", by " + invariant;
  const std::string_view path = proof.simple_path ? " over runs that visit no state twice" : "";
  return fmt::format(", by {}-induction{}{}{}", proof.k, path, count == 0 ? "" : ", given ",
                     count == 0 ? "" : invariant);
}

}  // namespace

std::string show_clause(const SystemDraft& system, const Clause& clause) {
  std::vector<Side> left;
  std::vector<Side> right;
  for (const Literal& literal : clause) {
    Side side{&literal, complement(system, literal)};
    (side.left() ? left : right).push_back(std::move(side));
  }
  const auto before = [](const Side& a, const Side& b) { return a.literal->variable < b.literal->variable; };
  std::sort(left.begin(), left.end(), before);
  std::sort(right.begin(), right.end(), before);
  const auto is_control = [&system](const Side& side) {
    return system.variables[side.literal->variable].kind == Variable::Kind::control;
  };
  std::stable_partition(left.begin(), left.end(), is_control);
  fill_right(system, left, right);
  std::vector<std::string> conditions;
  for (const Side& side : left) {
    conditions.push_back(statement(system, side.literal->variable, side.rest, side.literal->values));
  }
  std::vector<std::string> consequences;
  for (const Side& side : right) {
    consequences.push_back(statement(system, side.literal->variable, side.literal->values, side.rest));
  }
  const std::string then = consequences.empty() ? "never" : fmt::format("{}", fmt::join(consequences, ", or "));
  return conditions.empty() ? then : fmt::format("where {}: {}", fmt::join(conditions, ", "), then);
}

std::string fold(std::string_view head, std::string_view text) {
  // Columns, not bytes: the further bytes of a character of UTF-8 begin with the bits 10.
  const auto columns = [](std::string_view part) {
    return static_cast<std::size_t>(std::count_if(
        part.begin(), part.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
  };
  std::string out;
  std::string line(head);
  bool fresh = true;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!fresh && columns(line) + 1 + columns(word) > kWidth) {
      out += line + "\n";
      line = fmt::format("{}{}", head, kIndent);
      fresh = true;
    }
    line += fresh ? "" : " ";
    line += word;
    fresh = false;
  }
  return out + line + "\n";
}

ShownProof show_proof(const SystemDraft& system, const Proof& proof) {
  ShownProof shown{fmt::format("{}{}", words(proof.claim), method(proof)), {}};
  std::vector<Clause> clauses = proof.invariant;
  const auto less = [](const Literal& a, const Literal& b) {
    return std::tie(a.variable, a.values) < std::tie(b.variable, b.values);
  };
  for (Clause& clause : clauses) std::sort(clause.begin(), clause.end(), less);
  std::sort(clauses.begin(), clauses.end(), [&less](const Clause& a, const Clause& b) {
    return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(), less);
  });
  for (const Clause& clause : clauses) shown.rests_on.push_back(show_clause(system, clause));
  for (std::size_t i = 0; i < proof.at_most.size() && i < system.retries.size(); ++i)
    shown.rests_on.push_back(fmt::format("at most {} times: {}", proof.at_most[i], system.retries[i].name));
  for (std::size_t i = 0; i < proof.helpers.size(); ++i) {
    for (const std::uint32_t rule : proof.helpers[i])
      shown.rests_on.push_back(
          fmt::format("with {} step{} to go, this may help: {}", i + 1, i == 0 ? "" : "s", system.rules.at(rule).name));
  }
  return shown;
}

}  // namespace walkcheck::symbolic
