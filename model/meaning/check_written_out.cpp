// A scenario's walker is written out as one body: it must come to an end, and be of a size that can be searched.

#include <set>

#include "model/meaning/checks.hpp"
#include "model/meaning/visit.hpp"

namespace walkcheck {

namespace {

// Statements and loads; what is written for the kernel comes to less than a thousand.
constexpr std::size_t most_parts = 6'000;

class WrittenOut {
 public:
  WrittenOut(const Model& model, const Scenario& scenario)
      : model_(model), scenario_(scenario), levels_(model.levels.size()) {}

  /// Saturates above `most_parts`.
  std::size_t size() { return level(model_.walkers.at(scenario_.walker).first()); }
  /// The procedure that is reached from itself, if there is one.
  [[nodiscard]] const std::string& recursive() const { return recursive_; }

 private:
  std::size_t level(LevelId id) {
    if (levels_[id] != 0) return levels_[id];
    const Walker& walker = model_.walkers.at(scenario_.walker);
    const WalkerLevel& text = walker.levels.at(id);
    std::size_t sum = 1;
    for (const tree::Block* part : {&text.enter, &text.body, &text.leave}) {
      sum += block(*part);
      each_statement(*part, [&](const tree::Statement& statement) {
        if (std::holds_alternative<tree::Descend>(statement.what) && id + 1 < levels_.size())
          sum = std::min(sum + level(id + 1), most_parts + 1);
      });
    }
    return levels_[id] = std::min(sum, most_parts + 1);
  }

  std::size_t block(const tree::Block& block) {
    std::size_t sum = 0;
    each_statement(block, [&](const tree::Statement& statement) {
      ++sum;
      each_own_expression(statement, [&](const tree::Expression& e) {
        each_part(e, [&](const tree::Expression& part) {
          ++sum;
          if (const auto* call = std::get_if<tree::Call>(&part.what))
            sum = std::min(sum + called(call->callee.text), most_parts + 1);
        });
      });
    });
    return std::min(sum, most_parts + 1);
  }

  std::size_t called(std::string name) {
    if (find_slot(name) != nullptr) {
      const auto bound = scenario_.callbacks.find(name);
      if (bound == scenario_.callbacks.end()) return 0;
      name = bound->second;
    }
    if (const auto used = scenario_.uses.find(name); used != scenario_.uses.end()) name = used->second;
    const auto procedure = model_.procedures.find(name);
    if (procedure == model_.procedures.end()) return 0;
    if (const auto known = sizes_.find(name); known != sizes_.end()) return known->second;
    if (!under_way_.insert(name).second) {
      recursive_ = name;
      return 0;
    }
    const std::size_t size = block(procedure->second.body);
    under_way_.erase(name);
    return sizes_[name] = size;
  }

  const Model& model_;
  const Scenario& scenario_;
  std::vector<std::size_t> levels_;
  std::map<std::string, std::size_t> sizes_;
  std::set<std::string> under_way_;
  std::string recursive_;
};

}  // namespace

void check_written_out(CheckContext context) {
  for (const auto& [name, scenario] : context.model.scenarios) {
    if (!context.model.walkers.contains(scenario.walker)) continue;
    WrittenOut walk(context.model, scenario);
    const std::size_t size = walk.size();
    if (!walk.recursive().empty()) {
      context.diagnostics.report("recursive", scenario.span, "in this scenario '" + walk.recursive() + "' calls itself",
                                 "what 'use' puts in the place of a primitive cannot call that primitive");
    } else if (size > most_parts) {
      context.diagnostics.report("too-large", scenario.span,
                                 "the walker is too large once its calls and levels are written out",
                                 "each descend and each call writes out what it leads to");
    }
  }
}

}  // namespace walkcheck
