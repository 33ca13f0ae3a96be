#include <utility>

#include "model/language/grammar.hpp"

namespace walkcheck::grammar {
namespace {

tree::Capture::Source source(Cursor& c) {
  auto value = expression(c);
  c.expect("at", "and the event after the value");
  return {std::move(value), expression(c)};
}

tree::Capture capture(Cursor& c) {
  const auto begin = c.mark();
  tree::Capture made;
  c.take();
  made.name = c.free_name("a name after 'let'");
  c.expect("=", "after the name");
  do {
    made.sources.push_back(source(c));
  } while (c.accept(","));
  if (c.accept("initially")) {
    made.initially = expression(c);
  }
  made.span = c.since(begin);
  return made;
}

void address(Cursor& c, tree::PropertyDeclaration& made) {
  const auto place = c.peek().span;
  c.take();
  c.expect("each", "after 'for'");
  c.expect("address", "after 'each'");
  if (made.address) {
    c.complain(place, "a property has one address");
  }
  auto name = c.free_name("a name for the address");
  if (!c.failed()) {
    made.address = std::move(name);
  }
}

void witness(Cursor& c, tree::PropertyDeclaration& made) {
  if (made.witness) {
    c.complain(c.peek().span, "a property has one witness", "events are joined by 'or'");
  }
  c.take();
  made.witness = expression(c);
}

tree::Expectation expectation(Cursor& c) {
  tree::Expectation made;
  c.take();
  made.targets = c.names("the name of a scenario after 'in'");
  c.expect("expect", "and a verdict after the scenario");
  made.verdict = c.name("a verdict after 'expect'");
  if (c.accept("because")) {
    made.because = c.text("a text after 'because'");
  }
  return made;
}

/// Within a line only what can stand in no expression and follow none begins an item.
bool at_item(const Cursor& c) {
  if (c.at("never") || c.at("always") || c.at("let") || c.at("witness") || (c.at("in") && c.at_word(1))) {
    return true;
  }
  return c.at_fresh_line() && !c.at_declaration() && (at_judgement(c) || c.at("for") || c.at("locks"));
}

void item(Cursor& c, tree::PropertyDeclaration& made) {
  if (c.at("for")) {
    address(c, made);
  } else if (c.at("let")) {
    if (auto read = capture(c); !c.failed()) {
      made.captures.push_back(std::move(read));
    }
  } else if (c.at("witness")) {
    witness(c, made);
  } else if (c.at("locks") && c.at_free_word(1)) {
    c.take();
    auto more = c.names("'split' or 'single'");
    made.locks.insert(made.locks.end(), more.begin(), more.end());
  } else if (c.at("in")) {
    if (auto read = expectation(c); !c.failed()) {
      made.expectations.push_back(std::move(read));
    }
  } else if (c.at("until")) {
    c.expected("a judgement", "'until' closes a scope that 'after' or 'from' has opened, and none is open");
  } else if (at_judgement(c)) {
    judgements(c, made.clauses);
  } else {
    c.expected("a judgement, 'let', 'witness', 'locks' or 'in'");
  }
}

}  // namespace

std::optional<tree::DeclarationBody> property(Cursor& cursor, const Cursor::Mark& header) {
  tree::PropertyDeclaration made;
  made.name = cursor.name("a name for the property");
  made.description = description(cursor);
  const bool whole = cursor.clean_since(header);
  if (!whole) {
    static_cast<void>(cursor.recover(header, at_item));
  }
  // Without braces: the next declaration ends a property.
  while (!cursor.at_end() && !cursor.at("}") && !cursor.at_declaration()) {
    const auto begin = cursor.mark();
    item(cursor, made);
    if (cursor.failed() && !cursor.recover(begin, at_item)) {
      break;
    }
  }
  return whole ? std::optional<tree::DeclarationBody>{std::move(made)} : std::nullopt;
}

}  // namespace walkcheck::grammar
