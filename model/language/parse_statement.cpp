#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "model/language/c_words.hpp"
#include "model/language/grammar.hpp"
#include "model/language/words.hpp"

namespace walkcheck::grammar {
namespace {

using What = decltype(tree::Statement::what);
using Made = std::optional<What>;

bool at_label(const Cursor& c) { return c.at_free_word() && c.at(":", 1); }

bool at_leave(const Cursor& c) { return (c.at("leave") || c.at("enter")) && c.at("{", 1); }

Made let(Cursor& c) {
  auto name = c.free_name("a name after 'let'");
  c.expect("=", "after the name");
  return tree::Let{std::move(name), expression_before_store(c)};
}

Made if_else(Cursor& c) {
  const auto header = c.mark();
  tree::If made;
  made.condition = expression_before_store(c);
  bool whole = block(c, header, "after the condition", made.then);
  if (c.accept("else")) {
    const auto otherwise = c.mark();
    if (c.at("if")) {
      const Cursor::Nested nested(c);
      auto chained = statement(c);
      whole = whole && chained;
      if (chained) {
        made.otherwise.push_back(std::move(*chained));
      }
    } else {
      whole = block(c, otherwise, "or 'if' after 'else'", made.otherwise) && whole;
    }
  }
  return whole ? Made{std::move(made)} : std::nullopt;
}

Made for_each(Cursor& c) {
  const auto header = c.mark();
  tree::ForEach made;
  c.expect("each", "after 'for'");
  made.level = c.name("the name of a level after 'each'");
  made.child = c.free_name("a name for the entry");
  c.expect("below", "and the entry of the table");
  made.entry = c.free_name("the name of an entry after 'below'");
  bool whole = block(c, header, "after the entry", made.body);
  made.has_else = c.accept("else");
  if (made.has_else) {
    const auto otherwise = c.mark();
    whole = block(c, otherwise, "after 'else'", made.otherwise) && whole;
  }
  return whole ? Made{std::move(made)} : std::nullopt;
}

Made return_value(Cursor& c) {
  const bool bare = c.at("}") || at_label(c) || at_edit(c) || at_leave(c);
  return tree::Return{bare ? nullptr : expression_before_store(c)};
}

Made go_to(Cursor& c) {
  if (at_label(c)) {
    c.expected("a label after 'goto'", "what stands here is a label of its own");
  }
  return tree::Goto{c.name("a label after 'goto'")};
}

Made next(Cursor&) { return tree::Next{}; }
Made stop(Cursor&) { return tree::Stop{}; }
Made descend(Cursor&) { return tree::Descend{}; }
Made hole(Cursor&) { return tree::Hole{}; }
Made deref(Cursor& c) { return tree::Deref{c.free_name("the name of an entry after 'deref'")}; }
Made acquire(Cursor& c) { return tree::Acquire{c.name("the name of a lock after 'acquire'")}; }
Made release(Cursor& c) { return tree::Release{c.name("the name of a lock after 'release'")}; }
Made sleeps(Cursor& c) { return tree::Sleeps{c.text("a text that says why after 'sleeps'")}; }
Made await(Cursor& c) { return tree::Await{expression_before_store(c)}; }

Made choose(Cursor& c) {
  auto name = c.free_name("a name after 'choose'");
  c.expect("in", "and the values to choose from");
  return tree::Choose{std::move(name), value_set(c)};
}

Made perform(Cursor& c) {
  c.expect("any", "after 'perform'");
  c.expect("of", "after 'any'");
  auto rivals = c.name("the name of a rival or a group");
  c.expect("at", "and the entry");
  return tree::Perform{std::move(rivals), c.free_name("the name of an entry after 'at'")};
}

Made store(Cursor& c) {
  c.take();
  auto entry = c.free_name("the name of an entry after '*'");
  c.expect("=", "after the entry");
  auto state = c.name("a state after '='");
  return tree::StoreEntry{std::move(entry), std::move(state), children(c)};
}

Made assign(Cursor& c) {
  auto target = c.name("a name");
  c.expect("=", "after the name");
  return tree::Assign{std::move(target), expression_before_store(c)};
}

Made label(Cursor& c) {
  auto name = c.name("a label");
  c.expect(":", "after the label");
  return tree::Label{std::move(name)};
}

struct Row {
  std::string_view word;
  Made (*read)(Cursor&);
};

constexpr std::array<Row, 16> rows = {{{"let", let},
                                       {"if", if_else},
                                       {"goto", go_to},
                                       {"return", return_value},
                                       {"next", next},
                                       {"stop", stop},
                                       {"descend", descend},
                                       {"hole", hole},
                                       {"deref", deref},
                                       {"acquire", acquire},
                                       {"release", release},
                                       {"sleeps", sleeps},
                                       {"await", await},
                                       {"choose", choose},
                                       {"perform", perform},
                                       {"for", for_each}}};

const Row* row_ahead(const Cursor& c) {
  const auto* found = std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return c.at(row.word); });
  return found == rows.end() ? nullptr : found;
}

/// A word that begins no statement: perhaps a misspelt one, perhaps a closing brace is missing.
Made no_statement(Cursor& c) {
  if (c.at_declaration()) {
    c.expected("'}' before the next declaration");
  } else if (const auto here = instead_of_c(c.peek().text); !here.empty()) {
    c.fail("unknown-keyword", c.peek().span, fmt::format("no statement begins with {}", describe(c.peek())), here);
  } else if (const auto near = suggest(c.peek().text, words::statements()); c.at_free_word() && !near.empty()) {
    c.fail("unknown-keyword", c.peek().span, fmt::format("no statement begins with {}", describe(c.peek())), near);
  } else if (c.at_free_word()) {
    const auto word = describe(c.peek());
    c.take();
    c.expected(fmt::format("':', '=' or '(' after {}", word));
  } else {
    c.expected("a statement");
  }
  return std::nullopt;
}

Made read(Cursor& c) {
  if (at_label(c)) {
    return label(c);
  }
  if (c.at_free_word() && c.at("=", 1)) {
    return assign(c);
  }
  if (c.at("*")) {
    return store(c);
  }
  if (const auto* row = row_ahead(c)) {
    c.take();
    return row->read(c);
  }
  if (c.at_free_word() && c.at("(", 1)) {
    return tree::Do{call(c)};
  }
  return no_statement(c);
}

bool at_statement(const Cursor& c) {
  const bool plain = c.at_free_word() && (c.at(":", 1) || c.at("=", 1));
  const bool fresh = c.at_fresh_line() && (c.at_free_word() || c.at("*"));
  return !c.at_declaration() &&
         (plain || fresh || (row_ahead(c) != nullptr && !c.follows("else")) || at_edit(c) || at_leave(c));
}

}  // namespace

std::optional<tree::Statement> statement(Cursor& cursor) {
  const auto begin = cursor.mark();
  auto what = read(cursor);
  if (!what) {
    return std::nullopt;
  }
  return tree::Statement{std::move(*what), cursor.since(begin)};
}

void statements(Cursor& cursor, tree::Block& list) {
  while (!cursor.at_end() && !cursor.at("}") && !at_edit(cursor) && !at_leave(cursor)) {
    const auto begin = cursor.mark();
    auto made = statement(cursor);
    if (cursor.failed()) {
      if (!cursor.recover(begin, at_statement)) {
        return;
      }
    } else if (made) {
      list.push_back(std::move(*made));
    }
  }
}

bool block(Cursor& cursor, const Cursor::Mark& header, std::string_view where, tree::Block& list) {
  cursor.open(where);
  const bool whole = cursor.clean_since(header);
  const auto inside = cursor.mark();
  const Cursor::Nested nested(cursor);
  for (;;) {
    statements(cursor, list);
    if (cursor.at_end() || cursor.at("}")) {
      break;
    }
    const auto begin = cursor.mark();
    cursor.expected("a statement");  // an edit, or `leave`: they stand in no block
    if (!cursor.recover(begin, at_statement)) {
      break;
    }
  }
  cursor.close(inside);
  return whole;
}

bool at_edit(const Cursor& c) {
  return ((c.at("replace") || c.at("drop") || c.at("swap")) && c.at_word(1)) ||
         (c.at("insert") && (c.at("after", 1) || c.at("before", 1)));
}

std::optional<tree::Name> children(Cursor& cursor) {
  if (!cursor.accept("{")) {
    return std::nullopt;
  }
  cursor.expect("all", "and the state of the entries below");
  auto state = cursor.name("a state after 'all'");
  cursor.expect("}", "after the state");
  return state;
}

}  // namespace walkcheck::grammar
