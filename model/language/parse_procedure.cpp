// Primitives, callbacks, walkers, and the edits by which one varies another.
#include <utility>

#include "model/language/grammar.hpp"

namespace walkcheck::grammar {
namespace {

using Made = std::optional<tree::DeclarationBody>;
using Kind = tree::ProcedureDeclaration::Kind;

tree::Edit edit(Cursor& c) {
  const auto begin = c.mark();
  tree::Edit made{};
  const auto edited = [&](tree::Edit::Kind kind) {
    made.kind = kind;
    made.step = c.name("the name of a step");
  };
  if (c.accept("drop")) {
    edited(tree::Edit::Kind::drop);
  } else if (c.accept("swap")) {
    edited(tree::Edit::Kind::swap);
    made.other = c.name("the name of the other step");
  } else {
    if (c.accept("replace")) {
      edited(tree::Edit::Kind::replace);
    } else {
      c.take();
      const bool after = c.at("after");
      c.take();
      edited(after ? tree::Edit::Kind::insert_after : tree::Edit::Kind::insert_before);
    }
    c.expect(":", "after the step name");
    statements(c, made.body);
  }
  made.span = c.since(begin);
  return made;
}

bool only_edits(Cursor& c, const Cursor::Mark& header, std::vector<tree::Edit>& list) {
  c.open("and the edits");
  const bool whole = c.clean_since(header);
  const auto inside = c.mark();
  edits(c, list);
  while (!c.at_end() && !c.at("}")) {
    const auto begin = c.mark();
    c.expected("'replace', 'drop', 'insert after', 'insert before' or 'swap'");
    if (c.recover(begin, at_edit)) {
      edits(c, list);
    }
  }
  c.close(inside);
  return whole;
}

tree::Parameter parameter(Cursor& c) {
  auto level = c.name("the name of a level, or 'any'");
  return {std::move(level), c.free_name("a name for the entry")};
}

std::vector<tree::Parameter> parameters(Cursor& c) {
  std::vector<tree::Parameter> list;
  c.expect("(", "or '=' after the name");
  if (!c.at(")")) {
    do {
      list.push_back(parameter(c));
    } while (c.accept(","));
  }
  c.expect(")", "or ',' after the parameter");
  return list;
}

Made procedure(Cursor& c, const Cursor::Mark& header, Kind kind) {
  tree::ProcedureDeclaration made{};
  made.kind = kind;
  made.name = c.name(kind == Kind::primitive ? "a name for the primitive" : "a name for the callback");
  made.base = base(c);
  if (made.base) {
    made.description = description(c);
    return only_edits(c, header, made.edits) ? Made{std::move(made)} : std::nullopt;
  }
  if (kind == Kind::primitive) {
    made.parameters = parameters(c);
  } else {
    c.expect("for", "or '=' after the name");
    made.slot = c.name("the name of a slot after 'for'");
  }
  made.shown = shown(c);
  made.description = description(c);
  return block(c, header, "and the statements", made.body) ? Made{std::move(made)} : std::nullopt;
}

bool at_level(const Cursor& c) { return c.at("level") && c.at_word(1); }

/// What stands between the braces of a level, the last one included.
void steps(Cursor& c, tree::WalkerLevel& made) {
  const auto inside = c.mark();
  edits(c, made.edits);
  const auto entering = c.mark();
  if (c.at("enter") && c.at("{", 1)) {
    c.take();
    static_cast<void>(block(c, entering, "after 'enter'", made.enter));
  }
  const auto stray = [&] {
    const auto begin = c.mark();
    c.expected("a statement, 'leave' or '}'");
    return c.recover(begin, [](const Cursor& at) { return at.at_free_word() && at.at(":", 1); });
  };
  statements(c, made.body);
  while (!c.at_end() && !c.at("}") && !c.at("leave") && stray()) {
    statements(c, made.body);
  }
  const auto leaving = c.mark();
  if (c.accept("leave")) {
    static_cast<void>(block(c, leaving, "after 'leave'", made.leave));
  }
  c.close(inside);
}

bool walker_level(Cursor& c, std::vector<tree::WalkerLevel>& levels) {
  const auto begin = c.mark();
  tree::WalkerLevel made;
  c.expect("level", "or '}'");
  do {
    auto level = c.name("the name of a level");
    made.levels.push_back({std::move(level), shown(c)});
  } while (c.accept(","));
  c.open("after the level");
  const bool whole = c.clean_since(begin);
  steps(c, made);
  made.span = c.since(begin);
  if (whole && !c.failed()) {
    levels.push_back(std::move(made));
  }
  return !c.failed();
}

}  // namespace

void edits(Cursor& cursor, std::vector<tree::Edit>& list) {
  while (at_edit(cursor)) {
    const auto begin = cursor.mark();
    auto made = edit(cursor);
    if (!cursor.failed()) {
      list.push_back(std::move(made));
    } else if (!cursor.recover(begin, at_edit)) {
      return;
    }
  }
}

Made primitive(Cursor& cursor, const Cursor::Mark& header) { return procedure(cursor, header, Kind::primitive); }

Made callback(Cursor& cursor, const Cursor::Mark& header) { return procedure(cursor, header, Kind::callback); }

Made walker(Cursor& cursor, const Cursor::Mark& header) {
  tree::WalkerDeclaration made;
  made.name = cursor.name("a name for the walker");
  made.base = base(cursor);
  made.shown = shown(cursor);
  made.description = description(cursor);
  cursor.open("and the levels");
  const bool whole = cursor.clean_since(header);
  const auto inside = cursor.mark();
  while (!cursor.at_end() && !cursor.at("}")) {
    const auto begin = cursor.mark();
    if (!walker_level(cursor, made.levels) && !cursor.recover(begin, at_level)) {
      break;
    }
  }
  cursor.close(inside);
  return whole ? Made{std::move(made)} : std::nullopt;
}

}  // namespace walkcheck::grammar
