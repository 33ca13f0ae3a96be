#include <algorithm>
#include <set>

#include "model/meaning/checks.hpp"

namespace walkcheck {

namespace {

std::vector<std::string> strings(const auto& views) { return {std::begin(views), std::end(views)}; }

class RivalCheck {
 public:
  explicit RivalCheck(CheckContext context) : model_(context.model), diagnostics_(context.diagnostics) {}

  void add(const tree::RivalDeclaration& declaration) {
    const auto level = model_.level(declaration.level.text);
    if (!level) {
      std::vector<std::string> known;
      for (const Level& each : model_.levels) known.push_back(each.name);
      report_unknown(diagnostics_, "level", declaration.level, known);
      return;
    }
    Rival rival;
    rival.name = declaration.name.text;
    rival.shown = declaration.shown ? declaration.shown->text : rival.name;
    rival.level = *level;
    rival.form = declaration.form;
    rival.span = declaration.name.span;
    if (declaration.description) rival.description = declaration.description->text;
    for (const tree::RivalStage& stage : declaration.stages) rival.stages.push_back(read_stage(stage, *level));
    read_conditions(declaration, rival);
    if (!model_.rivals.emplace(rival.name, rival).second) {
      diagnostics_.report("duplicate-name", declaration.name.span, "rival '" + rival.name + "' is declared twice");
    }
  }

 private:
  RivalStage read_stage(const tree::RivalStage& stage, LevelId level) {
    RivalStage result;
    for (const tree::Name& state : stage.states) {
      const auto index = model_.levels[level].state(state.text);
      if (!index) {
        report_unknown(diagnostics_, "state", state, model_.levels[level].states);
      } else {
        result.states.push_back(*index);
      }
    }
    if (stage.children) {
      if (level + 1 >= model_.levels.size()) {
        diagnostics_.report("bad-rival", stage.children->span, "a table of the last level has no tables below it");
        return result;
      }
      result.children = model_.levels[level + 1].state(stage.children->text);
      if (!result.children) report_unknown(diagnostics_, "state", *stage.children, model_.levels[level + 1].states);
    }
    return result;
  }

  std::optional<LockId> read_lock(const tree::Name& name) {
    const auto lock = model_.lock(name.text);
    std::vector<std::string> known;
    for (const Lock& each : model_.locks) known.push_back(each.name);
    if (!lock) report_unknown(diagnostics_, "lock", name, known);
    return lock;
  }

  void read_more_locks(const tree::RivalDeclaration& declaration, Rival& rival) {
    if (!declaration.also.empty() && declaration.form != tree::RivalDeclaration::Form::atomic) {
      diagnostics_.report("bad-rival", declaration.also.front().span,
                          "a rival that others can see in the middle of its row takes one lock",
                          "write the row with '->', or name the lock that the others take");
    }
    for (const tree::Name& name : declaration.also) {
      const auto lock = read_lock(name);
      if (!lock) continue;
      const auto same = [&](LockId other) { return model_.resolve(other, false) == model_.resolve(*lock, false); };
      if ((rival.lock && same(*rival.lock)) || std::any_of(rival.also.begin(), rival.also.end(), same))
        diagnostics_.report("bad-rival", name.span, "'" + name.text + "' is taken already");
      const auto& table = model_.locks[*lock].per_table;
      if (table && *table > rival.level + 1)
        diagnostics_.report(
            "bad-rival", name.span,
            "below one entry of " + model_.levels[rival.level].name + " there are several '" + name.text + "'",
            "a row takes the lock of the table below its entry at most");
      rival.also.push_back(*lock);
    }
  }

  void read_after(const tree::RivalDeclaration& declaration, Rival& rival) {
    if (!declaration.after) return;
    rival.after = read_lock(*declaration.after);
    if (!rival.after) return;
    const Span where = declaration.after->span;
    const auto is_table = [](const RivalStage& stage) {
      return std::find(stage.states.begin(), stage.states.end(), std::size_t{1}) != stage.states.end();
    };
    if (declaration.form != tree::RivalDeclaration::Form::atomic || rival.level + 1 >= model_.levels.size() ||
        !is_table(rival.stages.front()))
      diagnostics_.report("bad-rival", where, "rival '" + rival.name + "' takes no table away in one step",
                          "'frees after' belongs to a row such as: table -> none");
    if (model_.locks[*rival.after].per_table)
      diagnostics_.report("bad-rival", where, "'" + declaration.after->text + "' goes with its table",
                          "name a lock of the mm, such as: lock rcu per mm");
  }

  void read_conditions(const tree::RivalDeclaration& declaration, Rival& rival) {
    if (declaration.lock) rival.lock = read_lock(*declaration.lock);
    read_more_locks(declaration, rival);
    read_after(declaration, rival);
    if (declaration.form == tree::RivalDeclaration::Form::staged && !declaration.lock) {
      diagnostics_.report("bad-rival", declaration.name.span,
                          "rival '" + rival.name + "' has a middle state but takes no lock",
                          "without a lock write: sees STATES ~ stores STATE");
    }
    for (const tree::Name& kind : declaration.vmas) {
      const auto vma = model_.vma(kind.text);
      if (!vma) {
        report_unknown(diagnostics_, "vma", kind, model_.vmas);
      } else {
        rival.vmas.push_back(*vma);
      }
    }
    for (const tree::Name& mode : declaration.modes) {
      if (std::find(std::begin(mmap_modes), std::end(mmap_modes), mode.text) == std::end(mmap_modes)) {
        report_unknown(diagnostics_, "mode", mode, strings(mmap_modes));
      }
      rival.modes.push_back(mode.text);
    }
  }

  Model& model_;
  Diagnostics& diagnostics_;
};

/// Groups are written out in full, whatever the order of their declarations.
class GroupCheck {
 public:
  explicit GroupCheck(CheckContext context) : model_(context.model), diagnostics_(context.diagnostics) {
    for (const tree::File& file : model_.files) {
      for (const tree::Declaration& declaration : file.declarations) {
        const auto* group = std::get_if<tree::GroupDeclaration>(&declaration.what);
        if (group == nullptr) continue;
        if (model_.rivals.contains(group->name.text) || !groups_.emplace(group->name.text, group).second) {
          diagnostics_.report("duplicate-name", group->name.span,
                              "'" + group->name.text + "' is already the name of a rival or a group");
        }
      }
    }
  }

  void build_all() {
    for (const auto& [name, group] : groups_) build(name);
  }

 private:
  const std::vector<std::string>* build(const std::string& name) {
    const auto known = model_.groups.find(name);
    if (known != model_.groups.end()) return &known->second;
    const auto group = groups_.find(name);
    if (group == groups_.end() || !under_way_.insert(name).second) return nullptr;
    std::vector<std::string> members;
    for (const tree::Name& member : group->second->members) {
      for (const std::string& rival : expand(member)) {
        if (std::find(members.begin(), members.end(), rival) == members.end()) members.push_back(rival);
      }
    }
    for (const tree::Name& without : group->second->without) {
      for (const std::string& rival : expand(without)) std::erase(members, rival);
    }
    under_way_.erase(name);
    return &model_.groups.emplace(name, std::move(members)).first->second;
  }

  std::vector<std::string> expand(const tree::Name& member) {
    if (model_.rivals.contains(member.text)) return {member.text};
    if (const auto* group = build(member.text)) return *group;
    std::vector<std::string> known;
    for (const auto& [name, rival] : model_.rivals) known.push_back(name);
    for (const auto& [name, group] : groups_) known.push_back(name);
    report_unknown(diagnostics_, "rival", member, known);
    return {};
  }

  Model& model_;
  Diagnostics& diagnostics_;
  std::map<std::string, const tree::GroupDeclaration*> groups_;
  std::set<std::string> under_way_;
};

}  // namespace

void check_rivals(CheckContext context) {
  RivalCheck rivals(context);
  for (const tree::File& file : context.model.files) {
    for (const tree::Declaration& declaration : file.declarations) {
      if (const auto* rival = std::get_if<tree::RivalDeclaration>(&declaration.what)) rivals.add(*rival);
    }
  }
  GroupCheck(context).build_all();
}

}  // namespace walkcheck
