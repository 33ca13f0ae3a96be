#include <algorithm>
#include <set>

#include "model/meaning/checks.hpp"

namespace walkcheck {

namespace {

using tree::ScenarioDeclaration;

template <class Map>
std::vector<std::string> keys(const Map& map) {
  std::vector<std::string> names;
  for (const auto& [name, value] : map) names.push_back(name);
  return names;
}

class ScenarioCheck {
 public:
  explicit ScenarioCheck(CheckContext context) : model_(context.model), diagnostics_(context.diagnostics) {
    for (const tree::File& file : model_.files) {
      for (const tree::Declaration& declaration : file.declarations) {
        const auto* scenario = std::get_if<ScenarioDeclaration>(&declaration.what);
        if (scenario != nullptr && !declarations_.emplace(scenario->name.text, scenario).second) {
          diagnostics_.report("duplicate-name", scenario->name.span,
                              "scenario '" + scenario->name.text + "' is declared twice");
        }
      }
    }
  }

  void build_all() {
    for (const auto& [name, declaration] : declarations_) build(name);
  }

 private:
  const Scenario* build(const std::string& name) {
    const auto known = model_.scenarios.find(name);
    if (known != model_.scenarios.end()) return &known->second;
    const auto found = declarations_.find(name);
    if (found == declarations_.end() || !under_way_.insert(name).second) return nullptr;
    const ScenarioDeclaration& declaration = *found->second;
    Scenario scenario;
    if (declaration.base) {
      const Scenario* base = build(declaration.base->text);
      if (base == nullptr) {
        report_unknown(diagnostics_, "scenario", *declaration.base, keys(declarations_));
      } else {
        scenario = *base;
      }
    }
    scenario.name = name;
    scenario.span = declaration.name.span;
    if (declaration.description) scenario.description = declaration.description->text;
    read_walker(declaration, scenario);
    read_callbacks(declaration, scenario);
    read_surroundings(declaration, scenario);
    read_rivals(declaration, scenario);
    read_tables(declaration, scenario);
    require_parts(declaration, scenario);
    fit_tables(declaration, scenario);
    check_dead(declaration, scenario);
    under_way_.erase(name);
    return &model_.scenarios.emplace(name, std::move(scenario)).first->second;
  }

  void read_walker(const ScenarioDeclaration& declaration, Scenario& scenario) {
    if (!declaration.walker) return;
    scenario.walker = declaration.walker->text;
    if (!model_.walkers.contains(scenario.walker))
      report_unknown(diagnostics_, "walker", *declaration.walker, keys(model_.walkers));
  }

  void read_callbacks(const ScenarioDeclaration& declaration, Scenario& scenario) {
    for (const tree::Binding& binding : declaration.callbacks) {
      if (find_slot(binding.slot.text) == nullptr) {
        std::vector<std::string> known;
        for (const Slot& slot : slots) known.emplace_back(slot.name);
        report_unknown(diagnostics_, "slot", binding.slot, known);
        continue;
      }
      if (binding.procedure.text == "null") {
        scenario.callbacks.erase(binding.slot.text);
        continue;
      }
      const auto procedure = model_.procedures.find(binding.procedure.text);
      if (procedure == model_.procedures.end()) {
        report_unknown(diagnostics_, "callback", binding.procedure, keys(model_.procedures));
      } else if (procedure->second.slot != binding.slot.text) {
        diagnostics_.report("wrong-slot", binding.procedure.span,
                            "'" + binding.procedure.text + "' is " +
                                (procedure->second.slot.empty() ? std::string("no callback")
                                                                : "a callback for " + procedure->second.slot) +
                                ", not one for " + binding.slot.text);
      }
      scenario.callbacks[binding.slot.text] = binding.procedure.text;
    }
    for (const tree::Binding& binding : declaration.uses) read_use(binding, scenario);
  }

  void read_use(const tree::Binding& binding, Scenario& scenario) {
    const auto replaced = model_.procedures.find(binding.slot.text);
    const auto with = model_.procedures.find(binding.procedure.text);
    if (replaced == model_.procedures.end())
      report_unknown(diagnostics_, "primitive", binding.slot, keys(model_.procedures));
    if (with == model_.procedures.end())
      report_unknown(diagnostics_, "primitive", binding.procedure, keys(model_.procedures));
    if (replaced == model_.procedures.end() || with == model_.procedures.end()) return;
    const auto same = [](const EntryParameter& one, const EntryParameter& other) { return one.level == other.level; };
    const auto& one = replaced->second.parameters;
    const auto& other = with->second.parameters;
    if (!std::equal(one.begin(), one.end(), other.begin(), other.end(), same)) {
      diagnostics_.report("wrong-call", binding.procedure.span,
                          "'" + binding.procedure.text + "' takes other entries than '" + binding.slot.text + "'");
    }
    if (replaced->second.result != with->second.result || replaced->second.kind != with->second.kind) {
      diagnostics_.report("wrong-call", binding.procedure.span,
                          "'" + binding.procedure.text + "' returns something else than '" + binding.slot.text + "'");
    }
    scenario.uses[binding.slot.text] = binding.procedure.text;
  }

  void read_surroundings(const ScenarioDeclaration& declaration, Scenario& scenario) {
    if (declaration.mmap) {
      scenario.mmap = declaration.mmap->text;
      if (std::find(std::begin(mmap_modes), std::end(mmap_modes), scenario.mmap) == std::end(mmap_modes)) {
        report_unknown(diagnostics_, "mode", *declaration.mmap, {std::begin(mmap_modes), std::end(mmap_modes)});
      }
    }
    if (!declaration.vmas.empty()) scenario.vmas.clear();
    for (const tree::Name& kind : declaration.vmas) {
      const auto vma = model_.vma(kind.text);
      if (!vma) {
        report_unknown(diagnostics_, "vma", kind, model_.vmas);
      } else {
        scenario.vmas.push_back(*vma);
      }
    }
    if (!declaration.locks.empty()) scenario.locks.clear();
    for (const tree::Name& locks : declaration.locks) {
      if (locks.text != "split" && locks.text != "single")
        report_unknown(diagnostics_, "lock-configuration", locks, {"split", "single"});
      scenario.locks.push_back(locks.text);
    }
    if (!declaration.assumptions.empty()) scenario.assumptions.clear();
    for (const tree::Text& assumption : declaration.assumptions) scenario.assumptions.push_back(assumption.text);
    if (!declaration.dead.empty()) scenario.dead = declaration.dead;
    if (declaration.base && declaration.dead.empty()) scenario.dead.clear();
  }

  void read_rivals(const ScenarioDeclaration& declaration, Scenario& scenario) {
    if (!declaration.rivals.empty()) scenario.rivals.clear();
    for (const tree::Name& name : declaration.rivals) {
      for (const std::string& rival : expand(name)) {
        if (std::find(scenario.rivals.begin(), scenario.rivals.end(), rival) == scenario.rivals.end())
          scenario.rivals.push_back(rival);
      }
    }
    for (const tree::Name& name : declaration.without) {
      for (const std::string& rival : expand(name)) std::erase(scenario.rivals, rival);
    }
  }

  std::vector<std::string> expand(const tree::Name& name) {
    if (model_.rivals.contains(name.text)) return {name.text};
    if (const auto group = model_.groups.find(name.text); group != model_.groups.end()) return group->second;
    std::vector<std::string> known = keys(model_.rivals);
    for (const std::string& group : keys(model_.groups)) known.push_back(group);
    report_unknown(diagnostics_, "rival", name, known);
    return {};
  }

  void read_tables(const ScenarioDeclaration& declaration, Scenario& scenario) {
    if (!declaration.tables.empty()) scenario.tables.clear();
    for (const tree::TableSize& size : declaration.tables) {
      TableShape shape{size.on_request, size.any, std::vector<std::size_t>(model_.levels.size(), size.any ? 1 : 0), ""};
      if (size.any) shape.text = "any";
      std::size_t product = 1;
      for (const tree::TableLevel& part : size.levels) {
        const auto level = model_.level(part.level.text);
        if (!level) {
          std::vector<std::string> known;
          for (const Level& each : model_.levels) known.push_back(each.name);
          report_unknown(diagnostics_, "level", part.level, known);
          continue;
        }
        shape.any = !part.entries.has_value();
        if (shape.any == size.levels.front().entries.has_value()) {
          diagnostics_.report("bad-size", part.span, "some tables here have any size, others not",
                              "give each level a number of entries, or each 'any'");
        }
        const std::int64_t wanted = part.entries.value_or(1);
        if (wanted < 1 || wanted > 8) {
          diagnostics_.report("bad-size", part.span, "a table has 1 to 8 entries here, not " + std::to_string(wanted),
                              "two entries show what any number can do in nearly all cases; pud[any] speaks of all");
        }
        const auto entries = static_cast<std::size_t>(std::clamp<std::int64_t>(wanted, 1, 8));
        if (shape.entries[*level] != 0)
          diagnostics_.report("duplicate-name", part.span, "level " + part.level.text + " is given twice");
        shape.entries[*level] = entries;
        product *= entries;
        shape.text += (shape.text.empty() ? "" : " ") + part.level.text + "[" +
                      (shape.any ? "any" : std::to_string(entries)) + "]";
      }
      check_shape(size, shape, product);
      scenario.tables.push_back(std::move(shape));
    }
  }

  void check_shape(const tree::TableSize& size, const TableShape& shape, std::size_t product) {
    if (product > 32)
      diagnostics_.report("bad-size", size.span, "these tables have more than 32 entries at the last level");
    bool open = false;
    for (std::size_t level = 0; level < shape.entries.size(); ++level) {
      if (shape.entries[level] != 0) open = true;
      if (open && shape.entries[level] == 0) {
        diagnostics_.report(
            "bad-size", size.span,
            "level " + model_.levels[level].name + " lies below a level that is there, and cannot be folded",
            "give it entries: " + model_.levels[level].name + "[1]");
      }
    }
    if (!open) diagnostics_.report("bad-size", size.span, "these tables have no level");
  }

  /// The levels above those of the walker are folded: it has no text for them.
  void fit_tables(const ScenarioDeclaration& declaration, Scenario& scenario) {
    const auto walker = model_.walkers.find(scenario.walker);
    if (walker == model_.walkers.end()) return;
    const LevelId first = walker->second.first();
    for (TableShape& shape : scenario.tables) {
      for (LevelId level = 0; level < shape.entries.size(); ++level) {
        if (shape.text == "any") shape.entries[level] = level < first ? 0 : 1;
        if (level >= first || shape.entries[level] == 0) continue;
        diagnostics_.report("bad-size", declaration.name.span,
                            "walker '" + scenario.walker + "' has no level " + model_.levels[level].name +
                                ", of which the tables of this scenario have entries",
                            "its first level is " + model_.levels[first].name);
      }
    }
  }

  /// What is said to be dead must be there, or nobody would notice when it is renamed.
  void check_dead(const ScenarioDeclaration& declaration, const Scenario& scenario) {
    for (const tree::ExpectDead& dead : declaration.dead) {
      if (!dead.procedure) {
        auto groups = scenario.rivals;
        for (const auto& [slot, callback] : scenario.callbacks) groups.push_back(slot);
        if (std::find(groups.begin(), groups.end(), dead.what.text) == groups.end())
          report_unknown(diagnostics_, "rival", dead.what, groups);
        continue;
      }
      std::vector<std::string> steps;
      const auto add = [&](const tree::Block& block) {
        for (std::string& label : labels_of(block)) steps.push_back(std::move(label));
      };
      for (const auto& [name, procedure] : model_.procedures) {
        if (procedure.origin == dead.procedure->text || procedure.shown == dead.procedure->text) add(procedure.body);
      }
      if (const auto walker = model_.walkers.find(scenario.walker); walker != model_.walkers.end()) {
        for (const auto& [level, text] : walker->second.levels) {
          if (text.shown != dead.procedure->text) continue;
          for (const tree::Block* block : {&text.enter, &text.body, &text.leave}) add(*block);
        }
      }
      if (std::find(steps.begin(), steps.end(), dead.what.text) == steps.end()) {
        report_unknown(diagnostics_, "step", dead.what, steps);
      }
    }
  }

  void require_parts(const ScenarioDeclaration& declaration, Scenario& scenario) {
    const auto missing = [&](const std::string& what, const std::string& hint) {
      diagnostics_.report("missing-part", declaration.name.span, "scenario '" + scenario.name + "' has no " + what,
                          hint);
    };
    if (scenario.walker.empty()) missing("walker", "add: walker NAME");
    if (scenario.tables.empty()) missing("tables", "add: tables pud[2] pmd[1] pte[1]");
    if (scenario.vmas.empty() && declaration.vmas.empty()) missing("kind of vma", "add: vma anon, file, dax");
    if (scenario.locks.empty()) scenario.locks.emplace_back("split");
  }

  Model& model_;
  Diagnostics& diagnostics_;
  std::map<std::string, const ScenarioDeclaration*, std::less<>> declarations_;
  std::set<std::string> under_way_;
};

}  // namespace

void check_scenarios(CheckContext context) { ScenarioCheck(context).build_all(); }

}  // namespace walkcheck
