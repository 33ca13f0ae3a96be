// Expressions and statements of the tree (model/language/tree.hpp).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "model/text/source.hpp"

namespace walkcheck::tree {

struct Name {
  std::string text;
  Span span;
};

/// A quoted string, without its quotes.
struct Text {
  std::string text;
  Span span;
};

// ---------------------------------------------------------------- expressions

struct Expression;
using ExpressionPtr = std::shared_ptr<const Expression>;

struct Integer {
  std::int64_t value = 0;
};
/// `-EBUSY`: an error code of the kernel.
struct ErrorCode {
  std::string name;
};
/// A name, `true`, `false`, `yes`, `no` and `null` among them.
struct Reference {
  std::string name;
};
/// `*entry`, `*pud`: one load.
struct Load {
  Name entry;
};
/// `none(v)`, `returned(pud_entry, CONTINUE)`, `has(pte_hole)`.
struct Call {
  Name callee;
  std::vector<ExpressionPtr> arguments;
};
/// `e[i + 1]`, in systems.
struct Element {
  Name array;
  ExpressionPtr index;
};
enum class UnaryOp { negate };  // `not x`
struct Unary {
  UnaryOp op;
  ExpressionPtr operand;
};
enum class BinaryOp {
  any,
  all,
  equal,
  unequal,
  less,
  less_equal,
  greater,
  greater_equal,
  add,
  subtract,
  multiply,
  divide,
  remainder
};
struct Binary {
  BinaryOp op;
  ExpressionPtr left, right;
};
/// `v in {leaf, devmap}`.
struct Membership {
  ExpressionPtr operand;
  std::vector<ExpressionPtr> values;
};

struct Expression {
  std::variant<Integer, ErrorCode, Reference, Load, Call, Element, Unary, Binary, Membership> what;
  Span span;
};

// ---------------------------------------------------------------- statements

struct Statement;
/// In order; a label or step name is a statement of its own and names what follows it, up to the next one of the same
/// block.
using Block = std::vector<Statement>;

struct Label {
  Name name;
};  // again:
struct Let {
  Name name;
  ExpressionPtr value;
};  // let v = *entry
struct Assign {
  Name target;
  ExpressionPtr value;
};  // action = CONTINUE
struct StoreEntry {
  Name entry;
  Name state;
  std::optional<Name> children;
};  // *entry = table { all present }
struct If {
  ExpressionPtr condition;
  Block then;
  Block otherwise;
};
struct Goto {
  Name label;
};
struct Return {
  ExpressionPtr value;
};  // value may be null
struct Next {};
struct Stop {};
struct Descend {};
struct Hole {};  // hole: an empty range is found (the value last loaded says so)
struct Deref {
  Name entry;
};  // deref entry: a load that must see a table
struct Acquire {
  Name lock;
};
struct Release {
  Name lock;
};  // a lock, or a local that holds one
struct Sleeps {
  Text why;
};
struct Choose {
  Name name;
  std::vector<ExpressionPtr> values;
};  // choose need in {no, yes}
struct Perform {
  Name rivals;
  Name entry;
};  // perform any of faults at entry
struct Await {
  ExpressionPtr condition;
};
struct ForEach {
  Name level;
  Name child;
  Name entry;
  Block body;
  bool has_else = false;
  Block otherwise;  // the entry is no table
};                  // for each pte p below entry { } else { }
struct Do {
  ExpressionPtr call;
};  // split_huge_pud(entry)

struct Statement {
  std::variant<Label, Let, Assign, StoreEntry, If, Goto, Return, Next, Stop, Descend, Hole, Deref, Acquire, Release,
               Sleeps, Choose, Perform, Await, ForEach, Do>
      what;
  Span span;
};

/// The blocks inside a statement, in the order of their text.
[[nodiscard]] inline std::vector<const Block*> inner_blocks(const Statement& statement) {
  if (const auto* branch = std::get_if<If>(&statement.what)) return {&branch->then, &branch->otherwise};
  if (const auto* loop = std::get_if<ForEach>(&statement.what)) return {&loop->body, &loop->otherwise};
  return {};
}
[[nodiscard]] inline std::vector<Block*> inner_blocks(Statement& statement) {
  if (auto* branch = std::get_if<If>(&statement.what)) return {&branch->then, &branch->otherwise};
  if (auto* loop = std::get_if<ForEach>(&statement.what)) return {&loop->body, &loop->otherwise};
  return {};
}

/// How a variant changes the steps of what it varies.
struct Edit {
  enum class Kind { replace, drop, insert_after, insert_before, swap } kind;
  Name step;
  std::optional<Name> other;  // swap STEP OTHER
  Block body;                 // replace STEP: ..., insert after STEP: ...  (the body begins with its own label)
  Span span;
};

}  // namespace walkcheck::tree
