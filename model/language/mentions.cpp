#include "model/language/mentions.hpp"

#include <map>
#include <type_traits>

#include "model/language/parser.hpp"
#include "model/text/words.hpp"

namespace walkcheck {

namespace {

/// The text without what stands in quotes.
std::string without_strings(const std::string& text) {
  std::string rest;
  bool inside = false;
  for (const char c : text) {
    if (c == '"') inside = !inside;
    rest += inside ? ' ' : c;
  }
  return rest;
}

/// The name of a declaration that a scenario can be built from.
const std::string* name_of(const tree::Declaration& declaration) {
  return std::visit(
      [](const auto& what) -> const std::string* {
        using Kind = std::decay_t<decltype(what)>;
        constexpr bool is_part =
            std::is_same_v<Kind, tree::ProcedureDeclaration> || std::is_same_v<Kind, tree::WalkerDeclaration> ||
            std::is_same_v<Kind, tree::RivalDeclaration> || std::is_same_v<Kind, tree::GroupDeclaration> ||
            std::is_same_v<Kind, tree::ScenarioDeclaration>;
        if constexpr (is_part) {
          return &what.name.text;
        } else {
          return nullptr;
        }
      },
      declaration.what);
}

}  // namespace

std::set<std::string> mentioned_from(const std::vector<tree::File>& files, const std::string& name) {
  std::map<std::string, std::vector<const tree::Declaration*>> declarations;
  for (const tree::File& file : files) {
    for (const tree::Declaration& declaration : file.declarations) {
      if (const std::string* called = name_of(declaration)) declarations[*called].push_back(&declaration);
    }
  }
  std::set<std::string> found{name};
  std::vector<std::string> waiting{name};
  while (!waiting.empty()) {
    const auto known = declarations.find(waiting.back());
    waiting.pop_back();
    if (known == declarations.end()) continue;
    tree::File text;
    for (const tree::Declaration* declaration : known->second) text.declarations.push_back(*declaration);
    for (const std::string& word : words(without_strings(print(text)))) {
      if (found.insert(word).second) waiting.push_back(word);
    }
  }
  return found;
}

}  // namespace walkcheck
