// Statements of a body at random: of a level of a walker, a primitive, a callback.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "tests/agreement/world.hpp"

namespace walkcheck::testing {

struct EntryText {
  std::string name;
  std::optional<Depth> level;  // empty: of any level
};

class BodyText {
 public:
  enum class Kind : std::uint8_t { steps, edge, primitive, callback };
  struct Place {
    Kind kind = Kind::steps;
    std::string name;    // of the level function or procedure, as properties name it
    std::string letter;  // labels are this and a number
    EntryText entry;
    PrimitiveText::Returns returns = PrimitiveText::Returns::nothing;
  };

  BodyText(World& world, Pick& pick, Writer& out, Place place);

  /// `count` statements, some of them with others inside.
  void statements(std::uint32_t count);
  /// A label of the next number, or of a name.
  void label();
  void label(const std::string& name);
  /// What may stand in an `if` here: loads, predicates, locals.
  std::string condition();
  /// About one value, `*entry` or a snapshot of it.
  std::string about(const std::string& value, std::optional<Depth> level);
  /// Whether locks are held all through the body that it must not take.
  void avoid(const std::string& lock) { avoided_.insert(lock); }
  /// Leaves the body: a return, or one of the walker's ways out.
  void leave();
  /// A value of what the body returns.
  std::string result();

 private:
  void statement();
  void snapshot();
  void branch();
  void section();
  void section_below();
  void store();
  void choice();
  void loop();
  void call();
  void call(const PrimitiveText& what, const EntryText& entry);
  void wait();
  void small();
  void jump_back();
  void locked_call(const PrimitiveText& what, const EntryText& entry);
  void release_all();
  void inner(std::uint32_t most);
  void declare(const std::string& text);

  [[nodiscard]] bool is_walker() const { return place_.kind == Kind::steps || place_.kind == Kind::edge; }
  const EntryText& some_entry() { return pick_.of(entries_); }
  std::string state_of(std::optional<Depth> level);

  World& world_;
  Pick& pick_;
  Writer& out_;
  Place place_;
  std::vector<EntryText> entries_;
  std::vector<EntryText> snapshots_;  // locals with the value of an entry
  std::set<std::string> truths_, codes_;
  std::set<std::string> avoided_;
  std::vector<std::string> held_;   // what `release` names, the latest last
  std::vector<std::string> above_;  // labels to which a jump goes back
  std::uint32_t labels_ = 0;
  std::uint32_t nesting_ = 0, loops_ = 0;
};

}  // namespace walkcheck::testing
