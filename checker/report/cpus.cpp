#include "checker/report/cpus.hpp"

#include <algorithm>
#include <optional>

namespace walkcheck {
namespace {

constexpr VariableId no_entry = ~VariableId{0};

/// Steps of a rival's row at one entry that belong together.
struct Turn {
  std::uint32_t group = 0;
  VariableId entry = no_entry;
  std::vector<std::size_t> steps;
};

constexpr Value lock_of_walker = 1;

class Turns {
 public:
  explicit Turns(const Evidence& evidence) : system_(**evidence.system), run_(evidence.replayed) {
    for (std::size_t i = 0; i < run_.trace.rules.size(); ++i) {
      if (rule(i).actor == Actor::rival) add(i);
    }
  }

  [[nodiscard]] const std::vector<Turn>& all() const { return all_; }

 private:
  [[nodiscard]] const Rule& rule(std::size_t step) const { return system_.rules.at(run_.trace.rules[step]); }

  void add(std::size_t step) {
    const auto& notes = rule(step).notes;
    const VariableId entry = notes.empty() ? no_entry : notes.front().entry.value_or(no_entry);
    const auto last = std::find_if(all_.rbegin(), all_.rend(), [&](const Turn& turn) {
      return turn.group == rule(step).group && turn.entry == entry && (held_before(step) || saw(turn.steps.front()));
    });
    if (last == all_.rend()) {
      all_.push_back({rule(step).group, entry, {step}});
    } else {
      last->steps.push_back(step);
    }
  }

  /// Before the step a rival is in its critical section, which the step goes on with or ends.
  [[nodiscard]] bool held_before(std::size_t step) const {
    const auto& updates = rule(step).updates;
    return std::any_of(updates.begin(), updates.end(), [&](const Update& update) {
      return system_.variables[update.variable].kind == Variable::Kind::lock &&
             run_.states[step][update.variable] > lock_of_walker;
    });
  }

  /// The step only looks, for a store that comes later.
  [[nodiscard]] bool saw(std::size_t step) const {
    return !rule(step).notes.empty() && rule(step).notes.front().remark;
  }

  const SystemDraft& system_;
  const Replayed& run_;
  std::vector<Turn> all_;  // by their first step
};

}  // namespace

std::vector<std::size_t> cpus(const Evidence& evidence) {
  std::vector<std::size_t> found(evidence.replayed.trace.rules.size(), 0);
  const Turns turns(evidence);
  std::vector<std::size_t> busy_until;  // of CPU 1, 2, ...: its last step so far
  for (const Turn& turn : turns.all()) {
    std::size_t cpu = 0;
    while (cpu < busy_until.size() && busy_until[cpu] >= turn.steps.front()) ++cpu;
    if (cpu == busy_until.size()) busy_until.push_back(0);
    busy_until[cpu] = turn.steps.back();
    for (const std::size_t step : turn.steps) found[step] = cpu + 1;
  }
  return found;
}

}  // namespace walkcheck
