// Terms over finite variables: immutable, shared (two equal terms have one index), folded when they are made.
// Values are integers; a Boolean is 0 or 1. Every operation is total: x / 0 and x % 0 are 0.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace walkcheck {

using VariableId = std::uint32_t;
/// What a variable holds: 0 .. size-1.
using Value = std::uint16_t;

struct Term {
  std::uint32_t index = 0;
  friend bool operator==(Term, Term) = default;
};

enum class Op : std::uint8_t {
  constant,  // value
  variable,  // value is its id
  member,    // variable `value` is in `set` (bit i: the value i; only for variables with at most 64 values)
  negate,    // not a
  all,       // a and b
  any,       // a or b
  equal,     // a == b
  less,      // a < b
  add,
  subtract,
  multiply,
  divide,
  remainder,
  choose  // a ? b : c
};

struct TermNode {
  Op op = Op::constant;
  std::int32_t value = 0;
  std::uint64_t set = 0;
  Term a, b, c;
  friend bool operator==(const TermNode&, const TermNode&) = default;
};

class Terms {
 public:
  Terms();
  [[nodiscard]] const TermNode& operator[](Term term) const { return nodes_[term.index]; }
  [[nodiscard]] std::size_t size() const { return nodes_.size(); }

  Term constant(std::int32_t value);
  Term truth(bool value) { return constant(value ? 1 : 0); }
  Term variable(VariableId id);
  /// `size` is the variable's; an empty set is false, a full one true.
  Term member(VariableId id, std::uint64_t set, std::uint32_t size);
  Term negate(Term a);
  Term all(Term a, Term b);
  Term any(Term a, Term b);
  Term equal(Term a, Term b);
  Term less(Term a, Term b);
  Term arithmetic(Op op, Term a, Term b);
  Term choose(Term condition, Term then, Term otherwise);

  [[nodiscard]] bool is_constant(Term term) const { return nodes_[term.index].op == Op::constant; }
  [[nodiscard]] bool is_true(Term term) const { return is_constant(term) && nodes_[term.index].value != 0; }
  [[nodiscard]] bool is_false(Term term) const { return is_constant(term) && nodes_[term.index].value == 0; }

 private:
  Term make(const TermNode& node);
  /// The slot of the node, or the empty one where it belongs.
  [[nodiscard]] std::size_t slot_of(const TermNode& node) const;
  void grow();
  std::vector<TermNode> nodes_;
  std::vector<std::uint32_t> slots_;  // indices of nodes, by hash, with linear probing; a power of two, half empty
};

/// The value of `term` in `state` (one Value per variable).
[[nodiscard]] std::int32_t evaluate(const Terms& terms, Term term, std::span<const Value> state);

}  // namespace walkcheck
