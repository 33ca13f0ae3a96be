#include "checker/symbolic/bmc.hpp"

#include <new>

#include <fmt/format.h>

namespace walkcheck::symbolic {

void within(Watch& watch, const std::function<void()>& work) {
  try {
    work();
  } catch (const z3::exception& error) {
    watch.gave_up(error.msg());
  } catch (const std::bad_alloc&) {
    watch.stop("the machine has no more memory to give");
  }
}

Answer answer_of(std::string_view engine, const TransitionSystem& system, const Watch& watch, const Hunts* hunts) {
  Answer answer;
  answer.engine = engine;
  answer.statistics.depth = hunts && hunts->seen() ? *hunts->seen() + 1 : 0;
  answer.statistics.bytes = watch.bytes();
  answer.statistics.seconds = watch.seconds();
  if (watch.stopped()) {
    answer.stopped =
        fmt::format("{}: all runs of less than {} rules were looked at", watch.cause(), answer.statistics.depth);
  }
  for (std::size_t i = 0; i < system->properties.size(); ++i) {
    const auto decision = hunts ? hunts->decision(i) : std::nullopt;
    if (decision)
      answer.verdicts.push_back(*decision);
    else
      answer.verdicts.push_back(hunts ? hunts->indecision(i) : Verdict{Status::unknown, std::nullopt, *answer.stopped});
  }
  return answer;
}

Answer bmc(const TransitionSystem& system, const Limits& limits, Observer* observer) {
  Watch watch(limits, observer);
  std::optional<Hunts> hunts;
  within(watch, [&] {
    hunts.emplace(system, watch);
    while (hunts->advance()) {
    }
  });
  return answer_of("bmc", system, watch, hunts ? &*hunts : nullptr);
}

}  // namespace walkcheck::symbolic
