#include "tests/agreement/laws.hpp"

#include <algorithm>

namespace walkcheck::testing {

namespace {

bool decided(Status status) { return status != Status::unknown && status != Status::bounded; }

bool passes(Status status) { return status == Status::holds || status == Status::proved || status == Status::vacuous; }
bool shown(Status status) { return status == Status::holds || status == Status::proved; }
bool any_size(const Said& said) { return said.tables.find("any") != std::string::npos; }

/// What is said of the same tables and locks.
const Said* find(const std::vector<Said>& all, const Said& like, const std::string& scenario,
                 const std::string& property) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const Said& said) {
    return said.scenario == scenario && said.tables == like.tables && said.locks == like.locks &&
           said.property == property && decided(said.status);
  });
  return found == all.end() ? nullptr : &*found;
}

std::string but(const Said& said, const std::string& who, const Said& other) {
  return std::string(name(said.status)) + ", but " + who + " " + std::string(name(other.status));
}

std::optional<std::string> broken_truth(const std::vector<Said>&, const Said& said) {
  if (said.property.rfind("true", 0) != 0 || said.status != Status::violated || any_size(said)) return std::nullopt;
  return "violated, but true of every walk";
}

std::optional<std::string> unlike_its_twin(const std::vector<Said>& all, const Said& said) {
  if (said.property.rfind("same", 0) != 0 || said.property.back() != 'a' || any_size(said)) return std::nullopt;
  const std::string twin = said.property.substr(0, said.property.size() - 1) + "b";
  const Said* other = find(all, said, said.scenario, twin);
  if (other == nullptr || (other->status == Status::violated) == (said.status == Status::violated)) return std::nullopt;
  return but(said, twin + " says the same and is", *other);
}

/// Whoever takes rivals away takes runs away.
std::optional<std::string> more_in_less(const std::vector<Said>& all, const Said& said) {
  if (said.scenario != "less" || said.kind == Property::Kind::no_deadlock || any_size(said)) return std::nullopt;
  const Said* more = find(all, said, "small", said.property);
  if (more == nullptr) return std::nullopt;
  const bool lost = (said.status == Status::violated && more->status != Status::violated) ||
                    (shown(said.status) && more->status == Status::vacuous);
  return lost ? std::optional(but(said, "with more rivals", *more)) : std::nullopt;
}

/// What holds of tables of any size holds of each size. Cycles of the abstract system are none of real tables.
std::optional<std::string> not_of_any_size(const std::vector<Said>& all, const Said& said) {
  if (!any_size(said) || !passes(said.status) || said.kind == Property::Kind::terminates) return std::nullopt;
  for (const Said& finite : all) {
    const bool same =
        finite.scenario == said.scenario && finite.locks == said.locks && finite.property == said.property;
    if (!same || any_size(finite)) continue;
    if (finite.status == Status::violated || (said.status == Status::vacuous && shown(finite.status)))
      return but(said, finite.tables + " is", finite);
  }
  return std::nullopt;
}

}  // namespace

std::vector<Disagreement> against_laws(const std::vector<Said>& said) {
  struct Law {
    const char* name;
    std::optional<std::string> (*broken)(const std::vector<Said>& all, const Said& said);
  };
  static constexpr Law laws[] = {
      {"true", broken_truth}, {"same", unlike_its_twin}, {"less", more_in_less}, {"any size", not_of_any_size}};
  std::vector<Disagreement> found;
  for (const Said& each : said) {
    if (!decided(each.status)) continue;
    const std::string where = each.scenario + " " + each.tables + " " + each.locks + " " + each.property;
    for (const Law& law : laws) {
      if (const auto what = law.broken(said, each)) found.push_back({Disagreement::Kind::law, law.name, where, *what});
    }
  }
  return found;
}

}  // namespace walkcheck::testing
