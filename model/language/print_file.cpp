#include <fmt/format.h>

#include "model/language/layout.hpp"
#include "model/language/parser.hpp"

namespace walkcheck {
namespace layout {

std::string expression(const tree::ExpressionPtr& expression) { return print(*expression); }

std::string names(const std::vector<tree::Name>& names) {
  std::string text;
  for (const auto& name : names) {
    text += text.empty() ? "" : ", ";
    text += name.text;
  }
  return text;
}

std::string values(const std::vector<tree::ExpressionPtr>& values) {
  std::string text;
  for (const auto& value : values) {
    text += text.empty() ? "" : ", ";
    text += expression(value);
  }
  return text;
}

std::string quoted(const tree::Text& text) { return fmt::format("\"{}\"", text.text); }

std::string optional(std::string_view word, const std::optional<tree::Name>& name) {
  return name ? fmt::format("{} {}", word, name->text) : std::string{};
}

std::string description(const std::optional<tree::Text>& text) { return text ? " " + quoted(*text) : std::string{}; }

std::string children(const std::optional<tree::Name>& state) {
  return state ? fmt::format(" {{ all {} }}", state->text) : std::string{};
}

namespace {

void imports(Page& page, const std::vector<tree::Text>& list) {
  for (const auto& import : list) {
    page.line("import " + quoted(import));
  }
}

/// Blocks stand apart; lines of one kind stand together.
bool is_line(const tree::DeclarationBody& body) {
  return std::holds_alternative<tree::LevelDeclaration>(body) ||
         std::holds_alternative<tree::PredicateDeclaration>(body) ||
         std::holds_alternative<tree::VmaDeclaration>(body) || std::holds_alternative<tree::LockDeclaration>(body) ||
         std::holds_alternative<tree::RivalDeclaration>(body) ||
         std::holds_alternative<tree::SurvivorDeclaration>(body) ||
         std::holds_alternative<tree::GroupDeclaration>(body);
}

}  // namespace

}  // namespace layout

std::string print(const tree::File& file) {
  layout::Page page;
  layout::imports(page, file.imports);
  const tree::DeclarationBody* last = nullptr;
  for (const auto& declaration : file.declarations) {
    const auto& body = declaration.what;
    const bool together = last != nullptr && last->index() == body.index() && layout::is_line(body);
    if (!together && (last != nullptr || !file.imports.empty())) {
      page.line("");
    }
    std::visit([&](const auto& each) { layout::write(page, each); }, body);
    last = &body;
  }
  return std::move(page).take();
}

}  // namespace walkcheck
