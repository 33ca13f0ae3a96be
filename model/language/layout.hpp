// How the printer writes what several kinds of declarations share. Everything here is the one canonical layout.
#pragma once

#include <fmt/format.h>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/language/tree.hpp"

namespace walkcheck::layout {

/// Lines with their indent.
class Page {
 public:
  void line(std::string_view text) {
    if (!text.empty()) {
      text_.append(2 * depth_, ' ').append(text);
    }
    text_ += '\n';
  }
  /// The line `header {`; a block is closed by `close`, or by `reopen` in front of an `else`.
  void open(std::string_view header) {
    line(fmt::format("{} {{", header));
    ++depth_;
  }
  void reopen(std::string_view header) {
    --depth_;
    open(fmt::format("}} {}", header));
  }
  void close() {
    --depth_;
    line("}");
  }
  void indent() { ++depth_; }
  void outdent() { --depth_; }
  [[nodiscard]] std::size_t column() const { return 2 * depth_; }
  [[nodiscard]] std::string take() && { return std::move(text_); }

 private:
  std::string text_;
  std::size_t depth_ = 0;
};

[[nodiscard]] std::string expression(const tree::ExpressionPtr& expression);
[[nodiscard]] std::string names(const std::vector<tree::Name>& names);             // a, b
[[nodiscard]] std::string values(const std::vector<tree::ExpressionPtr>& values);  // a, b
[[nodiscard]] std::string quoted(const tree::Text& text);                          // "text"
/// `WORD name`, or nothing.
[[nodiscard]] std::string optional(std::string_view word, const std::optional<tree::Name>& name);
[[nodiscard]] std::string description(const std::optional<tree::Text>& text);  // ` "text"`, or nothing
[[nodiscard]] std::string children(const std::optional<tree::Name>& state);    // ` { all state }`, or nothing
[[nodiscard]] std::string because(const std::optional<tree::Text>& text);      // ` because "text"`, or nothing
[[nodiscard]] std::string judgement(const tree::Clause& clause);

/// A statement without blocks.
[[nodiscard]] std::string simple(const tree::Statement& statement);
/// `label` ("U1: ", or empty) stands in front of the first statement.
void block(Page& page, std::span<const tree::Statement> statements, std::string label = {});

void write(Page& page, const tree::LevelDeclaration& level);
void write(Page& page, const tree::PredicateDeclaration& predicate);
void write(Page& page, const tree::VmaDeclaration& vma);
void write(Page& page, const tree::SurvivorDeclaration& survivor);
void write(Page& page, const tree::LockDeclaration& lock);
void write(Page& page, const tree::ProcedureDeclaration& procedure);
void write(Page& page, const tree::WalkerDeclaration& walker);
void write(Page& page, const tree::RivalDeclaration& rival);
void write(Page& page, const tree::GroupDeclaration& group);
void write(Page& page, const tree::ScenarioDeclaration& scenario);
void write(Page& page, const tree::PropertyDeclaration& property);
void write(Page& page, const tree::SystemDeclaration& system);

template <class... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};
template <class... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

}  // namespace walkcheck::layout
