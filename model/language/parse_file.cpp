#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "model/language/grammar.hpp"
#include "model/language/parser.hpp"
#include "model/language/words.hpp"

namespace walkcheck {
namespace {

struct Row {
  std::string_view word;
  grammar::DeclarationReader read;
};

constexpr std::array<Row, 13> rows = {{{"level", grammar::level},
                                       {"predicate", grammar::predicate},
                                       {"vma", grammar::vma},
                                       {"lock", grammar::lock},
                                       {"primitive", grammar::primitive},
                                       {"callback", grammar::callback},
                                       {"walker", grammar::walker},
                                       {"rival", grammar::rival},
                                       {"rivals", grammar::group},
                                       {"scenario", grammar::scenario},
                                       {"property", grammar::property},
                                       {"survivor", grammar::survivor},
                                       {"system", grammar::system}}};

void import(Cursor& cursor, tree::File& file) {
  if (!file.declarations.empty()) {
    cursor.complain(cursor.peek().span, "an import stands before all declarations");
  }
  cursor.take();
  if (auto path = cursor.text("the path of a file after 'import'"); !cursor.failed()) {
    file.imports.push_back(std::move(path));
  }
}

void declaration(Cursor& cursor, tree::File& file) {
  const auto begin = cursor.mark();
  const auto* row = std::find_if(rows.begin(), rows.end(), [&](const Row& r) { return cursor.at(r.word); });
  if (row == rows.end()) {
    if (cursor.at_word()) {
      const auto found = cursor.peek();
      cursor.fail("unknown-keyword", found.span, fmt::format("no declaration begins with {}", describe(found)),
                  suggest(found.text, words::declarations()));
    } else {
      cursor.expected("a declaration");
    }
    return;
  }
  cursor.take();
  auto made = row->read(cursor, begin);
  if (made && !cursor.failed()) {
    file.declarations.push_back({std::move(*made), cursor.since(begin)});
  }
}

}  // namespace

tree::File parse(const Sources& sources, FileId file, Diagnostics& diagnostics) {
  Cursor cursor{sources, file, diagnostics};
  tree::File tree;
  tree.id = file;
  while (!cursor.at_end()) {
    const auto begin = cursor.mark();
    cursor.begin_declaration();
    if (cursor.at("import")) {
      import(cursor, tree);
    } else {
      declaration(cursor, tree);
    }
    if (cursor.failed()) {
      cursor.recover_declaration(begin);
    }
  }
  return tree;
}

tree::ExpressionPtr parse_expression(const Sources& sources, FileId file, Diagnostics& diagnostics) {
  Cursor cursor{sources, file, diagnostics};
  auto whole = grammar::expression(cursor);
  if (!cursor.failed() && !cursor.at_end()) cursor.expected("the end of the expression");
  return cursor.failed() ? nullptr : whole;
}

}  // namespace walkcheck
