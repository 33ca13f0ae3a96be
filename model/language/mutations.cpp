// One traversal both lists the mutations and makes one: it offers each to a visitor, as words and as a change.
#include "model/language/mutations.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <set>

#include "model/language/chosen_data.hpp"
#include "model/language/parser.hpp"

namespace walkcheck {

namespace {

using tree::Block;
using tree::ExpressionPtr;
using tree::Statement;

/// Makes the change where the traversal stands. Nothing of the files may be looked at afterwards.
using Change = std::function<void()>;
/// False: it has what it wants.
using Visitor = std::function<bool(const Mutation& mutation, const Change& change)>;

const tree::Label* as_label(const Statement& statement) { return std::get_if<tree::Label>(&statement.what); }

ExpressionPtr constant(bool value, Span span) {
  return std::make_shared<const tree::Expression>(tree::Expression{tree::Reference{value ? "true" : "false"}, span});
}

/// What must hold for the text to be what is left of an expression: an operand of `and` or `or` left out.
struct Weaker {
  ExpressionPtr without;  // the operand that is gone
  ExpressionPtr rest;
};

ExpressionPtr with(const tree::Expression& whole, tree::Binary binary) {
  return std::make_shared<const tree::Expression>(tree::Expression{std::move(binary), whole.span});
}

void weaken(const ExpressionPtr& expression, const std::function<ExpressionPtr(const ExpressionPtr&)>& around,
            std::vector<Weaker>& found) {
  if (const auto* unary = std::get_if<tree::Unary>(&expression->what)) {
    const auto negated = [&](const ExpressionPtr& inner) {
      return around(
          std::make_shared<const tree::Expression>(tree::Expression{tree::Unary{unary->op, inner}, expression->span}));
    };
    weaken(unary->operand, negated, found);
    return;
  }
  const auto* binary = std::get_if<tree::Binary>(&expression->what);
  if (binary == nullptr || (binary->op != tree::BinaryOp::any && binary->op != tree::BinaryOp::all)) return;
  const auto inside = [&](const ExpressionPtr& part, const ExpressionPtr& other, bool left) {
    std::vector<Weaker> deeper;
    const auto rebuilt = [&](const ExpressionPtr& inner) {
      return around(with(*expression, {binary->op, left ? inner : other, left ? other : inner}));
    };
    weaken(part, rebuilt, deeper);
    // `a or b or c` leans to the left: the operands of the part are those of the whole.
    const auto* same = std::get_if<tree::Binary>(&part->what);
    if (same == nullptr || same->op != binary->op) found.push_back({part, around(other)});
    found.insert(found.end(), deeper.begin(), deeper.end());
  };
  inside(binary->left, binary->right, true);
  inside(binary->right, binary->left, false);
}

class Mutator {
 public:
  explicit Mutator(Visitor visit) : visit_(std::move(visit)) {}

  void run(std::vector<tree::File>& files) {
    data_.emplace(files);
    for (tree::File& file : files) {
      for (tree::Declaration& declaration : file.declarations) {
        if (auto* procedure = std::get_if<tree::ProcedureDeclaration>(&declaration.what)) text_of(*procedure);
        if (auto* walker = std::get_if<tree::WalkerDeclaration>(&declaration.what)) text_of(*walker);
        if (auto* rival = std::get_if<tree::RivalDeclaration>(&declaration.what)) row(files, *rival);
        if (done_) return;
      }
    }
  }

 private:
  /// Where the traversal stands.
  struct Place {
    std::string owner, level;
    Span span;
  };

  void offer(const Place& place, const std::string& step, const std::string& what, const Change& change) {
    if (done_) return;
    std::string where = place.level + (place.level.empty() || step.empty() ? "" : " ") + step;
    Mutation mutation{place.owner, std::move(where), what, place.span};
    // The same condition may stand twice in one step.
    const std::uint32_t before = seen_[mutation.name()]++;
    if (before > 0) mutation.what += " (" + std::to_string(before + 1) + ")";
    done_ = !visit_(mutation, change);
  }

  void text_of(tree::ProcedureDeclaration& procedure) {
    std::vector<Block*> blocks{&procedure.body};
    for (tree::Edit& edit : procedure.edits) blocks.push_back(&edit.body);
    const Place place{procedure.name.text, "", procedure.name.span};
    text(place, blocks, procedure.edits);
    edits_of(place, procedure.base, procedure.edits, [] {});
  }

  void text_of(tree::WalkerDeclaration& walker) {
    for (tree::WalkerLevel& level : walker.levels) {
      std::string name;
      for (const auto& each : level.levels) name += (name.empty() ? "" : "/") + each.level.text;
      std::vector<Block*> blocks{&level.enter, &level.body, &level.leave};
      for (tree::Edit& edit : level.edits) blocks.push_back(&edit.body);
      const Place place{walker.name.text, name, level.span};
      text(place, blocks, level.edits);
      // A level without edits would be a new text.
      edits_of(place, walker.base, level.edits, [&walker, &level] {
        if (level.edits.empty()) std::erase_if(walker.levels, [&level](const auto& each) { return &each == &level; });
      });
      if (done_) return;  // the list may be another one now
    }
  }

  void text(const Place& place, const std::vector<Block*>& blocks, const std::vector<tree::Edit>& edits) {
    const std::size_t own = blocks.size() - edits.size();
    for (std::size_t i = 0; i < blocks.size(); ++i) steps(place, *blocks[i], i < own ? "" : edits[i - own].step.text);
    locks(place, blocks);
  }

  /// What a variant changes, each change left out.
  void edits_of(const Place& place, const std::optional<tree::Name>& base, std::vector<tree::Edit>& edits,
                const Change& afterwards) {
    for (std::size_t i = 0; !done_ && base && i < edits.size(); ++i) {
      Place here = place;
      here.span = edits[i].span;
      offer(here, edits[i].step.text, "as in " + base->text, [&edits, &afterwards, i] {
        edits.erase(edits.begin() + static_cast<std::ptrdiff_t>(i));
        afterwards();
      });
    }
  }

  /// `outer` is the step that a block stands in.
  void steps(const Place& place, Block& block, const std::string& outer) {
    std::string step = outer;
    for (std::size_t i = 0; i < block.size() && !done_; ++i) {
      Place here = place;
      here.span = block[i].span;
      if (const auto* label = as_label(block[i])) {
        step = label->name.text;
        step_at(here, block, i, step);
      } else {
        statement(here, block[i], step);
      }
    }
  }

  static std::size_t end_of(const Block& block, std::size_t label) {
    const auto begin = block.begin() + static_cast<std::ptrdiff_t>(label) + 1;
    return static_cast<std::size_t>(
        std::find_if(begin, block.end(), [](const Statement& each) { return as_label(each) != nullptr; }) -
        block.begin());
  }

  void step_at(const Place& place, Block& block, std::size_t begin, const std::string& step) {
    const std::size_t end = end_of(block, begin);
    if (end == begin + 1) return;
    const auto at = [&block](std::size_t i) { return block.begin() + static_cast<std::ptrdiff_t>(i); };
    offer(place, step, "dropped", [&] { block.erase(at(begin + 1), at(end)); });
    if (done_ || end == block.size()) return;
    const std::size_t last = end_of(block, end);
    if (last == end + 1) return;
    offer(place, step, "swapped with " + as_label(block[end])->name.text,
          [&] { std::rotate(at(begin), at(end), at(last)); });
  }

  void statement(const Place& place, Statement& statement, const std::string& step) {
    if (auto* branch = std::get_if<tree::If>(&statement.what)) condition(place, step, branch->condition);
    for (auto* inner : tree::inner_blocks(statement)) steps(place, *inner, step);
  }

  void condition(const Place& place, const std::string& step, ExpressionPtr& condition) {
    if (data_->is_all_of(place.owner, *condition)) return;
    const std::string text = "if " + print(*condition) + ": ";
    for (const bool value : {true, false})
      offer(place, step, text + (value ? "always" : "never"), [&] { condition = constant(value, condition->span); });
    std::vector<Weaker> ways;
    weaken(
        condition, [](ExpressionPtr whole) { return whole; }, ways);
    for (const Weaker& way : ways)
      offer(place, step, text + "without " + print(*way.without), [&] { condition = way.rest; });
  }

  // ---------------------------------------------------------------- locks

  void locks(const Place& place, const std::vector<Block*>& blocks) {
    std::set<std::string> names;
    for (const Block* block : blocks) acquired(*block, names);
    for (const std::string& name : names) {
      offer(place, "", "without " + name, [&] {
        for (Block* block : blocks) forget(*block, name);
      });
    }
  }

  static void acquired(const Block& block, std::set<std::string>& names) {
    for (const Statement& each : block) {
      if (const auto* acquire = std::get_if<tree::Acquire>(&each.what)) names.insert(acquire->lock.text);
      for (const auto* inner : tree::inner_blocks(each)) acquired(*inner, names);
    }
  }

  static void forget(Block& block, const std::string& name) {
    std::erase_if(block, [&name](const Statement& each) {
      const auto* acquire = std::get_if<tree::Acquire>(&each.what);
      const auto* release = std::get_if<tree::Release>(&each.what);
      return (acquire != nullptr && acquire->lock.text == name) || (release != nullptr && release->lock.text == name);
    });
    for (Statement& each : block) {
      for (auto* inner : tree::inner_blocks(each)) forget(*inner, name);
    }
  }

  // ---------------------------------------------------------------- rivals

  void row(std::vector<tree::File>& files, tree::RivalDeclaration& rival) {
    const Place place{rival.name.text, "", rival.name.span};
    if (is_named(files, rival.name.text)) offer(place, "", "left out", [&] { leave_out(files, rival.name.text); });
    if (rival.after) offer(place, "", "frees at once", [&] { rival.after.reset(); });
    if (rival.lock && rival.form == tree::RivalDeclaration::Form::atomic)
      offer(place, "", "without " + rival.lock->text, [&] { rival.lock.reset(); });
    if (!rival.vmas.empty()) offer(place, "", "in any vma", [&] { rival.vmas.clear(); });
    if (!rival.modes.empty()) offer(place, "", "however mmap is held", [&] { rival.modes.clear(); });
  }

  static bool is_named(const std::vector<tree::File>& files, const std::string& name) {
    const auto is_in = [&name](const std::vector<tree::Name>& names) {
      return std::any_of(names.begin(), names.end(), [&name](const tree::Name& each) { return each.text == name; });
    };
    for (const tree::File& file : files) {
      for (const tree::Declaration& declaration : file.declarations) {
        const auto* group = std::get_if<tree::GroupDeclaration>(&declaration.what);
        const auto* scenario = std::get_if<tree::ScenarioDeclaration>(&declaration.what);
        if (group != nullptr && is_in(group->members)) return true;
        if (scenario != nullptr && is_in(scenario->rivals)) return true;
      }
    }
    return false;
  }

  /// The declaration stays: a group that holds nothing else is none, and `check` will say so.
  static void leave_out(std::vector<tree::File>& files, const std::string& name) {
    const auto strike = [&name](std::vector<tree::Name>& names) {
      std::erase_if(names, [&name](const tree::Name& each) { return each.text == name; });
    };
    for (tree::File& file : files) {
      for (tree::Declaration& declaration : file.declarations) {
        if (auto* group = std::get_if<tree::GroupDeclaration>(&declaration.what)) {
          strike(group->members);
          strike(group->without);
        }
        if (auto* scenario = std::get_if<tree::ScenarioDeclaration>(&declaration.what)) {
          strike(scenario->rivals);
          strike(scenario->without);
        }
      }
    }
  }

  Visitor visit_;
  std::optional<ChosenData> data_;
  bool done_ = false;
  std::map<std::string, std::uint32_t> seen_;  // by name
};

}  // namespace

std::string Mutation::name() const { return owner + (step.empty() ? "" : " " + step) + " " + what; }

std::vector<Mutation> mutations(const std::vector<tree::File>& files) {
  std::vector<Mutation> found;
  std::vector<tree::File> copy = files;
  Mutator([&found](const Mutation& mutation, const Change&) {
    found.push_back(mutation);
    return true;
  }).run(copy);
  return found;
}

std::vector<tree::File> mutated(std::vector<tree::File> files, std::size_t number) {
  std::size_t next = 0;
  Mutator([&next, number](const Mutation&, const Change& change) {
    if (next++ != number) return true;
    change();
    return false;
  }).run(files);
  return files;
}

}  // namespace walkcheck
