// Where the parser stands in a file, and what it does about faults.
//
// After a fault the cursor has *failed*: it shows the end of the file to whoever looks, takes nothing and reports
// nothing, so that every loop of the grammar ends by itself and one fault makes one diagnostic. The loops over
// statements, clauses and declarations call `recover`, which steps over the damaged item and clears the failure.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/language/lexer.hpp"
#include "model/language/tree.hpp"
#include "model/text/diagnostic.hpp"

namespace walkcheck {

class Cursor {
 public:
  /// Nested blocks, brackets and `not`s; beyond it a file is reported as too-deep.
  static constexpr std::size_t deepest_nesting = 200;
  /// Operators on one path of an expression: a sum of so many terms still fits every recursion over trees.
  static constexpr std::size_t deepest_expression = 1000;

  /// A place to come back to: before an item of a loop, or before the header of a block.
  struct Mark {
    std::size_t position = 0;
    std::size_t braces = 0;
    std::size_t faults = 0;
  };
  /// Whether an item of the loop that recovers begins here.
  using ItemAhead = bool (*)(const Cursor&);

  Cursor(const Sources& sources, FileId file, Diagnostics& diagnostics);

  [[nodiscard]] const Token& peek(std::size_t ahead = 0) const;
  /// A word or symbol.
  [[nodiscard]] bool at(std::string_view text, std::size_t ahead = 0) const;
  [[nodiscard]] bool at_word(std::size_t ahead = 0) const { return peek(ahead).kind == Token::Kind::word; }
  /// A word that is not reserved.
  [[nodiscard]] bool at_free_word(std::size_t ahead = 0) const;
  [[nodiscard]] bool at_text(std::size_t ahead = 0) const { return peek(ahead).kind == Token::Kind::text; }
  /// Of the file, or failed.
  [[nodiscard]] bool at_end() const { return peek().kind == Token::Kind::end; }
  /// The start of a declaration, whatever encloses it: its first word and a name.
  [[nodiscard]] bool at_declaration() const;
  /// The first token of a line that does not continue the line before it.
  [[nodiscard]] bool at_fresh_line() const;
  /// The last token taken is this one.
  [[nodiscard]] bool follows(std::string_view text) const {
    return position_ > 0 && tokens_[position_ - 1].text == text;
  }

  bool accept(std::string_view text);
  void take();
  /// `where` goes on: "expected ':' after the step name".
  void expect(std::string_view text, std::string_view where);
  /// `what` as in "expected the name of a level".
  tree::Name name(std::string_view what);
  /// A name that expressions use, thus not a reserved word.
  tree::Name free_name(std::string_view what);
  std::vector<tree::Name> names(std::string_view what);
  tree::Text text(std::string_view what);
  std::int64_t number(std::string_view what);

  /// `{`. After a faulty header, the next `{` on its line, so that faults inside the block are found too.
  void open(std::string_view where);
  /// `}` of the block whose `{` was taken last before `inside`.
  void close(const Mark& inside);

  /// Fails with code `syntax`. `what` as in "expected an expression"; what was found is added.
  void expected(std::string_view what, std::string hint = {});
  void fail(std::string code, Span place, std::string message, std::string hint = {});
  /// Reports and goes on: what was written is understood, and wrong.
  void complain(Span place, std::string message, std::string hint = {});
  [[nodiscard]] bool failed() const { return failed_; }

  [[nodiscard]] Mark mark() const { return {position_, braces_, faults_}; }
  [[nodiscard]] bool clean_since(const Mark& mark) const { return faults_ == mark.faults; }
  [[nodiscard]] Span since(const Mark& mark) const;

  /// Steps to the next item of the loop, or to its `}`. False (and failed still) when a declaration or the end of the
  /// file comes first: then a brace is missing, and the enclosing loops end too.
  bool recover(const Mark& item, ItemAhead item_ahead);
  /// Between declarations: the cursor remembers in which column they begin, to find the next one after a fault.
  void begin_declaration();
  void recover_declaration(const Mark& item);

  /// One level of nesting; fails at the first that is too deep.
  class Nested {
   public:
    explicit Nested(Cursor& cursor);
    ~Nested() { --cursor_.nesting_; }
    Nested(const Nested&) = delete;
    Nested& operator=(const Nested&) = delete;

   private:
    Cursor& cursor_;
  };

 private:
  [[nodiscard]] bool at_outer_declaration() const;
  void skip();

  const Sources& sources_;
  Diagnostics& diagnostics_;
  std::vector<Token> tokens_;
  std::uint32_t column_ = 1;
  std::size_t position_ = 0;
  std::size_t braces_ = 0;
  std::size_t faults_ = 0;
  std::size_t nesting_ = 0;
  bool failed_ = false;
};

}  // namespace walkcheck
