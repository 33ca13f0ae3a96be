#include "checker/explore/judge.hpp"

#include <algorithm>

namespace walkcheck::exploration {

Judge::Judge(const CompiledSystem& compiled)
    : compiled_(compiled), watched_(compiled.rules.size()), counts_(compiled.counters.size()) {
  const std::vector<Property>& properties = compiled.system.properties;
  breaches_.resize(properties.size());
  for (std::uint32_t i = 0; i < properties.size(); ++i) {
    const CompiledProperty& conditions = compiled.properties[i];
    witnessed_.push_back(!properties[i].witness_state && !properties[i].witness_mark);
    if (conditions.bad_state) state_watches_.push_back({i, What::bad, *conditions.bad_state});
    if (conditions.witness_state) state_watches_.push_back({i, What::witness, *conditions.witness_state});
    if (properties[i].bad_mark) mark_watches_.push_back({i, What::bad, *properties[i].bad_mark});
    if (properties[i].witness_mark) mark_watches_.push_back({i, What::witness, *properties[i].witness_mark});
  }
  forget_decided();
}

void Judge::look_at(const std::uint64_t* state, std::uint32_t index, std::int32_t* scratch) {
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    if (compiled_.code.holds(compiled_.counters[i], state, scratch)) ++counts_[i];
  }
  bool decided = false;
  for (const StateWatch& watch : state_watches_) {
    if (!compiled_.code.holds(watch.condition, state, scratch)) continue;
    decide(watch.property, watch.what, {index, std::nullopt});
    decided = true;
  }
  if (decided) forget_decided();
}

void Judge::see_firing(std::uint32_t rule, const std::uint64_t* state, std::uint32_t index, std::int32_t* scratch) {
  bool decided = false;
  for (const CompiledMark& mark : compiled_.marks[rule]) {
    const auto cares = [&mark](const MarkWatch& watch) { return watch.mark == mark.id; };
    if (std::none_of(mark_watches_.begin(), mark_watches_.end(), cares)) continue;
    if (!compiled_.code.holds(mark.when, state, scratch)) continue;
    for (const MarkWatch& watch : mark_watches_) {
      if (cares(watch)) decide(watch.property, watch.what, {index, rule});
    }
    decided = true;
  }
  if (decided) forget_decided();
}

void Judge::decide(std::uint32_t property, What what, const Breach& breach) {
  if (what == What::witness)
    witnessed_[property] = true;
  else if (!breaches_[property])
    breaches_[property] = breach;
}

void Judge::forget_decided() {
  const auto decided = [this](const auto& watch) {
    return breaches_[watch.property] || (watch.what == What::witness && witnessed_[watch.property]);
  };
  std::erase_if(state_watches_, decided);
  std::erase_if(mark_watches_, decided);
  for (std::size_t rule = 0; rule < watched_.size(); ++rule) {
    const auto& marks = compiled_.marks[rule];
    watched_[rule] = std::any_of(marks.begin(), marks.end(), [this](const CompiledMark& mark) {
      return std::any_of(mark_watches_.begin(), mark_watches_.end(),
                         [&mark](const MarkWatch& watch) { return watch.mark == mark.id; });
    });
  }
}

}  // namespace walkcheck::exploration
