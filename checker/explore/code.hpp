// Conditions and updates in a form that is quick to execute on packed states. Made by Compiler (compile.hpp).
#pragma once

#include <cstdint>
#include <vector>

#include "checker/explore/layout.hpp"
#include "model/system/term.hpp"

namespace walkcheck::exploration {

/// A half-open range of indices into one of the arrays of Code.
struct Range {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// All the variables of one word that must have one value each.
struct WordTest {
  std::uint32_t word = 0;
  std::uint64_t mask = 0;
  std::uint64_t value = 0;
};

/// A variable whose value must be in a set.
struct SetTest {
  Field field;
  std::uint64_t set = 0;
};

/// Straight-line code: instruction i of a program writes register i, so that a shared term is computed once. Every
/// operation is total, hence nothing needs to be jumped over.
struct Instruction {
  enum class Kind : std::uint8_t { constant, field, member, lookup, negate, choose, binary };
  Kind kind = Kind::constant;
  Op op = Op::constant;  // of binary
  std::int32_t constant = 0;
  std::uint32_t a = 0, b = 0, c = 0;  // registers; of lookup, `a` is the first entry of its table
  Field field;
  std::uint64_t set = 0;
};

struct Program {
  Range instructions;  // the last one is the result
  bool wanted = true;  // as a test: the truth value that passes
};

/// A conjunction, cheapest tests first.
struct Condition {
  bool never = false;
  Range words, sets, programs;

  /// Nothing is left to test once the first word test has passed.
  [[nodiscard]] bool is_one_word_test() const {
    return !never && words.end - words.begin <= 1 && sets.begin == sets.end && programs.begin == programs.end;
  }
};

/// All the variables of one word that are given constants.
struct WordUpdate {
  std::uint32_t word = 0;
  std::uint64_t keep = 0;
  std::uint64_t bits = 0;
};

/// A copy of one variable to another that has room for all its values.
struct Move {
  Field from, to;
};

struct Compute {
  Program program;
  Field to;
  std::int64_t size = 0;  // of the variable that is written
};

struct Action {
  Range words, moves, computes;
};

/// The arrays that all the above point into.
struct Code {
  std::vector<WordTest> word_tests;
  std::vector<SetTest> set_tests;
  std::vector<Instruction> instructions;
  std::vector<std::int32_t> tables;
  std::vector<Program> programs;
  std::vector<WordUpdate> word_updates;
  std::vector<Move> moves;
  std::vector<Compute> computes;
  std::uint32_t registers = 0;  // the most that one program needs

  /// `registers` has room for this->registers values.
  [[nodiscard]] std::int32_t run(const Program& program, const std::uint64_t* state, std::int32_t* scratch) const;
  [[nodiscard]] bool run_tests(Range range, const std::uint64_t* state, std::int32_t* scratch) const;

  [[nodiscard]] bool holds(const Condition& condition, const std::uint64_t* state, std::int32_t* scratch) const {
    if (condition.never) return false;
    for (std::uint32_t i = condition.words.begin; i < condition.words.end; ++i) {
      const WordTest& test = word_tests[i];
      if ((state[test.word] & test.mask) != test.value) return false;
    }
    for (std::uint32_t i = condition.sets.begin; i < condition.sets.end; ++i) {
      const SetTest& test = set_tests[i];
      if ((test.set >> test.field.get(state) & 1U) == 0) return false;
    }
    return condition.programs.begin == condition.programs.end || run_tests(condition.programs, state, scratch);
  }

  /// Changes `next`, a copy of `state`. False if a value leaves the range of its variable; `next` is then worthless.
  [[nodiscard]] bool update(const Action& action, const std::uint64_t* state, std::uint64_t* next,
                            std::int32_t* scratch) const {
    for (std::uint32_t i = action.words.begin; i < action.words.end; ++i) {
      const WordUpdate& change = word_updates[i];
      next[change.word] = (next[change.word] & change.keep) | change.bits;
    }
    for (std::uint32_t i = action.moves.begin; i < action.moves.end; ++i)
      moves[i].to.set(next, moves[i].from.get(state));
    for (std::uint32_t i = action.computes.begin; i < action.computes.end; ++i) {
      const Compute& compute = computes[i];
      const std::int32_t value = run(compute.program, state, scratch);
      if (value < 0 || value >= compute.size) return false;
      compute.to.set(next, static_cast<std::uint64_t>(value));
    }
    return true;
  }
};

}  // namespace walkcheck::exploration
