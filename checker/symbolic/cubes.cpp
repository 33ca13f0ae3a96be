// A guard is read as a cube: for each variable the set of values that it admits, and a rest that speaks of more than
// one variable. Two cubes that differ in one variable only are one cube with the union of its sets (the merging step of
// Quine and McCluskey, for variables with several values); this is done for one variable after the other until nothing
// changes. No state is lost or gained.
#include "checker/symbolic/cubes.hpp"

#include <bit>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <utility>

namespace walkcheck::symbolic {

namespace {

constexpr std::uint32_t kSetBits = 64;

struct Cube {
  std::map<VariableId, std::uint64_t> sets;
  std::set<std::uint32_t> rest;  // terms
  friend auto operator<=>(const Cube&, const Cube&) = default;
};

struct ValueSet {
  VariableId variable = 0;
  std::uint64_t values = 0;
};

class Merger {
 public:
  Merger(const std::vector<Variable>& variables, Terms& terms) : variables_(variables), terms_(terms) {}

  Term merge(const std::vector<Term>& guards) {
    std::set<Cube> cubes;
    for (const Term guard : guards) {
      Cube cube;
      read(guard, cube);
      cubes.insert(std::move(cube));
    }
    for (std::size_t before = cubes.size() + 1; cubes.size() < before;) {
      before = cubes.size();
      for (const VariableId variable : variables_of(cubes)) cubes = merged(cubes, variable);
    }
    std::vector<Term> parts;
    for (const Cube& cube : cubes) parts.push_back(term_of(cube));
    return any_of(parts, terms_);
  }

 private:
  std::uint64_t full(VariableId variable) const {
    const std::uint32_t size = variables_[variable].size;
    return size >= kSetBits ? ~std::uint64_t{0} : (std::uint64_t{1} << size) - 1;
  }

  /// The term as a set of values of one variable that is small enough for that.
  std::optional<ValueSet> as_set(Term term) const {
    const TermNode& node = terms_[term];
    const auto variable = [this](const TermNode& part) -> std::optional<VariableId> {
      const auto id = static_cast<VariableId>(part.value);
      if (part.op != Op::variable || variables_[id].size > kSetBits) return std::nullopt;
      return id;
    };
    if (node.op == Op::member) return ValueSet{static_cast<VariableId>(node.value), node.set};
    if (node.op == Op::variable && variable(node)) return ValueSet{*variable(node), full(*variable(node)) & ~1U};
    if (node.op == Op::negate) {
      const auto set = as_set(node.a);
      if (!set) return std::nullopt;
      return ValueSet{set->variable, full(set->variable) & ~set->values};
    }
    if (node.op != Op::equal || !terms_.is_constant(node.b)) return std::nullopt;
    const auto id = variable(terms_[node.a]);
    const std::int32_t value = terms_[node.b].value;
    if (!id || value < 0 || value >= static_cast<std::int32_t>(variables_[*id].size)) return std::nullopt;
    return ValueSet{*id, std::uint64_t{1} << value};
  }

  void read(Term term, Cube& cube) const {
    const TermNode& node = terms_[term];
    if (node.op == Op::all) {
      read(node.a, cube);
      read(node.b, cube);
    } else if (const auto set = as_set(term)) {
      const auto [place, fresh] = cube.sets.try_emplace(set->variable, set->values);
      if (!fresh) place->second &= set->values;
    } else if (!terms_.is_true(term)) {
      cube.rest.insert(term.index);
    }
  }

  static std::set<VariableId> variables_of(const std::set<Cube>& cubes) {
    std::set<VariableId> found;
    for (const Cube& cube : cubes) {
      for (const auto& [variable, values] : cube.sets) found.insert(variable);
    }
    return found;
  }

  std::set<Cube> merged(const std::set<Cube>& cubes, VariableId variable) const {
    std::map<Cube, std::uint64_t> unions;  // by what they say of the other variables
    for (Cube cube : cubes) {
      const auto own = cube.sets.find(variable);
      const std::uint64_t values = own == cube.sets.end() ? full(variable) : own->second;
      if (own != cube.sets.end()) cube.sets.erase(own);
      unions[std::move(cube)] |= values;
    }
    std::set<Cube> result;
    for (auto& [others, values] : unions) {
      Cube cube = others;
      if (values != full(variable)) cube.sets[variable] = values;
      result.insert(std::move(cube));
    }
    return result;
  }

  Term term_of(const Cube& cube) {
    std::vector<Term> parts;
    for (const auto& [variable, values] : cube.sets)
      parts.push_back(terms_.member(variable, values, variables_[variable].size));
    for (const std::uint32_t index : cube.rest) parts.push_back(Term{index});
    return all_of(parts, terms_);
  }

  const std::vector<Variable>& variables_;
  Terms& terms_;
};

template <class Join>
Term joined(std::span<const Term> parts, const Join& join) {
  if (parts.size() == 1) return parts.front();
  const std::size_t half = parts.size() / 2;
  return join(joined(parts.first(half), join), joined(parts.subspan(half), join));
}

}  // namespace

Term one_of(const std::vector<Term>& guards, const std::vector<Variable>& variables, Terms& terms) {
  return Merger(variables, terms).merge(guards);
}

Term all_of(const std::vector<Term>& parts, Terms& terms) {
  if (parts.empty()) return terms.truth(true);
  return joined(std::span(parts), [&terms](Term a, Term b) { return terms.all(a, b); });
}

Term any_of(const std::vector<Term>& parts, Terms& terms) {
  if (parts.empty()) return terms.truth(false);
  return joined(std::span(parts), [&terms](Term a, Term b) { return terms.any(a, b); });
}

}  // namespace walkcheck::symbolic
