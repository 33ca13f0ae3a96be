// Every statement of every level, primitive and callback. A body is checked once as it is written, and once more for
// each combination of levels (of its entries, and of the deepest table that the walk has entered) with which some
// walker calls it.

#include <algorithm>
#include <deque>
#include <set>
#include <tuple>

#include "model/meaning/body_check.hpp"
#include "model/meaning/checks.hpp"
#include "model/meaning/visit.hpp"

namespace walkcheck {

namespace {

using Kind = tree::ProcedureDeclaration::Kind;

// Beyond it nobody has written the calls by hand.
constexpr std::size_t most_instances = 10'000;
constexpr std::size_t most_errors = 48;

Scope scope_of(const Model& model, const Procedure& procedure) {
  Scope scope;
  scope.model = &model;
  scope.values["action"] = {TypeKind::action, {}};
  for (const EntryParameter& parameter : procedure.parameters) scope.entries[parameter.name] = parameter.level;
  return scope;
}

/// Error codes are values of one variable, and a variable of many values cannot be taken apart.
void count_errors(CheckContext context) {
  std::set<std::string> codes;
  const auto count = [&](const tree::Block& block) {
    each_statement(block, [&](const tree::Statement& statement) {
      each_own_expression(statement, [&](const tree::Expression& e) {
        const std::size_t before = codes.size();
        if (const auto* code = std::get_if<tree::ErrorCode>(&e.what)) codes.insert(code->name);
        if (const auto* number = std::get_if<tree::Integer>(&e.what)) codes.insert(std::to_string(number->value));
        if (before == most_errors && codes.size() > before) {
          context.diagnostics.report("bad-size", e.span,
                                     "there are more than " + std::to_string(most_errors) + " error codes");
        }
      });
    });
  };
  for (const auto& [name, procedure] : context.model.procedures) count(procedure.body);
  for (const auto& [name, walker] : context.model.walkers) {
    for (const auto& [id, level] : walker.levels) {
      for (const tree::Block* block : {&level.enter, &level.body, &level.leave}) count(*block);
    }
  }
}

/// What each primitive returns. A callee comes before its caller, so there is no way around a call that leads to
/// itself.
class Results {
 public:
  explicit Results(CheckContext context) : model_(context.model), diagnostics_(context.diagnostics) {}

  /// False if something calls itself.
  bool fill() {
    for (auto& [name, procedure] : model_.procedures) fill(procedure);
    return !recursive_;
  }

 private:
  void fill(Procedure& procedure) {
    if (!done_.insert(procedure.name).second) return;
    under_way_.insert(procedure.name);
    each_call(procedure.body, [&](const tree::Call& call, Span) {
      for (Procedure* callee : callees(call)) {
        if (under_way_.contains(callee->name)) {
          recursive_ = true;
          diagnostics_.report("recursive", call.callee.span,
                              "'" + call.callee.text + "' leads back to '" + procedure.name + "', which calls it",
                              "bodies are written out where they are called");
        } else {
          fill(*callee);
        }
      }
    });
    under_way_.erase(procedure.name);
    Scope scope = scope_of(model_, procedure);
    declare_locals(procedure.body, scope, nullptr);
    procedure.result = procedure.kind == Kind::callback ? Type{TypeKind::error, {}} : result_of(procedure.body, scope);
  }

  std::vector<Procedure*> callees(const tree::Call& call) {
    std::vector<Procedure*> found;
    const bool is_slot = find_slot(call.callee.text) != nullptr;
    for (auto& [name, procedure] : model_.procedures) {
      if (is_slot ? procedure.slot == call.callee.text : name == call.callee.text) found.push_back(&procedure);
    }
    return found;
  }

  Model& model_;
  Diagnostics& diagnostics_;
  std::set<std::string> done_, under_way_;
  bool recursive_ = false;
};

class Bodies {
 public:
  explicit Bodies(CheckContext context) : model_(context.model), diagnostics_(context.diagnostics) {
    for (const tree::File& file : model_.files) {
      for (const tree::Declaration& declaration : file.declarations) {
        const auto* scenario = std::get_if<tree::ScenarioDeclaration>(&declaration.what);
        if (scenario == nullptr) continue;
        for (const tree::Binding& use : scenario->uses) stand_ins_.emplace(use.slot.text, use.procedure.text);
      }
    }
  }

  void as_written() {
    for (const auto& [name, procedure] : model_.procedures) {
      parameters(procedure);
      std::map<std::string, Span> labels;
      check_labels(procedure.body, labels, diagnostics_);
      body(procedure, scope_of(model_, procedure), std::nullopt);
      if (procedure.result.kind != TypeKind::nothing && !always_leaves(procedure.body)) {
        diagnostics_.report("missing-return", procedure.span,
                            "'" + name + "' may reach its end without returning " + describe(procedure.result),
                            "end it with a return");
      }
    }
    calls_.clear();
    for (const auto& [name, walker] : model_.walkers) {
      for (const auto& [id, level] : walker.levels) level_of(id, level);
    }
  }

  /// Follows the calls from the walkers on.
  void as_called() {
    while (!calls_.empty()) {
      const BodyCall call = std::move(calls_.front());
      calls_.pop_front();
      for (const Procedure* procedure : called(call.callee)) instance(*procedure, call);
      if (instances_.size() <= most_instances) continue;
      diagnostics_.report("too-large", called(call.callee).front()->span,
                          "the bodies call each other in too many ways");
      return;
    }
  }

 private:
  void parameters(const Procedure& procedure) {
    std::set<std::string> names;
    for (const EntryParameter& parameter : procedure.parameters) {
      if (parameter.name == "action" || parameter.name == "err" || !names.insert(parameter.name).second) {
        diagnostics_.report("duplicate-name", procedure.span,
                            "'" + procedure.name + "' has two parameters or words '" + parameter.name + "'");
      }
    }
  }

  void body(const Procedure& procedure, Scope scope, std::optional<LevelId> depth) {
    BodyCheck check(model_, diagnostics_, std::move(scope), depth);
    check.check(procedure.body, procedure.kind == Kind::callback ? BodyKind::callback : BodyKind::primitive,
                std::nullopt, procedure.result);
    calls_.insert(calls_.end(), check.calls().begin(), check.calls().end());
  }

  void level_of(LevelId id, const WalkerLevel& level) {
    Scope scope;
    scope.model = &model_;
    scope.entries["entry"] = id;
    scope.values = {{"err", {TypeKind::error, {}}}, {"action", {TypeKind::action, {}}}};
    BodyCheck check(model_, diagnostics_, std::move(scope), id);
    std::map<std::string, Span> labels;
    for (const tree::Block* block : {&level.enter, &level.body, &level.leave}) {
      check_labels(*block, labels, diagnostics_);
      check.check(*block, block == &level.body ? BodyKind::steps : BodyKind::edge, id, {});
    }
    calls_.insert(calls_.end(), check.calls().begin(), check.calls().end());
  }

  std::vector<const Procedure*> called(const std::string& callee) const {
    std::vector<const Procedure*> found;
    const bool is_slot = find_slot(callee) != nullptr;
    for (const auto& [name, procedure] : model_.procedures) {
      if (is_slot ? procedure.slot == callee : name == callee) found.push_back(&procedure);
    }
    for (std::size_t i = 0, direct = found.size(); i < direct; ++i) {
      const auto [begin, end] = stand_ins_.equal_range(found[i]->name);
      for (auto use = begin; use != end; ++use) {
        const auto other = model_.procedures.find(use->second);
        if (other != model_.procedures.end()) found.push_back(&other->second);
      }
    }
    return found;
  }

  void instance(const Procedure& procedure, const BodyCall& call) {
    // Other numbers of entries were reported where they are passed.
    if (call.levels.size() != procedure.parameters.size()) return;
    if (!instances_.emplace(procedure.name, call.levels, call.depth).second) return;
    Scope scope = scope_of(model_, procedure);
    for (std::size_t i = 0; i < call.levels.size(); ++i) scope.entries[procedure.parameters[i].name] = call.levels[i];
    body(procedure, std::move(scope), call.depth);
  }

  Model& model_;
  Diagnostics& diagnostics_;
  std::multimap<std::string, std::string> stand_ins_;
  std::deque<BodyCall> calls_;
  std::set<std::tuple<std::string, std::vector<std::optional<LevelId>>, std::optional<LevelId>>> instances_;
};

}  // namespace

void check_bodies(CheckContext context) {
  count_errors(context);
  if (!Results(context).fill()) return;
  Bodies bodies(context);
  bodies.as_written();
  bodies.as_called();
}

}  // namespace walkcheck
