// Text to tokens. No word is a keyword here: what a word means depends on where it stands (see words.hpp).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/text/diagnostic.hpp"
#include "model/text/source.hpp"

namespace walkcheck {

struct Token {
  enum class Kind {
    word,
    number,
    text,    // a quoted string
    symbol,  // brackets, operators, `->`, `~`, `..`
    bad,     // already reported: the parser says nothing more about it
    end      // of the file; stands behind the last token, and there is always one
  };
  Kind kind = Kind::end;
  std::string_view text;   // as written; of a quoted string what stands between the quotes
  Span span;               // quotes included
  std::int64_t value = 0;  // of a number, 0 .. 2^31 - 1
  std::uint32_t column = 1;
  bool first_on_line = false;
};

/// All tokens of a file, the last one of kind `end`. Their texts point into `sources`.
/// Reports bad-character, unclosed-text and bad-number; a text or number so reported is still a token.
[[nodiscard]] std::vector<Token> lex(const Sources& sources, FileId file, Diagnostics& diagnostics);

/// The token as a message names it: 'word', "text", the end of the file.
[[nodiscard]] std::string describe(const Token& token);

}  // namespace walkcheck
