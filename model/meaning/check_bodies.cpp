#include "model/meaning/types.hpp"
#include "model/meaning/checks.hpp"
namespace walkcheck {
void check_bodies(CheckContext context) {
  for (auto& [name, p] : context.model.procedures) {
    Scope scope; scope.model=&context.model;
    if (p.kind == tree::ProcedureDeclaration::Kind::callback) p.result = {TypeKind::error, {}};
  }
  for (int round=0; round<10; ++round)
  for (auto& [name, p] : context.model.procedures) {
    Scope scope; scope.model=&context.model;
    scope.values["action"]={TypeKind::action,{}};
    for (auto& e : p.parameters) scope.entries[e.name]=e.level;
    declare_locals(p.body, scope, nullptr);
    p.result = result_of(p.body, scope);
  }
}
void check_properties(CheckContext context) {
  for (auto& f : context.model.files) for (auto& d : f.declarations) if (auto* p = std::get_if<tree::PropertyDeclaration>(&d.what)) context.model.properties.push_back({p, d.span});
}
void check_systems(CheckContext context) {
  for (auto& f : context.model.files) for (auto& d : f.declarations) if (auto* p = std::get_if<tree::SystemDeclaration>(&d.what)) context.model.systems.push_back({p, d.span});
}
}
