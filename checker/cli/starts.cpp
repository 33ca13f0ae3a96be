#include "checker/cli/starts.hpp"

#include "checker/explore/start_states.hpp"

namespace walkcheck {

Starts starts_of(const SystemDraft& system, const std::function<bool(std::span<const Value>)>& admits) {
  const exploration::CompiledSystem compiled(system);
  Starts starts;
  exploration::for_each_start(
      compiled,
      [&](const std::uint64_t* packed) {
        auto state = compiled.layout.unpack(packed);
        if (!admits(state)) return true;
        starts.more = starts.states.size() == most_starts;
        if (!starts.more) starts.states.push_back(std::move(state));
        return !starts.more;
      },
      [] { return true; });
  return starts;
}

}  // namespace walkcheck
