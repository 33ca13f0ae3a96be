#include <algorithm>
#include <set>

#include "model/meaning/checks.hpp"

namespace walkcheck {

namespace {

using tree::WalkerDeclaration;

std::vector<std::string> level_names(const Model& model) {
  std::vector<std::string> names;
  for (const Level& level : model.levels) names.push_back(level.name);
  return names;
}

bool has_label(const tree::Block& block, const std::string& name) {
  const auto labels = labels_of(block);
  return std::find(labels.begin(), labels.end(), name) != labels.end();
}

/// Each edit goes to the part of the level that has its step; without one, to the body, which reports it.
void edit_level(WalkerLevel& level, const std::vector<tree::Edit>& edits, Diagnostics& diagnostics) {
  for (const tree::Edit& edit : edits) {
    tree::Block* target = &level.body;
    if (has_label(level.enter, edit.step.text)) target = &level.enter;
    if (has_label(level.leave, edit.step.text)) target = &level.leave;
    *target = apply_edits(*target, {edit}, diagnostics);
  }
}

void add_levels(CheckContext context, Walker& walker, const tree::WalkerLevel& text) {
  if (!text.edits.empty() && !(text.enter.empty() && text.body.empty() && text.leave.empty())) {
    context.diagnostics.report("bad-variant", text.span,
                               "a level is either varied step by step or written anew, not both",
                               "put the statements into an edit: insert after STEP: ...");
  }
  for (const tree::LevelName& name : text.levels) {
    const auto level = context.model.level(name.level.text);
    if (!level) {
      report_unknown(context.diagnostics, "level", name.level, level_names(context.model));
      continue;
    }
    const auto known = walker.levels.find(*level);
    if (known != walker.levels.end() && !text.edits.empty()) {
      if (name.shown) known->second.shown = name.shown->text;
      edit_level(known->second, text.edits, context.diagnostics);
      continue;
    }
    if (known == walker.levels.end() && !text.edits.empty()) {
      context.diagnostics.report("bad-variant", text.span, "there is no level " + name.level.text + " to vary");
      continue;
    }
    // A whole new text takes the place of the base's.
    walker.levels[*level] = {name.shown ? name.shown->text : "walk_" + name.level.text + "_range", text.enter,
                             text.body, text.leave};
  }
}

void build(CheckContext context, const WalkerDeclaration& declaration) {
  Model& model = context.model;
  Walker walker;
  if (declaration.base) {
    const auto base = model.walkers.find(declaration.base->text);
    if (base == model.walkers.end()) {
      std::vector<std::string> known;
      for (const auto& [name, other] : model.walkers) known.push_back(name);
      report_unknown(context.diagnostics, "walker", *declaration.base, known);
      return;
    }
    walker = base->second;
  }
  walker.name = declaration.name.text;
  walker.span = declaration.name.span;
  if (declaration.shown) walker.shown = declaration.shown->text;
  if (declaration.description) walker.description = declaration.description->text;
  for (const tree::WalkerLevel& level : declaration.levels) add_levels(context, walker, level);
  for (std::size_t i = walker.first(); i < model.levels.size(); ++i) {
    if (!walker.levels.contains(i)) {
      context.diagnostics.report("missing-part", declaration.name.span,
                                 "walker '" + walker.name + "' has no level " + model.levels[i].name);
    }
  }
  if (!model.walkers.emplace(walker.name, walker).second) {
    context.diagnostics.report("duplicate-name", declaration.name.span,
                               "walker '" + walker.name + "' is declared twice");
  }
}

}  // namespace

void check_walkers(CheckContext context) {
  // A variant may stand before its base: build those whose base is there until nothing more can be built.
  std::vector<const WalkerDeclaration*> waiting;
  for (const tree::File& file : context.model.files) {
    for (const tree::Declaration& declaration : file.declarations) {
      if (const auto* walker = std::get_if<WalkerDeclaration>(&declaration.what)) waiting.push_back(walker);
    }
  }
  bool moved = true;
  while (moved) {
    moved = false;
    std::vector<const WalkerDeclaration*> later;
    for (const WalkerDeclaration* walker : waiting) {
      if (walker->base && !context.model.walkers.contains(walker->base->text)) {
        later.push_back(walker);
      } else {
        build(context, *walker);
        moved = true;
      }
    }
    waiting = std::move(later);
  }
  for (const WalkerDeclaration* walker : waiting) build(context, *walker);
}

}  // namespace walkcheck
