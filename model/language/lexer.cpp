#include "model/language/lexer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

#include "model/language/c_words.hpp"

namespace walkcheck {
namespace {

constexpr std::int64_t largest_number = std::numeric_limits<std::int32_t>::max();

// Longer ones first: `<=` is not `<` and `=`.
constexpr std::array<std::string_view, 23> symbols = {"==", "!=", "<=", ">=", "->", "..", "{", "}", "(", ")", "[", "]",
                                                      ",",  ":",  "=",  "<",  ">",  "+",  "-", "*", "/", "%", "~"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word(char c) { return is_digit(c) || c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

/// Messages stay short whatever a file holds.
std::string shorten(std::string_view text) {
  constexpr std::size_t longest = 40;
  return text.size() > longest ? fmt::format("{}...", text.substr(0, longest)) : std::string{text};
}

std::string_view symbol_at(std::string_view rest) {
  const auto* found =
      std::find_if(symbols.begin(), symbols.end(), [&](std::string_view symbol) { return rest.starts_with(symbol); });
  return found == symbols.end() ? std::string_view{} : *found;
}

class Lexer {
 public:
  Lexer(const Sources& sources, FileId file, Diagnostics& diagnostics)
      : text_(sources.text(file)), file_(file), diagnostics_(diagnostics) {}

  std::vector<Token> run() {
    for (skip_blank(); at_ < text_.size(); skip_blank()) {
      token();
    }
    const auto end = tokens_.empty() ? std::size_t{0} : tokens_.back().span.end;
    at_ = end;
    add(Token::Kind::end, end, {});
    return std::move(tokens_);
  }

 private:
  void skip_blank() {
    while (at_ < text_.size()) {
      if (text_[at_] == '\n') {
        line_start_ = at_ + 1;
        fresh_line_ = true;
      }
      if (is_blank(text_[at_])) {
        ++at_;
      } else if (text_.substr(at_).starts_with("//")) {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else {
        return;
      }
    }
  }

  void token() {
    if (text_[at_] == '"') {
      quoted();
    } else if (is_digit(text_[at_])) {
      number();
    } else if (is_word(text_[at_])) {
      add(Token::Kind::word, end_of_word(), text_.substr(at_, end_of_word() - at_));
    } else if (const auto symbol = symbol_at(text_.substr(at_)); !symbol.empty()) {
      add(Token::Kind::symbol, at_ + symbol.size(), symbol);
    } else {
      bad();
    }
  }

  void quoted() {
    const auto end = std::min(text_.find_first_of("\"\n", at_ + 1), text_.size());
    const bool closed = end < text_.size() && text_[end] == '"';
    auto inside = text_.substr(at_ + 1, end - at_ - 1);
    if (!closed && inside.ends_with('\r')) {
      inside.remove_suffix(1);
    }
    const auto after = at_ + 1 + inside.size() + (closed ? 1 : 0);
    if (!closed) {
      diagnostics_.report("unclosed-text", span(after), "this text is not closed", "a text ends with '\"' on its line");
    }
    add(Token::Kind::text, after, inside);
    if (!closed) {
      add(Token::Kind::bad, after, {});  // what the text has swallowed is missed in silence
    }
  }

  void number() {
    const auto digits = text_.substr(at_, end_of_word() - at_);
    std::int64_t value = 0;
    if (!std::all_of(digits.begin(), digits.end(), is_digit)) {
      diagnostics_.report("bad-number", span(end_of_word()),
                          fmt::format("'{}' is neither a number nor a name", shorten(digits)),
                          "numbers are decimal, and a name does not begin with a digit");
    } else {
      for (const char digit : digits) {
        value = std::min(value * 10 + (digit - '0'), largest_number + 1);
      }
    }
    if (value > largest_number) {
      diagnostics_.report("bad-number", span(end_of_word()), fmt::format("the number {} is too large", shorten(digits)),
                          fmt::format("the largest number is {}", largest_number));
      value = 0;
    }
    add(Token::Kind::number, end_of_word(), digits);
    tokens_.back().value = value;
  }

  /// One fault for a run of bytes that begin no token.
  void bad() {
    auto end = at_;
    while (end < text_.size() && !is_blank(text_[end]) && !is_word(text_[end]) && text_[end] != '"' &&
           symbol_at(text_.substr(end)).empty()) {
      ++end;
    }
    const auto bytes = text_.substr(at_, end - at_);
    const bool readable = std::all_of(bytes.begin(), bytes.end(), [](char c) { return c > ' ' && c < '\x7f'; });
    const auto message = readable ? fmt::format("'{}' has no meaning here", shorten(bytes))
                                  : fmt::format("the byte 0x{:02x} has no meaning outside of texts and comments",
                                                static_cast<unsigned char>(bytes.front()));
    diagnostics_.report("bad-character", span(end), message, instead_of_c(bytes));
    add(Token::Kind::bad, end, bytes);
  }

  [[nodiscard]] std::size_t end_of_word() const {
    auto end = at_;
    while (end < text_.size() && is_word(text_[end])) {
      ++end;
    }
    return end;
  }

  [[nodiscard]] Span span(std::size_t end) const {
    return {file_, static_cast<std::uint32_t>(at_), static_cast<std::uint32_t>(end)};
  }

  void add(Token::Kind kind, std::size_t end, std::string_view text) {
    const auto column = at_ < line_start_ ? 1 : at_ - line_start_ + 1;
    tokens_.push_back({kind, text, span(end), 0, static_cast<std::uint32_t>(column), fresh_line_});
    fresh_line_ = false;
    at_ = end;
  }

  std::string_view text_;
  FileId file_;
  Diagnostics& diagnostics_;
  std::size_t at_ = 0;
  std::size_t line_start_ = 0;
  bool fresh_line_ = true;
  std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> lex(const Sources& sources, FileId file, Diagnostics& diagnostics) {
  return Lexer{sources, file, diagnostics}.run();
}

std::string describe(const Token& token) {
  switch (token.kind) {
    case Token::Kind::end:
      return "the end of the file";
    case Token::Kind::text:
      return fmt::format("the text \"{}\"", shorten(token.text));
    default:
      return fmt::format("'{}'", shorten(token.text));
  }
}

}  // namespace walkcheck
