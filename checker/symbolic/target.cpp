#include "checker/symbolic/target.hpp"

#include <map>

#include "checker/symbolic/cubes.hpp"

namespace walkcheck::symbolic {

Term met_in(const SystemDraft& system, const Target& target, Terms& terms) {
  std::vector<Term> ways = {target.state.value_or(terms.truth(false))};
  std::map<std::uint32_t, std::vector<Term>> guards;  // by the condition of the mark
  for (const Rule& rule : system.rules) {
    for (const Mark& mark : rule.marks) {
      if (target.mark == mark.id) guards[mark.when.index].push_back(rule.guard);
    }
  }
  for (const auto& [when, enabled] : guards)
    ways.push_back(terms.all(Term{when}, one_of(enabled, system.variables, terms)));
  return any_of(ways, terms);
}

}  // namespace walkcheck::symbolic
