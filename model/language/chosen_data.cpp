#include "model/language/chosen_data.hpp"

#include "model/language/parser.hpp"
#include "model/text/words.hpp"

namespace walkcheck {

namespace {

using tree::Block;
using tree::Statement;
using Counts = std::map<std::string, int>;

void count_choices(const Block& block, Counts& counts) {
  for (const Statement& each : block) {
    if (const auto* choose = std::get_if<tree::Choose>(&each.what)) ++counts[choose->name.text];
    for (const auto* inner : tree::inner_blocks(each)) count_choices(*inner, counts);
  }
}

std::vector<const Block*> blocks_of(const tree::ProcedureDeclaration& procedure) {
  std::vector<const Block*> blocks{&procedure.body};
  for (const tree::Edit& edit : procedure.edits) blocks.push_back(&edit.body);
  return blocks;
}

std::vector<const Block*> blocks_of(const tree::WalkerDeclaration& walker) {
  std::vector<const Block*> blocks;
  for (const tree::WalkerLevel& level : walker.levels) {
    blocks.insert(blocks.end(), {&level.enter, &level.body, &level.leave});
    for (const tree::Edit& edit : level.edits) blocks.push_back(&edit.body);
  }
  return blocks;
}

template <class Action>
void each_text(const std::vector<tree::File>& files, const Action& action) {
  for (const tree::File& file : files) {
    for (const tree::Declaration& declaration : file.declarations) {
      if (const auto* procedure = std::get_if<tree::ProcedureDeclaration>(&declaration.what)) action(*procedure);
      if (const auto* walker = std::get_if<tree::WalkerDeclaration>(&declaration.what)) action(*walker);
    }
  }
}

bool asks_only(const std::set<std::string>& names, const tree::Expression& condition) {
  if (const auto* reference = std::get_if<tree::Reference>(&condition.what)) return names.contains(reference->name);
  if (const auto* unary = std::get_if<tree::Unary>(&condition.what)) return asks_only(names, *unary->operand);
  const auto* binary = std::get_if<tree::Binary>(&condition.what);
  if (binary == nullptr || (binary->op != tree::BinaryOp::any && binary->op != tree::BinaryOp::all)) return false;
  return asks_only(names, *binary->left) && asks_only(names, *binary->right);
}

}  // namespace

ChosenData::ChosenData(const std::vector<tree::File>& files) {
  std::map<std::string, std::string> bases;
  each_text(files, [&bases](const auto& text) { bases[text.name.text] = text.base ? text.base->text : ""; });
  std::map<std::string, Counts> choices, mentions;  // by family
  each_text(files, [&](const auto& text) {
    std::string root = text.name.text;
    // A text that is its own base is refused later.
    for (std::size_t steps = 0; !bases[root].empty() && steps < bases.size(); ++steps) root = bases[root];
    family_[text.name.text] = root;
    for (const Block* block : blocks_of(text)) count_choices(*block, choices[root]);
    tree::File alone;
    alone.declarations.push_back({text, text.name.span});
    for (const std::string& word : words(print(alone))) ++mentions[root][word];
  });
  // The word stands where it is chosen, and where it is asked for.
  for (const auto& [root, names] : choices) {
    for (const auto& [name, count] : names) {
      if (count == 1 && mentions[root][name] == 2) free_[root].insert(name);
    }
  }
}

bool ChosenData::is_all_of(const std::string& owner, const tree::Expression& condition) const {
  const auto root = family_.find(owner);
  if (root == family_.end()) return false;
  const auto names = free_.find(root->second);
  return names != free_.end() && asks_only(names->second, condition);
}

}  // namespace walkcheck
