#include "model/language/cursor.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "model/language/words.hpp"

namespace walkcheck {

Cursor::Cursor(const Sources& sources, FileId file, Diagnostics& diagnostics)
    : sources_(sources), diagnostics_(diagnostics), tokens_(lex(sources, file, diagnostics)) {}

const Token& Cursor::peek(std::size_t ahead) const {
  return failed_ ? tokens_.back() : tokens_[std::min(position_ + ahead, tokens_.size() - 1)];
}

bool Cursor::at(std::string_view text, std::size_t ahead) const {
  const auto& token = peek(ahead);
  return (token.kind == Token::Kind::word || token.kind == Token::Kind::symbol) && token.text == text;
}

bool Cursor::at_free_word(std::size_t ahead) const { return at_word(ahead) && !words::is_reserved(peek(ahead).text); }

void Cursor::take() {
  if (!failed_) {
    skip();
  }
}

bool Cursor::accept(std::string_view text) {
  if (!at(text)) {
    return false;
  }
  take();
  return true;
}

void Cursor::expect(std::string_view text, std::string_view where) {
  if (!accept(text)) {
    expected(fmt::format("'{}' {}", text, where));
  }
}

tree::Name Cursor::name(std::string_view what) {
  if (!at_word()) {
    expected(what);
    return {};
  }
  const auto& token = peek();
  tree::Name name{std::string{token.text}, token.span};
  take();
  return name;
}

tree::Name Cursor::free_name(std::string_view what) {
  if (at_word() && !at_free_word()) {
    expected(what, fmt::format("'{}' is a word of the language and cannot be a name here", peek().text));
    return {};
  }
  return name(what);
}

std::vector<tree::Name> Cursor::names(std::string_view what) {
  std::vector<tree::Name> list;
  do {
    list.push_back(name(what));
  } while (accept(","));
  return failed_ ? std::vector<tree::Name>{} : list;
}

tree::Text Cursor::text(std::string_view what) {
  if (!at_text()) {
    expected(what);
    return {};
  }
  const auto& token = peek();
  tree::Text text{std::string{token.text}, token.span};
  take();
  return text;
}

std::int64_t Cursor::number(std::string_view what) {
  if (peek().kind != Token::Kind::number) {
    expected(what);
    return 0;
  }
  const auto value = peek().value;
  take();
  return value;
}

void Cursor::close(const Mark& inside) {
  if (!failed_ && !accept("}")) {
    const auto brace = tokens_[inside.position == 0 ? 0 : inside.position - 1].span;
    expected("'}'", fmt::format("the '{{' of line {} is not closed", sources_.position(brace).line));
  }
}

void Cursor::expected(std::string_view what, std::string hint) {
  const auto& found = peek();
  fail("syntax", found.span, fmt::format("expected {}, found {}", what, describe(found)), std::move(hint));
}

void Cursor::fail(std::string code, Span place, std::string message, std::string hint) {
  if (failed_) {
    return;
  }
  if (peek().kind != Token::Kind::bad) {
    diagnostics_.report(std::move(code), place, std::move(message), std::move(hint));
  }
  ++faults_;
  failed_ = true;
}

void Cursor::complain(Span place, std::string message, std::string hint) {
  if (!failed_) {
    diagnostics_.report("syntax", place, std::move(message), std::move(hint));
  }
}

Span Cursor::since(const Mark& mark) const {
  auto span = tokens_[mark.position].span;
  if (position_ > mark.position) {
    span.end = tokens_[position_ - 1].span.end;
  }
  return span;
}

Cursor::Nested::Nested(Cursor& cursor) : cursor_(cursor) {
  if (++cursor_.nesting_ > deepest_nesting) {
    cursor_.fail("too-deep", cursor_.peek().span, "this is nested too deeply",
                 fmt::format("at most {} levels of blocks and brackets", deepest_nesting));
  }
}

}  // namespace walkcheck
