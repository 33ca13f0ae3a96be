// Small systems with notes, and results made of them.
#pragma once

#include <algorithm>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "checker/report/result.hpp"
#include "checker/report/wrap.hpp"

namespace walkcheck::testing {

inline ValueNames names(std::vector<std::string> values) {
  return std::make_shared<const std::vector<std::string>>(std::move(values));
}

inline Origin at(std::uint32_t line, std::string step, std::string function) {
  return {"model/walk.walk", line, 1, std::move(step), std::move(function)};
}

/// Adds rules one after the other, each enabled where the counter of variable 0 stands at its own number.
class Script {
 public:
  explicit Script(std::vector<Variable> variables) {
    draft_.name = "script";
    draft_.variables = {{"at", 64, nullptr, Variable::Kind::control, {}}};
    draft_.variables.insert(draft_.variables.end(), variables.begin(), variables.end());
    draft_.groups = {{"pagewalk_v17", at(1, "", "")}, {"huge_fault", at(2, "", "")}};
    draft_.properties.emplace_back().name = "p";
    draft_.properties.back().bad_state = terms().truth(false);
  }

  Terms& terms() { return draft_.terms; }
  SystemDraft& draft() { return draft_; }

  Note note(const std::string& step, const std::string& function, std::string text,
            std::vector<VariableId> shown = {}) {
    Note made{at(10, step, function), std::move(text), {}};
    for (const auto id : shown) made.values.push_back({terms().variable(id), draft_.variables[id].values});
    return made;
  }

  void rule(Actor actor, std::vector<Note> notes, std::vector<std::pair<VariableId, Value>> writes = {}) {
    Rule made;
    made.name = "rule " + std::to_string(draft_.rules.size());
    made.actor = actor;
    made.group = actor == Actor::rival ? 1 : 0;
    if (!notes.empty()) made.origin = notes.front().origin;
    const auto number = static_cast<std::int32_t>(draft_.rules.size());
    made.guard = terms().equal(terms().variable(0), terms().constant(number));
    made.updates = {{0, terms().constant(number + 1)}};
    for (const auto& [id, value] : writes) made.updates.push_back({id, terms().constant(value)});
    made.notes = std::move(notes);
    draft_.rules.push_back(std::move(made));
  }

  /// After its last rule the script goes on at this one.
  void loop_to(std::int32_t number) { draft_.rules.back().updates.front().value = terms().constant(number); }

  /// All rules in their order, from `start` (without the counter).
  [[nodiscard]] Evidence play(const std::vector<Value>& start, std::optional<std::size_t> loop_start = {}) const {
    Replayed replayed;
    replayed.trace.start = {0};
    replayed.trace.start.insert(replayed.trace.start.end(), start.begin(), start.end());
    replayed.trace.loop_start = loop_start;
    replayed.states = {replayed.trace.start};
    for (std::uint32_t rule = 0; rule < draft_.rules.size(); ++rule) {
      auto next = fire(draft_, rule, replayed.states.back());
      if (!next) throw std::logic_error("the script does not run");
      replayed.trace.rules.push_back(rule);
      replayed.states.push_back(std::move(*next));
    }
    return {std::make_shared<const TransitionSystem>(seal(draft_)), replayed};
  }

 private:
  SystemDraft draft_;
};

/// The race of a walker that splits a huge entry and then goes down without a second look.
inline Evidence pmd_only_race() {
  const auto states = names({"none", "table", "leaf", "forgotten"});
  Script script({{"pud[0]", 4, states, Variable::Kind::entry, Value{3}},
                 {"pud[1]", 4, states, Variable::Kind::entry, Value{3}},
                 {"vma", 3, names({"anon", "file", "dax"}), Variable::Kind::choice, {}}});
  const std::string pud = "walk_pud_range";
  script.rule(Actor::walker, {script.note("U1", pud, "pud is {}", {1})});
  script.rule(Actor::walker, {script.note("U6", pud, "split_huge_pud(): {} -> none", {1})}, {{1, 0}});
  script.rule(Actor::rival, {script.note("", "", "huge_fault: pud {} -> leaf", {1})}, {{1, 2}});
  script.rule(Actor::walker, {script.note("U7", pud, "pud is {}, not none", {1})});
  script.rule(Actor::walker, {});
  script.rule(Actor::walker, {script.note("U8", pud, "walk_pmd_range() on a {}", {1})});
  return script.play({2, 3, 2});
}

inline std::shared_ptr<Search> search(std::string scenario, std::string tables, std::string locks = "split") {
  auto made = std::make_shared<Search>();
  made->scenario = std::move(scenario);
  made->description = "The patch as posted";
  made->tables = std::move(tables);
  made->locks = std::move(locks);
  made->engine = "explore";
  made->complete = true;
  made->statistics = {12345, 67890, 42, 1 << 20, 0.25};
  return made;
}

inline Result result(std::shared_ptr<const Search> search, std::string property, Status verdict,
                     std::optional<std::string> expected = {}) {
  Result made;
  made.search = std::move(search);
  made.property = std::move(property);
  made.description = "What it says in words that an mm reviewer reads aloud.";
  made.file = "properties/v17/" + made.property + ".prop";
  made.verdict = verdict;
  made.expected = std::move(expected);
  return made;
}

inline std::size_t widest_line(const std::string& text) {
  std::size_t widest = 0;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) widest = std::max(widest, columns(line));
  return widest;
}

}  // namespace walkcheck::testing
