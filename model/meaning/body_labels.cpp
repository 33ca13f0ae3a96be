#include <algorithm>

#include "model/meaning/body_check.hpp"
#include "model/meaning/checks.hpp"

namespace walkcheck {

namespace {

/// The blocks around a place, outermost first.
using Blocks = std::vector<const tree::Block*>;

struct Jump {
  tree::Name label;
  Blocks around;
};

/// Where the labels of a body stand, and where it jumps from.
class Labels {
 public:
  Labels(std::map<std::string, Span>& taken, Diagnostics& diagnostics) : taken_(taken), diagnostics_(diagnostics) {}

  void collect(const tree::Block& block) {
    around_.push_back(&block);
    for (const tree::Statement& statement : block) {
      if (const auto* label = std::get_if<tree::Label>(&statement.what)) add(label->name);
      if (const auto* jump = std::get_if<tree::Goto>(&statement.what)) jumps_.push_back({jump->label, around_});
      for (const auto* inner : tree::inner_blocks(statement)) collect(*inner);
    }
    around_.pop_back();
  }

  /// A jump leads out of blocks, not into them: a loop has to be entered, and a branch may not be there in a walk
  /// without a callback.
  void judge() {
    std::vector<std::string> known;
    for (const auto& [name, around] : labels_) known.push_back(name);
    for (const Jump& jump : jumps_) {
      const auto label = labels_.find(jump.label.text);
      if (label == labels_.end()) {
        report_unknown(diagnostics_, "label", jump.label, known);
      } else if (label->second.size() > jump.around.size() ||
                 !std::equal(label->second.begin(), label->second.end(), jump.around.begin())) {
        diagnostics_.report("wrong-place", jump.label.span, "this jumps into a loop or a branch",
                            "jump to a label in front of it");
      }
    }
  }

 private:
  void add(const tree::Name& name) {
    if (!taken_.emplace(name.text, name.span).second) {
      diagnostics_.report("duplicate-name", name.span, "label '" + name.text + "' stands twice in this body",
                          "steps of one body have different names");
      return;
    }
    labels_[name.text] = around_;
  }

  std::map<std::string, Span>& taken_;
  Diagnostics& diagnostics_;
  Blocks around_;
  std::map<std::string, Blocks> labels_;
  std::vector<Jump> jumps_;
};

}  // namespace

void check_labels(const tree::Block& block, std::map<std::string, Span>& labels, Diagnostics& diagnostics) {
  Labels found(labels, diagnostics);
  found.collect(block);
  found.judge();
}

bool always_leaves(const tree::Block& block) {
  if (block.empty()) return false;
  const tree::Statement& last = block.back();
  if (const auto* branch = std::get_if<tree::If>(&last.what))
    return always_leaves(branch->then) && always_leaves(branch->otherwise);
  return std::holds_alternative<tree::Return>(last.what) || std::holds_alternative<tree::Goto>(last.what);
}

}  // namespace walkcheck
