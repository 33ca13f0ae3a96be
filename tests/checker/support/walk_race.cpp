#include "tests/checker/support/walk_race.hpp"

#include <initializer_list>
#include <string>
#include <utility>

#include <fmt/format.h>

namespace walkcheck::testing {

namespace {

enum EntryState : std::int32_t { kNothing, kTable, kLeaf, kNonpresent };
enum Step : std::int32_t { kRead, kCallback, kSplit, kReread, kNext, kDone, kError };

class Race {
 public:
  explicit Race(std::vector<std::uint32_t> entries) : entries_(std::move(entries)) {}

  SystemDraft make() {
    declare();
    for (std::uint32_t level = 0; level < entries_.size(); ++level) {
      for (std::uint32_t index = 0; index < counts_[level]; ++index) walker(level, index);
    }
    for (std::uint32_t level = 0; level < entries_.size(); ++level) {
      for (std::uint32_t index = 0; index < counts_[level]; ++index) mutators(level, index);
    }
    system_.counters = {{"ERR", is(pc_, kError)}, {"DONE", is(pc_, kDone)}};
    return std::move(system_);
  }

 private:
  struct Assignment {
    VariableId variable;
    std::int32_t value;
  };

  void declare() {
    system_.name = "walk_race";
    std::uint32_t count = 1;
    for (std::uint32_t level = 0; level < entries_.size(); ++level) {
      first_.push_back(static_cast<std::uint32_t>(system_.variables.size()));
      counts_.push_back(count *= entries_[level]);
      const std::uint32_t states = level + 1 < entries_.size() ? 4 : 3;
      for (std::uint32_t i = 0; i < count; ++i) variable(fmt::format("e{}[{}]", level, i), states);
    }
    pc_ = variable("pc", 7);
    level_ = variable("l", static_cast<std::uint32_t>(entries_.size()));
    index_ = variable("k", count);
    seen_ = variable("val", 4);
  }

  VariableId variable(std::string name, std::uint32_t size) {
    Variable variable;
    variable.name = std::move(name);
    variable.size = size;
    system_.variables.push_back(variable);
    const auto id = static_cast<VariableId>(system_.variables.size() - 1);
    system_.initial.push_back(is(id, 0));
    return id;
  }

  Term is(VariableId variable, std::int32_t value) {
    return system_.terms.equal(system_.terms.variable(variable), system_.terms.constant(value));
  }
  Term is_not(VariableId variable, std::int32_t value) { return system_.terms.negate(is(variable, value)); }
  Term both(Term a, Term b) { return system_.terms.all(a, b); }
  bool is_last(std::uint32_t level) const { return level + 1 == entries_.size(); }

  Rule& rule(std::string name, Term guard, std::initializer_list<Assignment> assignments) {
    Rule rule;
    rule.name = std::move(name);
    rule.guard = guard;
    for (const auto& [variable, value] : assignments) rule.updates.push_back({variable, system_.terms.constant(value)});
    system_.rules.push_back(std::move(rule));
    return system_.rules.back();
  }

  void walker(std::uint32_t level, std::uint32_t index) {
    const VariableId entry = first_[level] + index;
    const Term here = both(is(level_, static_cast<std::int32_t>(level)), is(index_, static_cast<std::int32_t>(index)));
    const auto at = [&](Step step) { return both(is(pc_, step), here); };
    rule("read hole", both(at(kRead), is(entry, kNothing)), {{pc_, kNext}});
    rule("read entry", both(at(kRead), is_not(entry, kNothing)), {{pc_, kCallback}})
        .updates.push_back({seen_, system_.terms.variable(entry)});
    rule("CONTINUE", at(kCallback), {{seen_, 0}, {pc_, kNext}});
    if (!is_last(level)) rule("SUBTREE", at(kCallback), {{seen_, 0}, {pc_, kSplit}});
    rule("AGAIN", both(at(kCallback), system_.terms.any(is(entry, kNothing), is(entry, kLeaf))),
         {{seen_, 0}, {pc_, kRead}});
    if (!is_last(level)) {
      rule("split to none", both(at(kSplit), is(entry, kLeaf)), {{entry, kNothing}, {pc_, kReread}});
      rule("split to table", both(at(kSplit), is(entry, kLeaf)), {{entry, kTable}, {pc_, kReread}});
      rule("split nothing", both(at(kSplit), is_not(entry, kLeaf)), {{pc_, kReread}});
      rule("again", both(at(kReread), is(entry, kNothing)), {{pc_, kRead}});
      const auto child = static_cast<std::int32_t>(index * entries_[level + 1]);
      rule("descend", both(at(kReread), is(entry, kTable)),
           {{level_, static_cast<std::int32_t>(level) + 1}, {index_, child}, {pc_, kRead}});
      rule("ERR", both(at(kReread), both(is_not(entry, kNothing), is_not(entry, kTable))), {{pc_, kError}});
    }
    next(level, index, at(kNext));
  }

  void next(std::uint32_t level, std::uint32_t index, Term guard) {
    if ((index + 1) % entries_[level] != 0)
      rule("sibling", guard, {{index_, static_cast<std::int32_t>(index) + 1}, {pc_, kRead}});
    else if (level == 0)
      rule("done", guard, {{index_, 0}, {pc_, kDone}});
    else
      rule("pop", guard,
           {{index_, static_cast<std::int32_t>(index / entries_[level])},
            {level_, static_cast<std::int32_t>(level) - 1}});
  }

  void mutators(std::uint32_t level, std::uint32_t index) {
    const VariableId entry = first_[level] + index;
    const Term parent =
        level == 0 ? system_.terms.truth(true) : is(first_[level - 1] + index / entries_[level], kTable);
    const auto mutate = [&](EntryState from, EntryState to) {
      rule("mutate", both(parent, is(entry, from)), {{entry, to}}).actor = Actor::rival;
    };
    mutate(kNothing, kLeaf);
    mutate(kLeaf, kNothing);
    if (is_last(level)) return;
    mutate(kNothing, kTable);
    mutate(kLeaf, kNonpresent);
    mutate(kNonpresent, kLeaf);
  }

  std::vector<std::uint32_t> entries_;
  std::vector<std::uint32_t> first_, counts_;
  SystemDraft system_;
  VariableId pc_ = 0, level_ = 0, index_ = 0, seen_ = 0;
};

}  // namespace

SystemDraft walk_race(const std::vector<std::uint32_t>& entries) { return Race(entries).make(); }

}  // namespace walkcheck::testing
