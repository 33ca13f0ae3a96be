// What a page-table world at random is made of so far: each part of the generator adds to it and asks it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tests/agreement/pick.hpp"
#include "tests/agreement/writer.hpp"

namespace walkcheck::testing {

/// Index of a level of the world, from the root (0) down.
using Depth = std::size_t;

struct LevelText {
  std::string name;
  std::vector<std::string> states;  // none first; the second is `table` where there is a level below
  std::string lock;                 // what most rows of the level take
  [[nodiscard]] std::string slot() const { return name + "_entry"; }
};

struct LockText {
  std::string name;
  std::optional<Depth> per_table;  // empty: one, or another name of one
};

struct PrimitiveText {
  enum class Returns : std::uint8_t { nothing, truth, code, lock };
  std::string name;
  std::optional<Depth> level;  // empty: of an entry of any level
  Returns returns = Returns::nothing;
  bool loops = false;  // over the table below its entry
};

struct CallbackText {
  std::string name;
  std::string slot;
};

/// A label, and the procedure or level function in which it stands.
struct StepText {
  std::string label;
  std::string place;
  bool declares = false;  // a local: what comes later may not do without it
};

struct World {
  std::vector<LevelText> levels;
  std::map<std::string, std::vector<Depth>> predicates;  // where each is declared
  std::vector<std::string> vmas;
  std::vector<LockText> locks;
  std::vector<std::string> rivals;
  std::vector<PrimitiveText> primitives;
  std::vector<CallbackText> callbacks;
  std::vector<StepText> steps;
  std::vector<std::string> walkers;
  std::vector<std::string> scenarios;

  [[nodiscard]] bool is_last(Depth level) const { return level + 1 == levels.size(); }
  /// The predicates that are declared at `level`; without one, at all levels.
  [[nodiscard]] std::vector<std::string> predicates_at(std::optional<Depth> level) const;
  /// Locks that whoever stands in a table of `depth` can name; without one, those of the mm.
  [[nodiscard]] std::vector<std::string> locks_at(std::optional<Depth> depth) const;
  /// The lock of the tables below the entries of `depth`; empty if they have none of their own.
  [[nodiscard]] std::string lock_below(std::optional<Depth> depth) const;
  [[nodiscard]] std::vector<std::string> slots() const;
};

// In the order in which they are called; each writes its part of the text.
void write_tables(World& world, Pick& pick, Writer& out);
void write_rivals(World& world, Pick& pick, Writer& out);
void write_primitives(World& world, Pick& pick, Writer& out);
void write_callbacks(World& world, Pick& pick, Writer& out);
void write_walkers(World& world, Pick& pick, Writer& out);
void write_scenarios(World& world, Pick& pick, Writer& out, bool any_size);
void write_properties(const World& world, Pick& pick, Writer& out);
/// Properties `trueN` are never violated; `sameNa` and `sameNb` are violated both or none. Whatever breaks a property
/// in the scenario `less` breaks it in `small` too, deadlocks apart.
void write_laws(const World& world, Pick& pick, Writer& out);

}  // namespace walkcheck::testing
