// Terms as SMT-LIB 2.6 text in the logic QF_BV. The certificates are written with it, and nothing else is: the engines
// speak to Z3 through an encoding of their own, so that a fault of one is not a fault of both.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/system/transition_system.hpp"

namespace walkcheck::symbolic {

/// How many bits hold the values of a variable of `size` values; at least 1.
[[nodiscard]] std::uint32_t bits_of(std::uint32_t size);

/// The number modulo 2^bits as a literal; `bits` is 1 to 32.
[[nodiscard]] std::string bit_vector(std::int64_t number, std::uint32_t bits);

/// `name` without what no quoted symbol may hold (| and \, control characters), and without @, which stands between a
/// variable and its state.
[[nodiscard]] std::string plain_name(std::string_view name);

/// "(op a b ...)"; a single operand itself; `none` if there is none.
[[nodiscard]] std::string nary(std::string_view op, std::span<const std::string> operands, std::string_view none);

/// The same script with no line wider than 100 columns, as far as its symbols allow it; comments are left alone.
[[nodiscard]] std::string fold_script(std::string_view script);

/// Writes the terms of one system, which must outlive it. A variable is a bit-vector of bits_of(size) bits and is
/// called |NAME@STATE|; parts that a term uses twice are bound by `let`. The text means what `evaluate` says for states
/// whose values are all in range, and for no others.
class TermText {
 public:
  /// `reserved` are names that no variable gets; two variables of one name get different ones.
  TermText(const SystemDraft& system, std::span<const std::string> reserved);

  [[nodiscard]] const SystemDraft& system() const { return system_; }
  [[nodiscard]] const std::string& name(VariableId id) const { return names_[id]; }
  [[nodiscard]] std::string variable(VariableId id, std::string_view state) const;
  /// "(_ BitVec 3)".
  [[nodiscard]] std::string sort(VariableId id) const;

  [[nodiscard]] std::string boolean(Term term, std::string_view state) const;
  /// The low `bits` (1 to 32) of a number.
  [[nodiscard]] std::string number(Term term, std::uint32_t bits, std::string_view state) const;
  /// The variable has one of `values`.
  [[nodiscard]] std::string is_one_of(VariableId id, std::span<const Value> values, std::string_view state) const;
  /// The variables that the term mentions, ascending.
  [[nodiscard]] std::vector<VariableId> reads(Term term) const;

 private:
  const SystemDraft& system_;
  std::vector<std::string> names_;
};

}  // namespace walkcheck::symbolic
