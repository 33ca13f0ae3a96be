#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "model/language/grammar.hpp"
#include "model/language/words.hpp"

namespace walkcheck::grammar {
namespace {

using tree::ScenarioDeclaration;

template <class Item>
void keep(const Cursor& c, std::vector<Item>& list, Item item) {
  if (!c.failed()) {
    list.push_back(std::move(item));
  }
}

void keep(const Cursor& c, std::optional<tree::Name>& place, tree::Name name) {
  if (!c.failed()) {
    place = std::move(name);
  }
}

void append(std::vector<tree::Name>& list, std::vector<tree::Name> more) {
  list.insert(list.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

void once(Cursor& c, bool given, std::string_view what) {
  if (given) {
    c.complain(c.peek().span, fmt::format("a scenario says only once {}", what));
  }
}

void walker_clause(Cursor& c, ScenarioDeclaration& made) {
  once(c, made.walker.has_value(), "which walker it is about");
  keep(c, made.walker, c.name("the name of a walker"));
}

void callback_clause(Cursor& c, ScenarioDeclaration& made) {
  auto slot = c.name("the name of a slot after 'callback'");
  c.expect("=", "after the slot");
  auto procedure = c.name("the name of a callback, or 'null'");
  keep(c, made.callbacks, {std::move(slot), std::move(procedure)});
}

void use_clause(Cursor& c, ScenarioDeclaration& made) {
  auto procedure = c.name("the name of a primitive after 'use'");
  c.expect("for", "after the primitive");
  auto replaced = c.name("the name of the primitive that it takes the place of");
  keep(c, made.uses, {std::move(replaced), std::move(procedure)});
}

void caller_clause(Cursor& c, ScenarioDeclaration& made) {
  c.expect("holds", "after 'caller'");
  c.expect("mmap", "after 'holds'");
  once(c, made.mmap.has_value(), "how the caller holds mmap");
  keep(c, made.mmap, c.name("a way to hold mmap"));
}

void vma_clause(Cursor& c, ScenarioDeclaration& made) { append(made.vmas, c.names("a kind of vma")); }

void rivals_clause(Cursor& c, ScenarioDeclaration& made) {
  append(made.rivals, c.names("the name of a rival or a group"));
  if (c.accept("without")) {
    append(made.without, c.names("the name of a rival or a group after 'without'"));
  }
}

void locks_clause(Cursor& c, ScenarioDeclaration& made) { append(made.locks, c.names("'split' or 'single'")); }

void tables_clause(Cursor& c, ScenarioDeclaration& made) {
  const auto begin = c.mark();
  tree::TableSize size;
  if (c.at("on") && !c.at("[", 1)) {
    c.take();
    c.expect("request", "after 'on'");
    size.on_request = true;
  }
  if (c.at("any") && !c.at("[", 1)) {
    c.take();
    size.any = true;
  }
  while (!size.any && c.at_word() && c.at("[", 1)) {
    const auto level_begin = c.mark();
    tree::TableLevel level;
    level.level = c.name("the name of a level");
    c.expect("[", "after the level");
    if (!c.accept("any")) level.entries = c.number("a number of entries, or 'any'");
    c.expect("]", "after the number of entries");
    level.span = c.since(level_begin);
    keep(c, size.levels, std::move(level));
  }
  size.span = c.since(begin);
  keep(c, made.tables, std::move(size));
}

void assume_clause(Cursor& c, ScenarioDeclaration& made) { keep(c, made.assumptions, c.text("a text after 'assume'")); }

void expect_clause(Cursor& c, ScenarioDeclaration& made) {
  tree::ExpectDead dead;
  c.expect("dead", "after 'expect'");
  dead.what = c.name("the name of a step, of a rival or of a callback's slot after 'dead'");
  if (c.accept("in")) dead.procedure = c.name("the name of a walker, a callback or a primitive after 'in'");
  c.expect("because", "and a text");
  dead.because = c.text("a text after 'because'");
  keep(c, made.dead, std::move(dead));
}

struct Row {
  std::string_view word;
  void (*read)(Cursor&, ScenarioDeclaration&);
};

constexpr std::array<Row, 10> rows = {{{"walker", walker_clause},
                                       {"callback", callback_clause},
                                       {"use", use_clause},
                                       {"caller", caller_clause},
                                       {"vma", vma_clause},
                                       {"rivals", rivals_clause},
                                       {"locks", locks_clause},
                                       {"tables", tables_clause},
                                       {"assume", assume_clause},
                                       {"expect", expect_clause}}};

/// A declaration that begins like a clause: then the brace of the scenario is missing.
bool at_next_declaration(const Cursor& c) {
  if (c.at("walker")) {
    return c.at_word(1) && (c.at("{", 2) || c.at("=", 2) || c.at_text(2));
  }
  if (c.at("callback")) {
    return c.at("for", 2) || (c.at("=", 2) && (c.at("{", 4) || c.at_text(4)));
  }
  if (c.at("rivals")) {
    return c.at("=", 2);
  }
  return c.at_declaration() && !words::is_in(c.peek().text, words::clauses());
}

bool at_clause(const Cursor& c) {
  return c.at_word() && words::is_in(c.peek().text, words::clauses()) && !at_next_declaration(c);
}

void clause(Cursor& c, ScenarioDeclaration& made) {
  if (at_next_declaration(c)) {
    c.expected("'}' before the next declaration");
    return;
  }
  const auto* row = std::find_if(rows.begin(), rows.end(), [&](const Row& r) { return c.at(r.word); });
  if (row != rows.end()) {
    c.take();
    row->read(c, made);
  } else if (c.at_word()) {
    c.fail("unknown-keyword", c.peek().span, fmt::format("no clause of a scenario begins with {}", describe(c.peek())),
           suggest(c.peek().text, words::clauses()));
  } else {
    c.expected("a clause of the scenario or '}'");
  }
}

}  // namespace

std::optional<tree::DeclarationBody> scenario(Cursor& cursor, const Cursor::Mark& header) {
  ScenarioDeclaration made;
  made.name = cursor.name("a name for the scenario");
  made.base = base(cursor);
  made.description = description(cursor);
  cursor.open("and the clauses");
  const bool whole = cursor.clean_since(header);
  const auto inside = cursor.mark();
  while (!cursor.at_end() && !cursor.at("}")) {
    const auto begin = cursor.mark();
    clause(cursor, made);
    if (cursor.failed() && !cursor.recover(begin, at_clause)) {
      break;
    }
  }
  cursor.close(inside);
  return whole ? std::optional<tree::DeclarationBody>{std::move(made)} : std::nullopt;
}

}  // namespace walkcheck::grammar
