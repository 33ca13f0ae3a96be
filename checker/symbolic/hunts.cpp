#include "checker/symbolic/hunts.hpp"

#include <utility>

#include <fmt/format.h>

#include "model/system/transforms.hpp"

namespace walkcheck::symbolic {

namespace {

/// A lasso of n rules is a run of n + 1 rules of the system without cycles: the save is one.
constexpr std::uint32_t kSave = 1;

Trace lasso(const TransitionSystem& system, const Trace& closing) {
  Lasso found = lasso_of(system, closing.start, closing.rules);
  return {std::move(found.start), std::move(found.rules), found.loop_start};
}

}  // namespace

Hunts::Hunts(const TransitionSystem& system, Watch& watch) : system_(system), watch_(watch), runs_(system, watch) {
  const std::vector<Property>& properties = system->properties;
  for (std::size_t i = 0; i < properties.size(); ++i) {
    Aims aims;
    switch (properties[i].kind) {
      case Property::Kind::safety:
        aims.bad = runs_.look_for(bad(properties[i]));
        break;
      case Property::Kind::no_deadlock:
        aims.bad = runs_.look_for_deadlock();
        break;
      case Property::Kind::terminates:
        aims.bad = look_for_cycle();
        break;
    }
    const Target shown = witness(properties[i]);
    if (shown.state || shown.mark) aims.witness = runs_.look_for(shown);
    aims_.push_back(aims);
  }
}

/// One aim for all properties that ask for termination.
std::size_t Hunts::look_for_cycle() {
  if (!cycles_) {
    cyclic_.emplace(walkcheck::without_cycles(system_));
    cycles_.emplace(*cyclic_, watch_);
    cycles_->look_for(bad((*cyclic_)->properties.front()));
  }
  return 0;
}

bool Hunts::advance() {
  bool advanced = advance(runs_, 0);
  if (cycles_ && advance(*cycles_, kSave)) advanced = true;
  for (std::size_t i = 0; i < aims_.size(); ++i) {
    if (breach(i)) forget_witness(i);
  }
  return advanced;
}

bool Hunts::advance(Hunt& hunt, std::uint32_t extra) {
  const auto limit = watch_.max_depth();
  if (limit && hunt.seen() && *hunt.seen() >= std::uint64_t{*limit} + extra) return false;
  return hunt.advance();
}

bool Hunts::asks_for_end(std::size_t property) const {
  return system_->properties[property].kind == Property::Kind::terminates;
}

std::optional<Trace> Hunts::breach(std::size_t property) const {
  const auto& found = hunt(property).found(aims_[property].bad);
  return found && asks_for_end(property) ? lasso(system_, *found) : found;
}

bool Hunts::witnessed(std::size_t property) const {
  const auto& aim = aims_[property].witness;
  return !aim || runs_.found(*aim);
}

std::optional<Verdict> Hunts::decision(std::size_t property) const {
  if (auto trace = breach(property)) return Verdict{Status::violated, std::move(trace), {}};
  // A run that can be followed round a cycle has no end: where all runs end, there is none.
  if (!runs_.exhausted() && !hunt(property).exhausted()) return std::nullopt;
  if (!hunt(property).given_up(aims_[property].bad).empty()) return std::nullopt;
  if (runs_.nothing_starts() || hunt(property).nothing_starts())
    return Verdict{Status::vacuous, std::nullopt, "no state meets the start condition"};
  if (witnessed(property)) return Verdict{Status::holds, std::nullopt, {}};
  if (!runs_.exhausted()) return std::nullopt;
  return Verdict{Status::vacuous, std::nullopt, not_shown(system_->properties[property])};
}

std::optional<std::uint32_t> Hunts::clean(std::size_t property) const {
  const auto seen = hunt(property).seen();
  if (!seen || !asks_for_end(property)) return seen;
  return *seen < kSave ? 0 : *seen - kSave;
}

Verdict Hunts::indecision(std::size_t property) const {
  const std::string& given_up = hunt(property).given_up(aims_[property].bad);
  if (!given_up.empty()) return {Status::unknown, std::nullopt, given_up};
  const auto depth = clean(property);
  const std::string came =
      depth ? fmt::format("no run of at most {} rules breaks it", *depth) : "nothing was looked at";
  if (watch_.stopped()) {
    return {Status::unknown, std::nullopt, fmt::format("{}: {}", watch_.cause(), came)};
  }
  return {Status::bounded, std::nullopt, came, nullptr, depth};
}

void Hunts::forget_bad(std::size_t property) { hunt(property).drop(aims_[property].bad); }

void Hunts::forget_witness(std::size_t property) {
  if (aims_[property].witness) runs_.drop(*aims_[property].witness);
}

std::string not_shown(const Property& property) {
  return fmt::format("no reachable state or step shows {}",
                     property.witness.empty() ? "its witness" : property.witness);
}

}  // namespace walkcheck::symbolic
