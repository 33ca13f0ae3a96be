// How the cursor finds its way after a fault. Layout has no meaning in the language, but people use it, so it helps
// here.
#include <fmt/format.h>

#include "model/language/cursor.hpp"
#include "model/language/words.hpp"

namespace walkcheck {

bool Cursor::at_declaration() const {
  const bool with_text = at("import") || at("survivor");
  return at_word() && words::is_in(peek().text, words::declarations()) && (with_text ? at_text(1) : at_free_word(1));
}

bool Cursor::at_fresh_line() const {
  if (!peek().first_on_line || position_ == 0) {
    return peek().first_on_line;
  }
  const auto& before = tokens_[position_ - 1];
  const bool ends_item =
      before.text == "}" || before.text == ")" || before.text == "]" || before.text == ":" || before.text == "{";
  return before.kind == Token::Kind::symbol ? ends_item
                                            : before.kind != Token::Kind::word || !words::is_reserved(before.text);
}

/// A declaration where the declarations of this file use to begin: no brace can enclose it.
bool Cursor::at_outer_declaration() const {
  return at_declaration() && peek().first_on_line && peek().column == column_;
}

void Cursor::skip() {
  if (tokens_[position_].kind == Token::Kind::end) {
    return;
  }
  if (at("{")) {
    ++braces_;
  } else if (at("}") && braces_ > 0) {
    --braces_;
  }
  ++position_;
}

void Cursor::open(std::string_view where) {
  if (accept("{")) {
    return;
  }
  expected(fmt::format("'{{' {}", where));
  constexpr std::size_t farthest = 200;  // tokens: many faults on one endless line must not take quadratic time
  for (auto i = position_; i < position_ + farthest && tokens_[i].kind != Token::Kind::end; ++i) {
    const auto& token = tokens_[i];
    if (token.kind == Token::Kind::symbol && token.text == "{") {
      position_ = i + 1;
      ++braces_;
      failed_ = false;
      return;
    }
    if (token.first_on_line || (token.kind == Token::Kind::symbol && token.text == "}")) {
      return;
    }
  }
}

bool Cursor::recover(const Mark& item, ItemAhead item_ahead) {
  failed_ = false;
  if (braces_ > item.braces && at_declaration() && at_fresh_line() && item_ahead(*this)) {
    braces_ = item.braces;  // as if the missing brace stood here
    return true;
  }
  for (; !at_end(); skip()) {
    const bool here = braces_ == item.braces;
    // Every turn of a loop takes something: where the item began is no place to go on.
    if (here && position_ != item.position && (at("}") || item_ahead(*this))) {
      return true;
    }
    if (at_outer_declaration() || (here && at_declaration() && peek().first_on_line)) {
      break;
    }
  }
  failed_ = true;
  return false;
}

void Cursor::begin_declaration() {
  if (peek().first_on_line && at_declaration()) {
    column_ = peek().column;
  }
}

void Cursor::recover_declaration(const Mark& item) {
  failed_ = false;
  const bool brace_missing = braces_ > 0 && at_declaration() && peek().first_on_line;
  if (position_ == item.position) {
    skip();
  }
  for (; !brace_missing && !at_end(); skip()) {
    const bool known = at_word() && words::is_in(peek().text, words::declarations());
    if (known && (peek().first_on_line ? peek().column == column_ : braces_ == 0 && at_declaration())) {
      break;
    }
  }
  braces_ = 0;
}

}  // namespace walkcheck
