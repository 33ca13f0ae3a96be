#include "checker/explore/explore.hpp"

#include <array>

#include <fmt/format.h>

#include "checker/explore/search.hpp"

namespace walkcheck {

namespace {

using exploration::CompiledSystem;
using exploration::Search;

template <std::size_t Words>
Answer search(const CompiledSystem& compiled, const Limits& limits, Observer* observer, ReachableStates* states) {
  Search<Words> search(compiled, limits, observer);
  Answer answer = search.run();
  if (states != nullptr && !answer.stopped) *states = search.states();
  return answer;
}

struct Width {
  std::uint32_t words;
  Answer (*search)(const CompiledSystem& compiled, const Limits& limits, Observer* observer, ReachableStates* states);
};

constexpr std::array kWidths = {Width{1, search<1>}, Width{2, search<2>}, Width{3, search<3>},   Width{4, search<4>},
                                Width{6, search<6>}, Width{8, search<8>}, Width{12, search<12>}, Width{16, search<16>}};

Answer too_wide(const SystemDraft& system, std::uint32_t words) {
  Answer answer;
  answer.engine = "explore";
  answer.counts.resize(system.counters.size());
  answer.fired.resize(system.rules.size());
  answer.stopped =
      fmt::format("a state takes {} words of 64 bits, the search holds at most {}", words, kWidths.back().words);
  answer.verdicts.resize(system.properties.size(), {Status::unknown, std::nullopt, *answer.stopped});
  return answer;
}

Answer search_in_width(const TransitionSystem& system, const Limits& limits, Observer* observer,
                       ReachableStates* states) {
  const CompiledSystem compiled(*system);
  for (const Width& width : kWidths) {
    if (width.words >= compiled.layout.words) return width.search(compiled, limits, observer, states);
  }
  return too_wide(*system, compiled.layout.words);
}

}  // namespace

Answer explore(const TransitionSystem& system, const Limits& limits, Observer* observer) {
  return search_in_width(system, limits, observer, nullptr);
}

Explored explore_states(const TransitionSystem& system, const Limits& limits, Observer* observer) {
  ReachableStates states;
  Answer answer = search_in_width(system, limits, observer, &states);
  if (answer.stopped) return {std::move(answer), std::nullopt};
  return {std::move(answer), std::move(states)};
}

}  // namespace walkcheck
