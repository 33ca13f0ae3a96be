// The one meaning of the operations on two integers: folding, evaluation and the engines' own code all ask here.
#pragma once

#include <cstdint>

#include "model/system/term.hpp"

namespace walkcheck {

/// `op` is all, any, equal, less or one of the five of arithmetic. Results wrap to 32 bits; division rounds towards
/// zero, a remainder has the sign of `a`, and x / 0 and x % 0 are 0.
[[nodiscard]] constexpr std::int32_t apply(Op op, std::int32_t a, std::int32_t b) {
  const std::int64_t left = a;
  const std::int64_t right = b;
  switch (op) {
    case Op::all:
      return (a != 0 && b != 0) ? 1 : 0;
    case Op::any:
      return (a != 0 || b != 0) ? 1 : 0;
    case Op::equal:
      return a == b ? 1 : 0;
    case Op::less:
      return a < b ? 1 : 0;
    case Op::add:
      return static_cast<std::int32_t>(left + right);
    case Op::subtract:
      return static_cast<std::int32_t>(left - right);
    case Op::multiply:
      return static_cast<std::int32_t>(left * right);
    case Op::divide:
      return right == 0 ? 0 : static_cast<std::int32_t>(left / right);
    case Op::remainder:
      return right == 0 ? 0 : static_cast<std::int32_t>(left % right);
    case Op::constant:
    case Op::variable:
    case Op::member:
    case Op::negate:
    case Op::choose:
      break;
  }
  return 0;
}

}  // namespace walkcheck
