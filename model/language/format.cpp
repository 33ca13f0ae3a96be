#include "model/language/format.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "model/language/layout.hpp"
#include "model/language/lexer.hpp"
#include "model/language/words.hpp"

namespace walkcheck {
namespace {

constexpr std::size_t indent_step = 2;
constexpr std::size_t tab_stop = 8;

/// Where declarations, and the parts of them that stand on lines of their own, begin: offsets into the text.
class Begins {
 public:
  explicit Begins(const tree::File& file) {
    for (const auto& declaration : file.declarations) {
      declarations_.insert(declaration.span.begin);
      std::visit([this](const auto& what) { parts(what); }, declaration.what);
    }
  }

  [[nodiscard]] bool declaration_at(std::uint32_t offset) const { return declarations_.contains(offset); }
  [[nodiscard]] bool part_at(std::uint32_t offset) const { return parts_.contains(offset); }
  [[nodiscard]] bool edit_at(std::uint32_t offset) const { return edits_.contains(offset); }
  /// A statement of what an edit puts there.
  [[nodiscard]] bool edited_at(std::uint32_t offset) const { return edited_.contains(offset); }

 private:
  template <class What>
  void parts(const What& /*what*/) {}
  void parts(const tree::ProcedureDeclaration& procedure) {
    block(procedure.body);
    edits(procedure.edits);
  }
  void parts(const tree::WalkerDeclaration& walker) {
    for (const auto& level : walker.levels) {
      parts_.insert(level.span.begin);
      for (const auto* each : {&level.enter, &level.body, &level.leave}) block(*each);
      edits(level.edits);
    }
  }
  void parts(const tree::PropertyDeclaration& property) {
    for (const auto& capture : property.captures) parts_.insert(capture.span.begin);
    for (const auto& clause : property.clauses) parts_.insert(clause.span.begin);
  }

  void block(const tree::Block& statements) {
    for (const auto& statement : statements) {
      parts_.insert(statement.span.begin);
      for (const auto* inner : tree::inner_blocks(statement)) block(*inner);
    }
  }
  void edits(const std::vector<tree::Edit>& all) {
    for (const auto& edit : all) {
      edits_.insert(edit.span.begin);
      block(edit.body);
      for (const auto& statement : edit.body) edited_.insert(statement.span.begin);
    }
  }

  std::set<std::uint32_t> declarations_, parts_, edits_, edited_;
};

/// A line without its indent and the space at its end.
struct Line {
  std::string_view text;
  std::size_t indent = 0;  // in columns, as it was written
  std::vector<Token> tokens;
};

std::vector<Line> lines_of(const Sources& sources, FileId file) {
  Diagnostics none;  // the file was parsed without a fault
  const auto tokens = lex(sources, file, none);
  std::vector<Line> lines;
  auto token = tokens.begin();
  const auto text = sources.text(file);
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    Line line;
    auto begin = at;
    for (; begin < end && (text[begin] == ' ' || text[begin] == '\t'); ++begin)
      line.indent = text[begin] == ' ' ? line.indent + 1 : (line.indent / tab_stop + 1) * tab_stop;
    line.text = text.substr(begin, end - begin);
    line.text = line.text.substr(0, line.text.find_last_not_of(" \t\r") + 1);
    for (; token->kind != Token::Kind::end && token->span.begin < end; ++token) line.tokens.push_back(*token);
    lines.push_back(std::move(line));
    at = end + 1;
  }
  return lines;
}

bool is(const Token& token, std::string_view symbol) {
  return token.kind == Token::Kind::symbol && token.text == symbol;
}

class Formatter {
 public:
  explicit Formatter(const tree::File& file) : begins_(file) {}

  void add(const Line& line) {
    if (line.text.empty()) {
      blank_ = !text_.empty() && !opened_;
      return;
    }
    const bool closes = !line.tokens.empty() && is(line.tokens.front(), "}");
    if (blank_ && !closes) text_ += '\n';
    blank_ = false;
    const auto indent = indent_of(line);
    text_.append(indent, ' ').append(line.text).append("\n");
    follow(line, indent);
  }

  [[nodiscard]] std::string take() && { return std::move(text_); }

 private:
  struct Open {
    std::size_t indent = 0;             // of the line that begins what the block belongs to
    std::optional<std::size_t> before;  // the indent that the first line inside it had
    bool of_edit = false;               // opened on the line of an edit
  };

  std::size_t indent_of(const Line& line) {
    const auto closers = static_cast<std::size_t>(
        std::find_if(line.tokens.begin(), line.tokens.end(), [](const Token& token) { return !is(token, "}"); }) -
        line.tokens.begin());
    if (closers > 0) return item_ = open_[open_.size() - std::min(closers, open_.size())].indent;
    if (open_.empty()) return outside(line);
    Open& block = open_.back();
    if (!block.before) {
      block.before = line.indent;
      if (block.of_edit) block.indent = beside_edit(line.indent - std::min(line.indent, indent_step));
    }
    const auto inside = block.indent + indent_step;
    of_edit_ = !line.tokens.empty() && begins_.edit_at(line.tokens.front().span.begin);
    if (of_edit_) {
      edit_before_ = line.indent;
      return edit_ = item_ = inside;
    }
    if (!line.tokens.empty() && begins_.edited_at(line.tokens.front().span.begin))
      return item_ = beside_edit(line.indent);
    if (begins_item(line)) return item_ = inside;
    return inside + (line.indent > *block.before ? line.indent - *block.before : 0);
  }

  /// What follows the first statement of an edit stands below `replace` or one step to the right, as its author likes.
  [[nodiscard]] std::size_t beside_edit(std::size_t indent) const {
    return edit_ + (indent >= edit_before_ + indent_step ? indent_step : 0);
  }

  std::size_t outside(const Line& line) {
    if (line.tokens.empty()) return line.indent;
    const auto& first = line.tokens.front();
    if (begins_.declaration_at(first.span.begin) || first.text == "import") {
      kind_ = first.text;
      return item_ = 0;
    }
    // What belongs to a declaration never looks like one of its own.
    return begins_item(line) ? item_ = indent_step : std::max(indent_step, line.indent);
  }

  [[nodiscard]] bool begins_item(const Line& line) const {
    if (line.tokens.empty()) return false;
    const auto& first = line.tokens.front();
    if (begins_.part_at(first.span.begin)) return true;
    const auto next = [&](std::string_view symbol) { return line.tokens.size() > 1 && is(line.tokens[1], symbol); };
    if (first.kind != Token::Kind::word) return false;
    if (open_.empty()) return first.text == "witness" || first.text == "locks" || (first.text == "in" && !next("{"));
    if (first.text == "enter" || first.text == "leave") return next("{");
    if (open_.size() > 1) return false;
    return (kind_ == "scenario" && words::is_in(first.text, words::clauses())) ||
           (kind_ == "system" && words::is_in(first.text, words::system_items()));
  }

  void follow(const Line& line, std::size_t indent) {
    const auto& tokens = line.tokens;
    for (const auto& token : tokens) {
      if (begins_.edit_at(token.span.begin) && !of_edit_) {  // in a block that was opened on the same line
        edit_ = indent + indent_step;
        edit_before_ = line.indent + indent_step;
      }
      if (is(token, "{")) open_.push_back({item_, std::nullopt, of_edit_});
      if (is(token, "}") && !open_.empty()) open_.pop_back();
    }
    if (!tokens.empty()) of_edit_ = false;
    opened_ = !tokens.empty() && is(tokens.back(), "{");
  }

  Begins begins_;
  std::string text_;
  std::vector<Open> open_;
  std::string_view kind_;  // the first word of the declaration
  std::size_t item_ = 0;   // the indent of the last line that began something
  std::size_t edit_ = 0;   // the indent of the last edit, and the one that it had
  std::size_t edit_before_ = 0;
  bool of_edit_ = false;  // the line at hand begins an edit
  bool blank_ = false;    // a blank line was seen, and not yet written
  bool opened_ = false;   // the last line ended with a block's brace
};

}  // namespace

std::string formatted(const Sources& sources, const tree::File& file) {
  Formatter formatter(file);
  for (const auto& line : lines_of(sources, file.id)) formatter.add(line);
  return std::move(formatter).take();
}

}  // namespace walkcheck
