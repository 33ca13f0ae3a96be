#include <functional>
#include <set>

#include "model/meaning/checks.hpp"

namespace walkcheck {

namespace {

using tree::ProcedureDeclaration;
using Declarations = std::map<std::string, const ProcedureDeclaration*, std::less<>>;

std::vector<std::string> keys(const Declarations& declarations) {
  std::vector<std::string> names;
  for (const auto& [name, declaration] : declarations) names.push_back(name);
  return names;
}

/// Builds procedures on demand, so that a variant may stand before what it varies.
class Builder {
 public:
  Builder(CheckContext context, Declarations declarations)
      : context_(context), declarations_(std::move(declarations)) {}

  const Procedure* build(const std::string& name) {
    const auto known = context_.model.procedures.find(name);
    if (known != context_.model.procedures.end()) return &known->second;
    const auto declaration = declarations_.find(name);
    if (declaration == declarations_.end() || !under_way_.insert(name).second) return nullptr;
    auto procedure = declaration->second->base ? variant(*declaration->second) : original(*declaration->second);
    under_way_.erase(name);
    if (!procedure) return nullptr;
    return &context_.model.procedures.emplace(name, std::move(*procedure)).first->second;
  }

 private:
  std::optional<Procedure> variant(const ProcedureDeclaration& declaration) {
    const Procedure* base = build(declaration.base->text);
    if (base == nullptr) {
      report_unknown(context_.diagnostics, "procedure", *declaration.base, keys(declarations_));
      return std::nullopt;
    }
    if (base->kind != declaration.kind) {
      context_.diagnostics.report("bad-variant", declaration.base->span,
                                  "'" + base->name + "' is of another kind than its variant");
    }
    Procedure procedure = *base;
    procedure.name = declaration.name.text;
    procedure.span = declaration.name.span;
    if (declaration.description) procedure.description = declaration.description->text;
    procedure.body = apply_edits(base->body, declaration.edits, context_.diagnostics);
    return procedure;
  }

  std::optional<Procedure> original(const ProcedureDeclaration& declaration) {
    Procedure procedure;
    procedure.kind = declaration.kind;
    procedure.name = procedure.origin = declaration.name.text;
    procedure.shown = declaration.shown ? declaration.shown->text : declaration.name.text;
    procedure.span = declaration.name.span;
    if (declaration.description) procedure.description = declaration.description->text;
    procedure.body = declaration.body;
    for (const tree::Parameter& parameter : declaration.parameters) {
      EntryParameter entry{parameter.name.text, level(parameter.level)};
      procedure.parameters.push_back(std::move(entry));
    }
    if (declaration.slot) set_slot(procedure, *declaration.slot);
    return procedure;
  }

  std::optional<LevelId> level(const tree::Name& name) {
    if (name.text == "any") return std::nullopt;
    const auto found = context_.model.level(name.text);
    if (!found) report_unknown(context_.diagnostics, "level", name, level_names());
    return found;
  }

  std::vector<std::string> level_names() const {
    std::vector<std::string> names{"any"};
    for (const Level& each : context_.model.levels) names.push_back(each.name);
    return names;
  }

  void set_slot(Procedure& procedure, const tree::Name& name) {
    const Slot* slot = find_slot(name.text);
    if (slot == nullptr) {
      std::vector<std::string> known;
      for (const Slot& each : slots) known.emplace_back(each.name);
      report_unknown(context_.diagnostics, "slot", name, known);
      return;
    }
    procedure.slot = name.text;
    procedure.parameters = {{"entry", slot->level.empty() ? std::nullopt : context_.model.level(slot->level)}};
  }

  CheckContext context_;
  Declarations declarations_;
  std::set<std::string> under_way_;
};

}  // namespace

void check_procedures(CheckContext context) {
  Declarations declarations;
  for (const tree::File& file : context.model.files) {
    for (const tree::Declaration& declaration : file.declarations) {
      const auto* procedure = std::get_if<ProcedureDeclaration>(&declaration.what);
      if (procedure == nullptr) continue;
      const std::string& name = procedure->name.text;
      const bool taken = context.model.predicates.contains(name) || find_slot(name) != nullptr || name == "has" ||
                         name == "lock_below";
      if (taken || !declarations.emplace(name, procedure).second) {
        context.diagnostics.report("duplicate-name", procedure->name.span,
                                   "'" + name + "' is already the name of a predicate, slot, primitive or callback");
      }
    }
  }
  Builder builder(context, declarations);
  for (const auto& [name, declaration] : declarations) builder.build(name);
}

}  // namespace walkcheck
