#include "checker/explore/start_states.hpp"

#include <algorithm>
#include <vector>

namespace walkcheck::exploration {

namespace {

constexpr std::uint64_t kStepsBetweenQuestions = 16384;

/// Per term, one more than the last variable that it asks for; 0 if it asks for none.
std::vector<std::uint32_t> last_variables(const Terms& terms) {
  std::vector<std::uint32_t> last(terms.size());
  for (std::uint32_t index = 0; index < terms.size(); ++index) {
    const TermNode& node = terms[Term{index}];
    const bool names_one = node.op == Op::variable || node.op == Op::member;
    if (names_one)
      last[index] = static_cast<std::uint32_t>(node.value) + 1;
    else if (node.op != Op::constant)
      last[index] = std::max({last[node.a.index], last[node.b.index], last[node.c.index]});
  }
  return last;
}

}  // namespace

bool for_each_start(const CompiledSystem& compiled, const std::function<bool(const std::uint64_t*)>& found,
                    const std::function<bool()>& alive) {
  const SystemDraft& system = compiled.system;
  const std::size_t count = system.variables.size();
  std::vector<std::vector<const Condition*>> due(count + 1);  // by the number of variables that have values
  const std::vector<std::uint32_t> last = last_variables(system.terms);
  for (std::size_t i = 0; i < system.initial.size(); ++i) {
    due[last[system.initial[i].index]].push_back(&compiled.initial[i]);
  }
  std::vector<std::uint64_t> state(compiled.layout.words);
  std::vector<std::int32_t> scratch(compiled.code.registers + 1);
  const auto admitted = [&](std::size_t assigned) {
    return std::all_of(due[assigned].begin(), due[assigned].end(), [&](const Condition* condition) {
      return compiled.code.holds(*condition, state.data(), scratch.data());
    });
  };
  if (!admitted(0)) return true;
  // next[i] is the value that variable i is given next.
  std::vector<std::uint32_t> next(count);
  std::uint64_t steps = 0;
  std::size_t at = 0;
  while (true) {
    if (++steps % kStepsBetweenQuestions == 0 && !alive()) return false;
    if (at == count) {
      if (!found(state.data())) return false;
    } else if (next[at] < system.variables[at].size) {
      compiled.layout.fields[at].set(state.data(), next[at]++);
      if (admitted(at + 1)) ++at;
      continue;
    } else {
      next[at] = 0;
    }
    if (at == 0) return true;
    --at;
  }
}

}  // namespace walkcheck::exploration
