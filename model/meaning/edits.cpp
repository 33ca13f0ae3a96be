#include <algorithm>
#include <functional>
#include <variant>

#include "model/meaning/checks.hpp"

namespace walkcheck {

namespace {

using tree::Block;
using tree::Edit;
using tree::Statement;

const tree::Label* as_label(const Statement& statement) { return std::get_if<tree::Label>(&statement.what); }

/// A step: its label and what follows it up to the next label of the same block.
struct Extent {
  Block* block = nullptr;
  std::ptrdiff_t begin = 0, end = 0;  // [begin, end), begin is the label
};

std::optional<Extent> find_step(Block& block, const std::string& name) {
  for (std::size_t i = 0; i < block.size(); ++i) {
    const auto* label = as_label(block[i]);
    if (label != nullptr && label->name.text == name) {
      auto end = std::find_if(block.begin() + static_cast<std::ptrdiff_t>(i) + 1, block.end(),
                              [](const Statement& s) { return as_label(s) != nullptr; });
      return Extent{&block, static_cast<std::ptrdiff_t>(i), end - block.begin()};
    }
    for (Block* inner : inner_blocks(block[i])) {
      if (auto found = find_step(*inner, name)) return found;
    }
  }
  return std::nullopt;
}

void swap_steps(const Extent& one, const Extent& other) {
  const Block first(one.block->begin() + one.begin, one.block->begin() + one.end);
  const Block second(other.block->begin() + other.begin, other.block->begin() + other.end);
  const Extent& front = one.begin < other.begin ? one : other;
  const Extent& back = one.begin < other.begin ? other : one;
  const Block& to_front = one.begin < other.begin ? second : first;
  const Block& to_back = one.begin < other.begin ? first : second;
  Block& block = *one.block;
  block.erase(block.begin() + back.begin, block.begin() + back.end);
  block.insert(block.begin() + back.begin, to_back.begin(), to_back.end());
  block.erase(block.begin() + front.begin, block.begin() + front.end);
  block.insert(block.begin() + front.begin, to_front.begin(), to_front.end());
}

/// The new text of a step without the label that repeats the step's own.
Block without_own_label(const Edit& edit) {
  Block body = edit.body;
  if (!body.empty()) {
    const auto* label = as_label(body.front());
    if (label != nullptr && label->name.text == edit.step.text) body.erase(body.begin());
  }
  return body;
}

std::optional<Extent> find_or_report(Block& block, const tree::Name& step, Diagnostics& diagnostics) {
  auto found = find_step(block, step.text);
  if (!found) report_unknown(diagnostics, "step", step, labels_of(block));
  return found;
}

void apply(Block& block, const Edit& edit, Diagnostics& diagnostics) {
  const auto step = find_or_report(block, edit.step, diagnostics);
  if (!step) return;
  Block& target = *step->block;
  switch (edit.kind) {
    case Edit::Kind::drop:
      target.erase(target.begin() + step->begin + 1, target.begin() + step->end);
      return;
    case Edit::Kind::replace: {
      const Block body = without_own_label(edit);
      target.erase(target.begin() + step->begin + 1, target.begin() + step->end);
      target.insert(target.begin() + step->begin + 1, body.begin(), body.end());
      return;
    }
    case Edit::Kind::insert_after:
      target.insert(target.begin() + step->end, edit.body.begin(), edit.body.end());
      return;
    case Edit::Kind::insert_before:
      target.insert(target.begin() + step->begin, edit.body.begin(), edit.body.end());
      return;
    case Edit::Kind::swap: {
      const auto other = edit.other ? find_or_report(block, *edit.other, diagnostics) : std::nullopt;
      if (!other || edit.other->text == edit.step.text) return;
      if (other->block != step->block) {
        diagnostics.report("bad-edit", edit.span, "the steps to swap stand in different blocks",
                           "swap steps of one block");
        return;
      }
      swap_steps(*step, *other);
      return;
    }
  }
}

void collect_labels(const Block& block, std::vector<std::string>& labels) {
  for (const Statement& statement : block) {
    if (const auto* label = as_label(statement)) labels.push_back(label->name.text);
    for (const auto* inner : tree::inner_blocks(statement)) collect_labels(*inner, labels);
  }
}

}  // namespace

Block apply_edits(Block block, const std::vector<Edit>& edits, Diagnostics& diagnostics) {
  for (const Edit& edit : edits) apply(block, edit, diagnostics);
  return block;
}

std::vector<std::string> labels_of(const Block& block) {
  std::vector<std::string> labels;
  collect_labels(block, labels);
  return labels;
}

void report_unknown(Diagnostics& diagnostics, std::string_view kind, const tree::Name& name,
                    const std::vector<std::string>& known) {
  diagnostics.report("unknown-" + std::string(kind), name.span,
                     "there is no " + std::string(kind) + " '" + name.text + "' here", suggest(name.text, known));
}

}  // namespace walkcheck
