// Ripple-carry adders, shift-and-add products and restoring division, as in any book on computer arithmetic. A circuit
// is as wide as its result can be, and constants are folded, so that `x + 1` of a small x is a handful of gates. The
// meaning is that of apply() in model/system/arithmetic.hpp, which computes in 64 bits and wraps to 32.
#include "checker/symbolic/numbers.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace walkcheck::symbolic {

namespace {

constexpr std::size_t kWidest = 32;

}  // namespace

Gates::Gates(z3::context& context) : context_(context), yes_(context.bool_val(true)), no_(context.bool_val(false)) {}

z3::expr Gates::negate(const z3::expr& a) const {
  if (is(a, yes_)) return no_;
  if (is(a, no_)) return yes_;
  return a.is_not() ? a.arg(0) : !a;
}

z3::expr Gates::all(const z3::expr& a, const z3::expr& b) const {
  if (is(a, no_) || is(b, no_)) return no_;
  if (is(a, yes_) || is(a, b)) return b;
  return is(b, yes_) ? a : a && b;
}

z3::expr Gates::any(const z3::expr& a, const z3::expr& b) const {
  if (is(a, yes_) || is(b, yes_)) return yes_;
  if (is(a, no_) || is(a, b)) return b;
  return is(b, no_) ? a : a || b;
}

z3::expr Gates::same(const z3::expr& a, const z3::expr& b) const {
  if (is(a, b)) return yes_;
  if (is(a, yes_)) return b;
  if (is(b, yes_)) return a;
  if (is(a, no_)) return negate(b);
  return is(b, no_) ? negate(a) : a == b;
}

z3::expr Gates::choose(const z3::expr& condition, const z3::expr& then, const z3::expr& otherwise) const {
  if (is(condition, yes_) || is(then, otherwise)) return then;
  if (is(condition, no_)) return otherwise;
  if (is(then, yes_)) return any(condition, otherwise);
  if (is(then, no_)) return all(negate(condition), otherwise);
  if (is(otherwise, yes_)) return any(negate(condition), then);
  return is(otherwise, no_) ? all(condition, then) : z3::ite(condition, then, otherwise);
}

z3::expr Gates::all_of(const std::vector<z3::expr>& parts) const {
  z3::expr_vector kept(context_);
  for (const z3::expr& part : parts) {
    if (is(part, no_)) return no_;
    if (!is(part, yes_)) kept.push_back(part);
  }
  if (kept.empty()) return yes_;
  return kept.size() == 1 ? kept[0] : z3::mk_and(kept);
}

z3::expr Gates::any_of(const std::vector<z3::expr>& parts) const {
  z3::expr_vector kept(context_);
  for (const z3::expr& part : parts) {
    if (is(part, yes_)) return yes_;
    if (!is(part, no_)) kept.push_back(part);
  }
  if (kept.empty()) return no_;
  return kept.size() == 1 ? kept[0] : z3::mk_or(kept);
}

Bits Numbers::constant(std::int32_t value) const {
  Bits bits;
  for (std::size_t i = 0; i < kWidest; ++i)
    bits.push_back(gates_.truth((static_cast<std::uint32_t>(value) >> i & 1U) != 0));
  return trimmed(std::move(bits));
}

Bits Numbers::natural(std::span<const z3::expr> bits) const {
  Bits result(bits.begin(), bits.end());
  result.push_back(gates_.no());
  return result;
}

z3::expr Numbers::is_zero(const Bits& a) const { return gates_.negate(gates_.any_of(a)); }

z3::expr Numbers::equal(const Bits& a, const Bits& b) const {
  const std::size_t width = std::max(a.size(), b.size());
  const Bits left = widened(a, width);
  const Bits right = widened(b, width);
  std::vector<z3::expr> parts;
  for (std::size_t i = 0; i < width; ++i) parts.push_back(gates_.same(left[i], right[i]));
  return gates_.all_of(parts);
}

z3::expr Numbers::less(const Bits& a, const Bits& b) const {
  return sum(a, b, true, std::max(a.size(), b.size()) + 1).back();
}

Bits Numbers::choose(const z3::expr& condition, const Bits& then, const Bits& otherwise) const {
  const std::size_t width = std::max(then.size(), otherwise.size());
  const Bits left = widened(then, width);
  const Bits right = widened(otherwise, width);
  Bits result;
  for (std::size_t i = 0; i < width; ++i) result.push_back(gates_.choose(condition, left[i], right[i]));
  return trimmed(std::move(result));
}

Bits Numbers::arithmetic(Op op, const Bits& a, const Bits& b) const {
  const auto wrapped = [this](const Bits& bits) { return trimmed(widened(bits, std::min(bits.size(), kWidest))); };
  const std::size_t width = std::max(a.size(), b.size()) + 1;
  switch (op) {
    case Op::add:
      return wrapped(sum(a, b, false, width));
    case Op::subtract:
      return wrapped(sum(a, b, true, width));
    case Op::multiply:
      return wrapped(product(a, b));
    case Op::divide:
      return wrapped(quotient(a, b));
    case Op::remainder:
      return wrapped(remainder(a, b));
    case Op::constant:
    case Op::variable:
    case Op::member:
    case Op::negate:
    case Op::all:
    case Op::any:
    case Op::equal:
    case Op::less:
    case Op::choose:
      break;
  }
  throw std::logic_error("not an operation of arithmetic");
}

Bits Numbers::widened(const Bits& a, std::size_t width) const {
  Bits result = a;
  while (result.size() < width) result.push_back(a.back());
  while (result.size() > width) result.pop_back();
  return result;
}

Bits Numbers::trimmed(Bits a) const {
  while (a.size() > 1 && z3::eq(a[a.size() - 1], a[a.size() - 2])) a.pop_back();
  return a;
}

/// a + b or a - b, modulo 2^width.
Bits Numbers::sum(const Bits& a, const Bits& b, bool subtract, std::size_t width) const {
  const Bits left = widened(a, width);
  const Bits right = widened(b, width);
  z3::expr carry = gates_.truth(subtract);
  Bits result;
  for (std::size_t i = 0; i < width; ++i) {
    const z3::expr other = subtract ? gates_.negate(right[i]) : right[i];
    const z3::expr half = gates_.differ(left[i], other);
    result.push_back(gates_.differ(half, carry));
    carry = gates_.any(gates_.all(left[i], other), gates_.all(half, carry));
  }
  return result;
}

Bits Numbers::product(const Bits& a, const Bits& b) const {
  const std::size_t width = std::min(a.size() + b.size(), kWidest);
  Bits result = constant(0);
  for (std::size_t i = 0; i < std::min(b.size(), width); ++i) {
    Bits shifted(i, gates_.no());
    for (const z3::expr& bit : a) shifted.push_back(gates_.all(bit, b[i]));
    // The last bit of b is its sign: it counts -2^i.
    result = sum(result, shifted, i + 1 == b.size(), width);
  }
  return result;
}

Bits Numbers::negated_if(const z3::expr& condition, const Bits& a) const {
  const std::size_t width = a.size() + 1;
  Bits flipped;
  for (const z3::expr& bit : a) flipped.push_back(gates_.differ(bit, condition));
  return sum(flipped, natural(std::span(&condition, 1)), false, width);
}

Bits Numbers::magnitude(const Bits& a) const { return trimmed(negated_if(a.back(), a)); }

/// Of two numbers that are not negative, b not 0.
Numbers::Division Numbers::divided(const Bits& a, const Bits& b) const {
  Division result{Bits(a.size(), gates_.no()), constant(0)};
  Bits& rest = result.remainder;
  for (std::size_t i = a.size() - 1; i-- > 0;) {
    rest.insert(rest.begin(), a[i]);
    const z3::expr fits = gates_.negate(less(rest, b));
    result.quotient[i] = fits;
    rest = widened(choose(fits, sum(rest, b, true, std::max(rest.size(), b.size())), rest), b.size());
    rest.back() = gates_.no();  // it is less than b now
  }
  return result;
}

Bits Numbers::quotient(const Bits& a, const Bits& b) const {
  const Bits result = divided(magnitude(a), magnitude(b)).quotient;
  return choose(is_zero(b), constant(0), negated_if(gates_.differ(a.back(), b.back()), result));
}

Bits Numbers::remainder(const Bits& a, const Bits& b) const {
  const Bits result = divided(magnitude(a), magnitude(b)).remainder;
  return choose(is_zero(b), constant(0), negated_if(a.back(), result));
}

}  // namespace walkcheck::symbolic
