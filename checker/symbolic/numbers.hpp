// Boolean connectives that fold constants, and numbers as circuits of them: what a solver sees are plain Booleans.
#pragma once

#include <z3++.h>
#include <cstdint>
#include <span>
#include <vector>

#include "model/system/term.hpp"

namespace walkcheck::symbolic {

class Gates {
 public:
  explicit Gates(z3::context& context);

  [[nodiscard]] const z3::expr& yes() const { return yes_; }
  [[nodiscard]] const z3::expr& no() const { return no_; }
  [[nodiscard]] z3::expr truth(bool value) const { return value ? yes_ : no_; }
  [[nodiscard]] z3::expr negate(const z3::expr& a) const;
  [[nodiscard]] z3::expr all(const z3::expr& a, const z3::expr& b) const;
  [[nodiscard]] z3::expr any(const z3::expr& a, const z3::expr& b) const;
  [[nodiscard]] z3::expr same(const z3::expr& a, const z3::expr& b) const;
  [[nodiscard]] z3::expr differ(const z3::expr& a, const z3::expr& b) const { return negate(same(a, b)); }
  [[nodiscard]] z3::expr choose(const z3::expr& condition, const z3::expr& then, const z3::expr& otherwise) const;
  [[nodiscard]] z3::expr all_of(const std::vector<z3::expr>& parts) const;
  [[nodiscard]] z3::expr any_of(const std::vector<z3::expr>& parts) const;

 private:
  [[nodiscard]] bool is(const z3::expr& a, const z3::expr& b) const { return z3::eq(a, b); }
  z3::context& context_;
  z3::expr yes_, no_;
};

/// Two's complement, the lowest bit first; the last one is the sign and stands for all the higher ones. 1 to 32 bits.
using Bits = std::vector<z3::expr>;

/// The operations of model/system/arithmetic.hpp, to the bit: results wrap to 32 bits, x / 0 and x % 0 are 0. Results
/// are no wider than they must be, so that small numbers make small circuits.
class Numbers {
 public:
  /// Keeps a reference.
  explicit Numbers(const Gates& gates) : gates_(gates) {}

  [[nodiscard]] Bits constant(std::int32_t value) const;
  /// The number that these bits mean without a sign; at most 31 of them.
  [[nodiscard]] Bits natural(std::span<const z3::expr> bits) const;
  [[nodiscard]] z3::expr is_zero(const Bits& a) const;
  [[nodiscard]] z3::expr equal(const Bits& a, const Bits& b) const;
  [[nodiscard]] z3::expr less(const Bits& a, const Bits& b) const;
  [[nodiscard]] Bits choose(const z3::expr& condition, const Bits& then, const Bits& otherwise) const;
  /// `op` is one of the five of arithmetic.
  [[nodiscard]] Bits arithmetic(Op op, const Bits& a, const Bits& b) const;

 private:
  struct Division {
    Bits quotient, remainder;  // without signs
  };
  [[nodiscard]] Bits widened(const Bits& a, std::size_t width) const;
  [[nodiscard]] Bits trimmed(Bits a) const;
  [[nodiscard]] Bits sum(const Bits& a, const Bits& b, bool subtract, std::size_t width) const;
  [[nodiscard]] Bits product(const Bits& a, const Bits& b) const;
  [[nodiscard]] Bits negated_if(const z3::expr& condition, const Bits& a) const;
  [[nodiscard]] Bits magnitude(const Bits& a) const;
  [[nodiscard]] Division divided(const Bits& a, const Bits& b) const;
  [[nodiscard]] Bits quotient(const Bits& a, const Bits& b) const;
  [[nodiscard]] Bits remainder(const Bits& a, const Bits& b) const;

  const Gates& gates_;
};

}  // namespace walkcheck::symbolic
