#include <algorithm>

#include "model/meaning/checks.hpp"
#include "model/meaning/event_kinds.hpp"

namespace walkcheck {

namespace {

// States, kinds and locks are kept as sets of bits.
constexpr std::size_t most_names = 32;

std::vector<std::string> level_names(const Model& model) {
  std::vector<std::string> names;
  for (const Level& level : model.levels) names.push_back(level.name);
  return names;
}

void add_level(CheckContext context, const tree::LevelDeclaration& declaration, Span span) {
  Model& model = context.model;
  if (model.level(declaration.name.text)) {
    context.diagnostics.report("duplicate-name", declaration.name.span,
                               "level '" + declaration.name.text + "' is declared twice");
    return;
  }
  Level level{declaration.name.text, {}, span};
  for (const tree::Name& state : declaration.states) {
    if (level.state(state.text)) {
      context.diagnostics.report("duplicate-name", state.span, "state '" + state.text + "' is listed twice");
    } else {
      level.states.push_back(state.text);
    }
  }
  if (level.states.empty() || level.states.front() != "none") {
    context.diagnostics.report("bad-level", declaration.name.span,
                               "the first state of level '" + level.name + "' is not 'none'",
                               "an empty entry comes first: level " + level.name + " { none, ... }");
  }
  if (level.states.size() > 32)
    context.diagnostics.report("bad-level", declaration.name.span, "a level has at most 32 states");
  model.levels.push_back(std::move(level));
}

void add_predicate(CheckContext context, const tree::PredicateDeclaration& declaration) {
  Model& model = context.model;
  const std::string& own = declaration.name.text;
  if (find_event(own) || find_slot(own) != nullptr || own == "has" || own == "held" || own == "lock_below") {
    context.diagnostics.report(
        "duplicate-name", declaration.name.span,
        "'" + own + "' is an event, a slot or a question of the language, and no name of a predicate");
  }
  for (const tree::Name& name : declaration.levels) {
    const auto level = model.level(name.text);
    if (!level) {
      report_unknown(context.diagnostics, "level", name, level_names(model));
      continue;
    }
    StateSet set = 0;
    for (const tree::Name& state : declaration.states) {
      const auto index = model.levels[*level].state(state.text);
      if (index) {
        set |= StateSet{1} << *index;
      } else {
        report_unknown(context.diagnostics, "state", state, model.levels[*level].states);
      }
    }
    Predicate& predicate = model.predicates[declaration.name.text];
    if (predicate.at.empty()) predicate.span = declaration.name.span;
    if (!predicate.at.emplace(*level, set).second) {
      context.diagnostics.report("duplicate-name", name.span,
                                 "predicate '" + declaration.name.text + "' is declared twice at " + name.text);
    }
  }
}

void add_vmas(CheckContext context, const tree::VmaDeclaration& declaration) {
  for (const tree::Name& kind : declaration.kinds) {
    if (context.model.vma(kind.text)) {
      context.diagnostics.report("duplicate-name", kind.span, "kind of vma '" + kind.text + "' is declared twice");
    } else {
      context.model.vmas.push_back(kind.text);
    }
    if (context.model.vmas.size() == most_names + 1)
      context.diagnostics.report("bad-size", kind.span, "there are at most 32 kinds of vma");
  }
}

void add_lock(CheckContext context, const tree::LockDeclaration& declaration) {
  Model& model = context.model;
  if (model.lock(declaration.name.text)) {
    context.diagnostics.report("duplicate-name", declaration.name.span,
                               "lock '" + declaration.name.text + "' is declared twice");
    return;
  }
  Lock lock;
  lock.name = declaration.name.text;
  lock.span = declaration.name.span;
  if (declaration.level) {
    lock.per_table = model.level(declaration.level->text);
    if (!lock.per_table) report_unknown(context.diagnostics, "level", *declaration.level, level_names(model));
  }
  if (declaration.same) {
    const auto same = model.lock(declaration.same->text);
    if (!same) {
      std::vector<std::string> known;
      for (const Lock& other : model.locks) known.push_back(other.name);
      report_unknown(context.diagnostics, "lock", *declaration.same, known);
    } else if (declaration.owner == tree::LockDeclaration::Owner::alias) {
      lock.alias = same;
    } else {
      lock.when_single = same;
    }
  }
  model.locks.push_back(std::move(lock));
  if (model.locks.size() == most_names + 1)
    context.diagnostics.report("bad-size", declaration.name.span, "there are at most 32 locks");
}

}  // namespace

void check_tables(CheckContext context) {
  const auto each = [&](auto add) {
    for (const tree::File& file : context.model.files) {
      for (const tree::Declaration& declaration : file.declarations) add(declaration);
    }
  };
  each([&](const tree::Declaration& d) {
    if (const auto* level = std::get_if<tree::LevelDeclaration>(&d.what)) add_level(context, *level, d.span);
  });
  for (std::size_t i = 0; i + 1 < context.model.levels.size(); ++i) {
    const Level& level = context.model.levels[i];
    if (level.state("table") != 1) {
      context.diagnostics.report(
          "bad-level", level.span,
          "the second state of level '" + level.name + "' is not 'table', but there is a level below it",
          "level " + level.name + " { none, table, ... }; only the last level has no tables below");
    }
  }
  each([&](const tree::Declaration& d) {
    if (const auto* predicate = std::get_if<tree::PredicateDeclaration>(&d.what)) add_predicate(context, *predicate);
    if (const auto* vma = std::get_if<tree::VmaDeclaration>(&d.what)) add_vmas(context, *vma);
    if (const auto* lock = std::get_if<tree::LockDeclaration>(&d.what)) add_lock(context, *lock);
  });
}

}  // namespace walkcheck
