// What properties say: scopes and bodies.
#include <fmt/format.h>

#include <utility>

#include "model/language/grammar.hpp"
#include "model/language/words.hpp"

namespace walkcheck::grammar {
namespace {

using tree::Clause;

struct Scope {
  Clause::Scope kind = Clause::Scope::globally;
  tree::ExpressionPtr begin, end;
  bool must_close = false;  // `from A` without its `until` yet
};

bool at_scope(const Cursor& c) { return c.at("after") || c.at("from") || c.at("before"); }

/// `locks split` is an item of its own, `locks leads to x` a judgement; a declaration ends the property.
bool at_event(const Cursor& c) {
  return c.at("not") || (c.at_free_word() && !(c.at("locks") && c.at_free_word(1)) && !c.at_declaration());
}

bool at_body(const Cursor& c) { return c.at("never") || c.at("always") || c.at("at") || c.at("some") || at_event(c); }

void close_scope(Cursor& c, Scope& scope) {
  if (c.accept("until")) {
    scope.kind = Clause::Scope::after_until;
    scope.end = expression(c);
    scope.must_close = false;
  }
}

Scope scope(Cursor& c) {
  Scope made;
  if (c.accept("before")) {
    made.kind = Clause::Scope::before;
    made.end = expression(c);
    return made;
  }
  made.kind = Clause::Scope::after;
  made.must_close = c.accept("from");
  if (!made.must_close) {
    c.take();
  }
  made.begin = expression(c);
  close_scope(c, made);
  return made;
}

/// Behind a body. It belongs to the next body if there is one: whoever lays it out otherwise is told so.
Scope scope_between(Cursor& c) {
  const bool own_line = c.peek().first_on_line;
  const auto begin = c.mark();
  auto made = scope(c);
  if (!own_line && at_body(c) && c.peek().first_on_line) {
    c.complain(c.since(begin), "this scope belongs to what follows it, on the next line",
               "a scope between two bodies is that of the second: write each in front of its body");
  }
  return made;
}

void never(Cursor& c, Clause& made) {
  const auto place = c.peek().span;
  const bool deadlock = c.at("deadlock");
  made.body = Clause::Body::never;
  made.event = expression(c);
  if (c.accept("while")) {
    made.condition = expression(c);
  } else if (deadlock && !c.failed() && made.event->span == place) {
    made.body = Clause::Body::no_deadlock;
    made.event = nullptr;
  }
}

void two_events(Cursor& c, Clause& made) {
  const auto first = c.peek();
  made.event = expression(c);
  if (c.accept("only")) {
    c.expect("after", "after 'only'");
    made.body = Clause::Body::only_after;
  } else if (c.accept("leads")) {
    c.expect("to", "after 'leads'");
    made.body = Clause::Body::leads_to;
  } else {
    auto near = suggest(first.text, words::judgements());
    if (near.empty()) {
      near = suggest(first.text, words::declarations());
    }
    if (!near.empty()) {
      c.fail("unknown-keyword", first.span,
             fmt::format("no judgement and no declaration begins with {}", describe(first)), near);
    }
    c.expected("'only after' or 'leads to' after the event");
  }
  made.other = expression(c);
}

void apply(const Scope& scope, Clause& made) {
  made.scope = scope.kind;
  made.begin = scope.begin;
  made.end = scope.end;
}

}  // namespace

bool at_judgement(const Cursor& cursor) { return at_scope(cursor) || at_body(cursor); }

Clause judgement_body(Cursor& c) {
  const auto begin = c.mark();
  Clause made{};
  if (c.accept("never")) {
    never(c, made);
  } else if (c.accept("always")) {
    made.body = Clause::Body::always;
    made.condition = expression(c);
  } else if (c.accept("at")) {
    made.body = Clause::Body::at_always;
    made.event = expression(c);
    c.expect("always", "after the event");
    made.condition = expression(c);
  } else if (c.accept("some")) {
    made.body = Clause::Body::some;
    made.event = expression(c);
  } else if (c.at("terminates") && c.at("when", 1)) {
    c.take();
    c.take();
    c.expect("rivals", "after 'when'");
    c.expect("stop", "after 'rivals'");
    made.body = Clause::Body::terminates;
  } else if (at_event(c)) {
    two_events(c, made);
  } else {
    c.expected("what the property says");
  }
  made.span = c.since(begin);
  return made;
}

void judgements(Cursor& cursor, std::vector<Clause>& clauses) {
  auto begin = cursor.mark();
  std::optional<Scope> before;
  if (at_scope(cursor)) {
    before = scope(cursor);
  }
  while (!cursor.failed()) {
    auto made = judgement_body(cursor);
    std::optional<Scope> next;
    const auto next_begin = cursor.mark();
    if (before) {
      if (before->kind == Clause::Scope::after) {
        close_scope(cursor, *before);
      }
    } else if (at_scope(cursor)) {
      next = scope_between(cursor);
      if (!at_body(cursor)) {
        before = std::exchange(next, std::nullopt);
      }
    }
    if (before && before->must_close) {
      cursor.expected("'until' after what 'from' begins");
    }
    if (cursor.failed()) {
      return;
    }
    if (before) {
      apply(*before, made);
    }
    made.span = cursor.since(begin);
    clauses.push_back(std::move(made));
    if (!next) {
      return;
    }
    before = std::move(next);
    begin = next_begin;
  }
}

}  // namespace walkcheck::grammar
