// Termination, level by level: left alone, the walk jumps back to one label at one entry a limited number of times.
// Each circle of the walker's steps goes through a jump back or to the next entry of a table, and tables are finite:
// bounds on all jumps bound the walk (lexicographically, from the root's cursor down).

#include <set>

#include "model/system/transforms.hpp"

namespace walkcheck {

namespace {

class LeftAlone {
 public:
  LeftAlone(const SystemDraft& system, const std::vector<std::uint32_t>& at_most) : draft_(system), at_most_(at_most) {}

  SystemDraft make() {
    add_variables();
    draft_.properties.assign(1, {"goes on", Property::Kind::safety, {}, draft_.marks, {}, {}, "", ""});
    draft_.counters.clear();
    beyond_ = draft_.marks++;
    for (Rule& rule : draft_.rules) limit(rule);
    draft_.rules.push_back(everybody_stops());
    return std::move(draft_);
  }

 private:
  [[nodiscard]] Term is(VariableId id, std::uint32_t value) {
    return draft_.terms.equal(draft_.terms.variable(id), draft_.terms.constant(static_cast<std::int32_t>(value)));
  }

  void add_variables() {
    alone_ = add("alone", 2);
    for (RetryId retry = 0; retry < draft_.retries.size(); ++retry)
      counts_.push_back(add("jumps to " + draft_.retries[retry].name, at_most_.at(retry) + 1));
  }

  VariableId add(const std::string& name, std::uint32_t size) {
    draft_.variables.push_back({name, size, nullptr, Variable::Kind::observer, {}});
    const auto id = static_cast<VariableId>(draft_.variables.size() - 1);
    draft_.initial.push_back(is(id, 0));
    return id;
  }

  void limit(Rule& rule) {
    Terms& terms = draft_.terms;
    if (rule.actor == Actor::rival) {
      rule.guard = terms.all(rule.guard, is(alone_, 0));
      return;
    }
    const std::set<RetryId> leaves(rule.leaves.begin(), rule.leaves.end());
    for (const RetryId left : leaves) {
      if (rule.retry != left) rule.updates.push_back({counts_[left], terms.constant(0)});
    }
    if (!rule.retry) return;
    const VariableId count = counts_[*rule.retry];
    const auto most = static_cast<std::int32_t>(at_most_[*rule.retry]);
    const Term before = leaves.contains(*rule.retry) ? terms.constant(0) : terms.variable(count);
    const Term full = terms.equal(before, terms.constant(most));
    const Term more = terms.choose(full, before, terms.arithmetic(Op::add, before, terms.constant(1)));
    rule.updates.push_back({count, terms.choose(is(alone_, 1), more, terms.constant(0))});
    rule.marks.push_back({beyond_, terms.all(is(alone_, 1), full)});
  }

  Rule everybody_stops() {
    Rule rule;
    rule.name = "everybody else stops";
    rule.actor = Actor::rival;
    rule.group = static_cast<std::uint32_t>(draft_.groups.size());
    draft_.groups.push_back({rule.name, {}});
    rule.guard = is(alone_, 0);
    if (draft_.quiet) rule.guard = draft_.terms.all(rule.guard, *draft_.quiet);
    rule.updates.push_back({alone_, draft_.terms.constant(1)});
    return rule;
  }

  SystemDraft draft_;
  const std::vector<std::uint32_t>& at_most_;
  VariableId alone_ = 0;
  std::vector<VariableId> counts_;
  MarkId beyond_ = 0;
};

}  // namespace

TransitionSystem left_alone(const TransitionSystem& system, const std::vector<std::uint32_t>& at_most) {
  return seal(LeftAlone(*system, at_most).make());
}

}  // namespace walkcheck
