#include "model/language/lexer.hpp"

#include <catch2/catch.hpp>

namespace walkcheck::testing {

namespace {

struct Lexed {
  Sources sources;
  Diagnostics diagnostics;
  std::vector<Token> tokens;
};

Lexed lexed(std::string text) {
  Lexed made;
  const auto file = made.sources.add("test.walk", std::move(text));
  made.tokens = lex(made.sources, file, made.diagnostics);
  return made;
}

std::vector<std::string> texts(const Lexed& made) {
  std::vector<std::string> list;
  for (const auto& token : made.tokens) {
    list.emplace_back(token.text);
  }
  return list;
}

std::string first_code(const Lexed& made) { return made.diagnostics.sorted().at(0).code; }

}  // namespace

TEST_CASE("Words, numbers, texts and symbols") {
  const auto made = lexed("let v_1=*e2 // rest\n \"a // b\" 12->~..<==!=>= 0..3");
  CHECK(made.diagnostics.empty());
  CHECK(texts(made) == std::vector<std::string>{"let", "v_1", "=", "*", "e2", "a // b", "12", "->", "~", "..",
                                                "<=", "=", "!=", ">=", "0", "..", "3", ""});
  CHECK(made.tokens[0].kind == Token::Kind::word);
  CHECK(made.tokens[5].kind == Token::Kind::text);
  CHECK(made.tokens[5].span == Span{0, 21, 29});
  CHECK(made.tokens[5].first_on_line);
  CHECK(made.tokens[5].column == 2);
  CHECK(made.tokens[6].value == 12);
  CHECK(made.tokens.back().kind == Token::Kind::end);
}

TEST_CASE("The end stands behind the last token") {
  CHECK(lexed("ab \n\n").tokens.back().span == Span{0, 2, 2});
  CHECK(lexed("").tokens.size() == 1);
  CHECK(lexed("// only a comment").tokens.size() == 1);
}

TEST_CASE("A text ends on its line") {
  const auto made = lexed("\"open\r\nnext");
  CHECK(first_code(made) == "unclosed-text");
  CHECK(texts(made) == std::vector<std::string>{"open", "", "next", ""});
  CHECK(first_code(lexed("\"")) == "unclosed-text");
}

TEST_CASE("A number fits 31 bits") {
  CHECK(lexed("2147483647").diagnostics.empty());
  CHECK(lexed("2147483647").tokens[0].value == 2147483647);
  CHECK(first_code(lexed("2147483648")) == "bad-number");
  CHECK(first_code(lexed("99999999999999999999999999999999")) == "bad-number");
  CHECK(first_code(lexed("12ab")) == "bad-number");
  CHECK(lexed("12ab x").tokens.size() == 3);
}

TEST_CASE("A run of bytes without meaning is one fault") {
  const auto made = lexed("a #$@ b");
  REQUIRE(made.diagnostics.sorted().size() == 1);
  CHECK(first_code(made) == "bad-character");
  CHECK(made.tokens[1].kind == Token::Kind::bad);
  CHECK(first_code(lexed(std::string("\0", 1))) == "bad-character");
  CHECK(first_code(lexed("\xff\xfe")) == "bad-character");
  CHECK(first_code(lexed("a.b")) == "bad-character");
}

TEST_CASE("Messages name tokens shortly") {
  const auto made = lexed("word \"" + std::string(100, 'x') + "\"");
  CHECK(describe(made.tokens[0]) == "'word'");
  CHECK(describe(made.tokens[1]).size() < 70);
  CHECK(describe(made.tokens[2]) == "the end of the file");
}

}  // namespace walkcheck::testing
